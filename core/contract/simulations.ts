import { z } from 'zod';
import { instant, page, reads, writes } from './base.ts';
import { type RouteParameters, routeParameters } from './route-plans.ts';

const integer = z.number().int();
const { shape } = routeParameters;

/** Most scenarios that stand side by side. */
export const MOST_SCENARIOS = 4;

/** What a scenario does otherwise than its simulation; what is left out is as there. */
export const scenarioChanges = z.object({
  depots: shape.depots.optional(),
  /** Null: each depot delivers its own. */
  goodsOf: shape.depots.nullable().optional(),
  day: shape.day.optional(),
  horizonDays: shape.horizonDays.unwrap().optional(),
  /** Null: the fleet as it is kept. */
  fleet: shape.fleet.unwrap().nullable().optional(),
  demandPercent: shape.demandPercent.unwrap().optional(),
  deliveryHours: shape.deliveryHours.unwrap().optional(),
  widenWindowsMinutes: shape.widenWindowsMinutes.unwrap().optional(),
  trafficPercent: shape.trafficPercent.unwrap().optional(),
  vehicles: shape.vehicles.unwrap().optional(),
  prices: shape.prices.unwrap().optional(),
  serviceSeconds: shape.serviceSeconds.unwrap().optional(),
  backhaulLast: shape.backhaulLast.unwrap().optional(),
  objective: shape.objective.unwrap().optional(),
  co2MinorPerTonne: shape.co2MinorPerTonne.unwrap().optional(),
});
export type ScenarioChanges = z.infer<typeof scenarioChanges>;

const scenarioName = z.string().trim().min(1).max(80);

export const scenarioView = z.object({
  /** Names it within its simulation. */
  number: integer,
  name: z.string(),
  changes: scenarioChanges,
  /** Its last run; the job may have ended. */
  jobId: z.string().nullable(),
  planId: integer.nullable(),
  /** The plan was made with other parameters than the scenario has now. */
  outOfDate: z.boolean(),
});
export type ScenarioView = z.infer<typeof scenarioView>;

export const simulationView = z.object({
  id: integer,
  name: z.string(),
  /** Counts changes: one that is made names the revision that it was made on. */
  revision: integer,
  parameters: routeParameters,
  scenarios: z.array(scenarioView),
  actor: z.string(),
  createdAt: instant,
  updatedAt: instant,
});
export type SimulationView = z.infer<typeof simulationView>;

export const simulationsContract = {
  /** Newest first. */
  list: reads('orders:read')
    .input(z.object({ ...page }))
    .output(z.object({ rows: z.array(simulationView), total: integer })),
  get: reads('orders:read')
    .input(z.object({ id: integer }))
    .output(simulationView),
  /**
   * Creates a simulation, or changes the one with this id: scenarios keep their number, new ones get the next.
   * @throws CONFLICT `changedMeanwhile`
   */
  save: writes('routes:plan')
    .input(
      z.object({
        id: integer.optional(),
        /** Left out = whatever it is. */
        revision: integer.optional(),
        name: z.string().trim().min(1).max(120),
        parameters: routeParameters,
        scenarios: z
          .array(z.object({ number: integer.optional(), name: scenarioName, changes: scenarioChanges }))
          .min(1)
          .max(MOST_SCENARIOS),
      }),
    )
    .output(simulationView),
  /**
   * Starts a job (kind `routes.simulate`) for each scenario, or for those named: each keeps its best plan as a draft, the next
   * version of its series; outcome `{planId}`. What is said of `routes.propose` holds for them: `routes.live`, `routes.stop`.
   * @throws CONFLICT `running` (one of them is), `unknownScenario`
   */
  run: writes('routes:plan')
    .input(z.object({ id: integer, numbers: z.array(integer).optional() }))
    .output(z.object({ jobs: z.array(z.object({ number: integer, jobId: z.string() })) })),
  /**
   * Its plans stay, but `withDrafts` removes those that nobody has changed or published.
   * @throws CONFLICT `running`
   */
  remove: writes('routes:plan')
    .input(z.object({ id: integer, withDrafts: z.boolean().default(false) }))
    .output(z.object({ plansRemoved: integer })),
};

/** What a scenario is planned with. */
export function scenarioParameters(parameters: RouteParameters, changes: ScenarioChanges): RouteParameters {
  const { goodsOf, fleet, ...rest } = changes;
  const told = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const { goodsOf: goodsBefore, fleet: fleetBefore, ...base } = parameters;
  const goods = goodsOf === undefined ? goodsBefore : (goodsOf ?? undefined);
  const vehicles = fleet === undefined ? fleetBefore : (fleet ?? undefined);
  return {
    ...base,
    ...told,
    ...(goods ? { goodsOf: goods } : {}),
    ...(vehicles ? { fleet: vehicles } : {}),
  };
}
