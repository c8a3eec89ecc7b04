import type { PrecedenceRule } from '../../contract/differences.ts';
import type { RecordKind } from '../../contract/feed-records.ts';

/** That a feed says something of a field, and when it said so. */
export interface Word {
  feedId: number;
  at: number;
}

/** The rule for a field of a kind: its own, else that for every field of the kind. */
export function ruleFor(
  kind: RecordKind,
  field: string,
  precedence: readonly PrecedenceRule[],
): PrecedenceRule | undefined {
  const ofKind = precedence.filter((rule) => rule.kind === kind);
  return ofKind.find((rule) => rule.field === field) ?? ofKind.find((rule) => rule.field === '*');
}

/**
 * The feed whose word counts for a field, of those that say something of it: the first one of the rule that does; without a
 * rule, or when none of its feeds does, the one that spoke last. Null when nobody says anything.
 */
export function winnerOf(
  kind: RecordKind,
  field: string,
  says: readonly Word[],
  precedence: readonly PrecedenceRule[],
): number | null {
  const preferred = ruleFor(kind, field, precedence)?.feedIds.find((id) =>
    says.some((word) => word.feedId === id),
  );
  if (preferred !== undefined) return preferred;
  let last: Word | null = null;
  for (const word of says) {
    if (!last || word.at > last.at || (word.at === last.at && word.feedId > last.feedId)) last = word;
  }
  return last?.feedId ?? null;
}
