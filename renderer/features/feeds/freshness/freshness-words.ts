import type { FeedFault, RecordKind } from '../../../../core/contract/feed-records.ts';
import type { Freshness } from '../../../../core/contract/feeds.ts';

export interface StaleFeed {
  feedId: number;
  name: string;
  lastSuccessAt: number | null;
  fault: FeedFault | null;
  /** Which of the kinds asked for it brings. */
  kinds: RecordKind[];
}

const wanted = (all: readonly Freshness[], kinds: readonly RecordKind[]) =>
  all.filter((one) => kinds.includes(one.kind));

/** A failure that passes by itself within this time is not worth a word. */
const PASSING_MS = 30_000;

type Source = Freshness['feeds'][number];

function isBehind({ stale, fault, lastSuccessAt }: Source, now: number): boolean {
  return stale || (fault !== null && now - (lastSuccessAt ?? 0) > PASSING_MS);
}

/** The feeds behind their time or failing among those that bring these kinds, each once, the longest silent first. */
export function staleFeeds(
  all: readonly Freshness[],
  kinds: readonly RecordKind[],
  now: number,
): StaleFeed[] {
  const found = new Map<number, StaleFeed>();
  for (const { kind, feeds } of wanted(all, kinds)) {
    for (const source of feeds) {
      if (!isBehind(source, now)) continue;
      const { feedId, name, lastSuccessAt, fault } = source;
      const known = found.get(feedId);
      if (known) known.kinds.push(kind);
      else found.set(feedId, { feedId, name, lastSuccessAt, fault, kinds: [kind] });
    }
  }
  return [...found.values()].sort((a, b) => (a.lastSuccessAt ?? 0) - (b.lastSuccessAt ?? 0));
}

export interface FactsAge {
  /** The oldest of the kinds that feeds bring; null when one never came. */
  asOf: number | null;
  stale: boolean;
}

/** How old the facts of these kinds are; null when no feed brings any of them. */
export function factsAge(all: readonly Freshness[], kinds: readonly RecordKind[]): FactsAge | null {
  const brought = wanted(all, kinds).filter(({ feeds }) => feeds.length > 0);
  if (brought.length === 0) return null;
  const never = brought.some(({ asOf }) => asOf === null);
  return {
    asOf: never ? null : Math.min(...brought.map(({ asOf }) => asOf ?? 0)),
    stale: brought.some(({ stale }) => stale),
  };
}
