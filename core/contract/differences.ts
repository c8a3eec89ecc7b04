import { z } from 'zod';
import { byId, instant, page, reads, writes } from './base.ts';
import { recordKind } from './feed-records.ts';

export const DIFFERENCE_KINDS = ['differs', 'missingHere', 'deletedThere', 'missingThere'] as const;
export const differenceStatus = z.enum(['open', 'accepted', 'fixed', 'gone']);

/** A fact on which sources do not agree. */
export const differenceRow = z.object({
  id: z.number().int(),
  type: z.enum(DIFFERENCE_KINDS),
  kind: recordKind,
  key: z.string(),
  /** The field they differ in; null when the whole thing is missing or deleted. */
  field: z.string().nullable(),
  /** Who says what and since when; `feedId` null = Vigie itself. */
  says: z.array(
    z.object({
      feedId: z.number().int().nullable(),
      name: z.string(),
      value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      since: instant.nullable(),
      /** Its word is the one that counts, by the precedence set or because it spoke last. */
      wins: z.boolean(),
    }),
  ),
  status: differenceStatus,
  since: instant,
});
export type DifferenceRow = z.infer<typeof differenceRow>;

/** Which sources win for a field of a kind (`*`: every field), the first one first. Without a rule the last word counts. */
export const precedenceRule = z.object({
  kind: recordKind,
  field: z.string(),
  feedIds: z.array(z.number().int()),
});
export type PrecedenceRule = z.infer<typeof precedenceRule>;

/** On what sources do not agree, and whose word counts. */
export const differencesContract = {
  differences: reads('feeds:read')
    .input(
      z.object({
        status: differenceStatus.default('open'),
        kind: recordKind.optional(),
        type: z.enum(DIFFERENCE_KINDS).optional(),
        feedId: z.number().int().optional(),
        field: z.string().optional(),
        search: z.string().optional(),
        ...page,
      }),
    )
    .output(
      z.object({
        rows: z.array(differenceRow),
        total: z.number().int(),
        groups: z.array(
          z.object({
            kind: recordKind,
            type: z.enum(DIFFERENCE_KINDS),
            field: z.string().nullable(),
            rows: z.number().int(),
          }),
        ),
      }),
    ),
  /** `take`: what that source says becomes ours (a thing deleted there is retired here); `accept`: it may stay so until somebody says something new. */
  resolveDifferences: writes('feeds:manage')
    .input(
      z.object({
        ids: z.array(z.number().int()).min(1),
        action: z.enum(['take', 'accept', 'reopen']),
        feedId: z.number().int().optional(),
      }),
    )
    .output(
      z.object({
        changed: z.number().int(),
        refused: z.array(z.object({ id: z.number().int(), reason: z.string() })),
      }),
    ),
  /** The counts and checksums of the last full comparison, by kind. */
  census: reads('feeds:read')
    .input(byId)
    .output(
      z.object({
        at: instant.nullable(),
        kinds: z.array(
          z.object({
            kind: z.string(),
            there: z.number().int(),
            here: z.number().int(),
            checksumThere: z.string(),
            checksumHere: z.string(),
            differing: z.number().int(),
            missingHere: z.number().int(),
            deletedThere: z.number().int(),
          }),
        ),
      }),
    ),
  precedence: reads('feeds:read').output(z.array(precedenceRule)),
  savePrecedence: writes('feeds:manage').input(z.array(precedenceRule)).output(z.array(precedenceRule)),
};
