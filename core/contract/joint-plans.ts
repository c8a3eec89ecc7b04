import { z } from 'zod';
import { writes } from './base.ts';
import { planFigures, routeParameters } from './route-plans.ts';

const integer = z.number().int();

/** An order that the tours load at another facility than where it is reserved. */
export const movedOrder = z.object({
  number: z.string(),
  name: z.string(),
  from: z.string(),
  to: z.string(),
});

const oneWay = z.object({
  planId: integer,
  figures: planFigures,
  /** What the facilities charge for preparing the orders that may move, with the rules' prices. */
  handlingMinor: integer,
  /** Tours and handling. */
  totalMinor: integer,
});

/** Outcome of a job `routes.together`. */
export const jointOutcome = z.object({
  currency: z.string(),
  /** Orders that are reserved whole at one depot and could come from another as well. */
  mayMove: integer,
  /** Sourcing first, then the tours: orders stay where they are reserved. */
  apart: oneWay,
  /** The tours choose the facility too; null when that gains nothing. */
  together: oneWay
    .extend({
      /** The sourcing run (kind `resource`, proposed) that moves the orders. */
      runId: integer,
      moved: integer,
      /** The first of them. */
      orders: z.array(movedOrder),
    })
    .nullable(),
  /** What is saved against the two steps apart; below 0 where more stops are served for it. */
  savedMinor: integer,
});
export type JointOutcome = z.infer<typeof jointOutcome>;

export const jointPlansContract = {
  /**
   * Starts a job (kind `routes.together`): tours with the facilities as they are reserved, then tours that may load what is not
   * released yet at another depot which holds it, each with the same time to search. Outcome `JointOutcome`: both plans are
   * kept as versions of one draft, the moves are a proposal of sourcing that `sourcing.apply` makes good and `sourcing.undo`
   * takes back. What is said of `routes.propose` holds for it: `routes.live`, `routes.stop`.
   * The job fails with CONFLICT `oneDepot` too.
   */
  propose: writes('routes:plan')
    .input(routeParameters)
    .output(z.object({ jobId: z.string() })),
};
