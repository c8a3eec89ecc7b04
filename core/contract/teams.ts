import { z } from 'zod';
import { byId, reads, writes } from './base.ts';
import { incidentKind } from './incidents.ts';

const integer = z.number().int();
const person = z.string().trim().min(1).max(120);

const teamShape = {
  name: z.string().trim().min(1).max(80),
  members: z.array(person).max(200),
  /** Kinds of incidents that are the team's until somebody owns them; none named: every kind. */
  kinds: z.array(incidentKind),
};

export const teamView = z.object({
  id: integer,
  ...teamShape,
  /** I am in it. */
  mine: z.boolean(),
  /** Open incidents that it has been given. */
  open: integer,
});
export type TeamView = z.infer<typeof teamView>;

export const teamDraft = z.object({ id: integer.nullable(), ...teamShape });
export type TeamDraft = z.infer<typeof teamDraft>;

export const teamsContract = {
  list: reads('orders:read').output(z.array(teamView)),
  /** A new team without an id. @throws CONFLICT `nameTaken`, NOT_FOUND */
  save: writes('orders:write')
    .input(teamDraft)
    .output(z.object({ id: integer })),
  /** What it had been given belongs to nobody's team again. @throws NOT_FOUND */
  remove: writes('orders:write').input(byId).output(z.object({})),
};
