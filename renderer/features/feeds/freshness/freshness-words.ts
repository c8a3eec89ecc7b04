import type { FeedFault, Freshness, RecordKind } from '../../../../core/contract/feeds.ts';

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

/** The feeds behind their time among those that bring these kinds, each once, the longest silent first. */
export function staleFeeds(all: readonly Freshness[], kinds: readonly RecordKind[]): StaleFeed[] {
  const found = new Map<number, StaleFeed>();
  for (const { kind, feeds } of wanted(all, kinds)) {
    for (const { feedId, name, lastSuccessAt, fault, stale } of feeds) {
      if (!stale) continue;
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
