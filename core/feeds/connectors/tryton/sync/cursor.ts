import { z } from 'zod';

/** How far the changes of one model were read. Times of the server only, but for `since`. */
const watermark = z.object({
  /** Newest date seen, microseconds. */
  at: z.number(),
  /** When, by our clock, `at` was first seen: only to measure how long ago that was. */
  since: z.number(),
  /** Fingerprints of the records within the overlap, by id: what is looked at again and is as it was is left alone. */
  seen: z.record(z.string(), z.string()),
});
export type Watermark = z.infer<typeof watermark>;

/** Things to be read again, by model; positions by warehouse. */
const dirtySet = z.object({
  documents: z.record(z.string(), z.array(z.number())),
  /** Products whose stock is told even when it is 0; `may`: only when it is not. */
  positions: z.record(z.string(), z.object({ must: z.array(z.number()), may: z.array(z.number()) })),
});
export type DirtySet = z.infer<typeof dirtySet>;

/** A first load or a back-fill under way: everything, or everything changed since `from`, of some models in order. */
const load = z.object({
  from: z.number().nullable(),
  models: z.array(z.string()),
  model: z.string(),
  afterId: z.number(),
  done: z.number(),
  total: z.number(),
});

const cursorSchema = z.object({
  version: z.literal(1),
  marks: z.record(z.string(), watermark),
  /** States of the records still under way. */
  open: z.record(z.string(), z.record(z.string(), z.string())),
  sweptAt: z.number(),
  /** What was once loaded whole; more when more was chosen later. */
  loaded: z.array(z.string()),
  load: load.nullable(),
  pending: dirtySet.nullable(),
});
export type TrytonCursor = z.infer<typeof cursorSchema>;

/** A stored cursor; null when it is none of ours: then everything is read again, which is safe. */
export function readCursor(stored: unknown): TrytonCursor | null {
  const parsed = cursorSchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

export function isEmpty(dirty: DirtySet): boolean {
  return (
    Object.values(dirty.documents).every((ids) => ids.length === 0) &&
    Object.values(dirty.positions).every(({ must, may }) => must.length === 0 && may.length === 0)
  );
}

export function sizeOf(dirty: DirtySet): number {
  const documents = Object.values(dirty.documents).reduce((sum, ids) => sum + ids.length, 0);
  return Object.values(dirty.positions).reduce(
    (sum, { must, may }) => sum + must.length + may.length,
    documents,
  );
}
