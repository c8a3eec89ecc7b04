import { z } from 'zod';

const integer = z.number().int();

/** A tour that a way out changes; of published ones the feeds that hear of it. */
export const changedTour = z.object({
  plan: z.string(),
  route: integer,
  published: z.boolean(),
  /** Other stops that come later, and by how many minutes at most. */
  moved: integer,
  movedMinutes: integer,
  feeds: z.array(z.string()),
});
