import { useQuery } from '@tanstack/react-query';
import type { FeedView } from '../../../core/contract/feeds.ts';
import { orpc } from '../../lib/rpc.ts';

/** Lateness comes with time alone, without an event. */
const RECHECK_MS = 10_000;

/** All feeds as they are now. */
export function useFeeds() {
  return useQuery({ ...orpc.feeds.list.queryOptions(), refetchInterval: RECHECK_MS });
}

export function useConnectors() {
  return useQuery(orpc.feeds.connectors.queryOptions());
}

/** How many differences are open: one between two feeds counts once. */
export function useOpenDifferences(): number {
  const { data } = useQuery(orpc.feeds.differences.queryOptions({ input: { limit: 1 } }));
  return data?.total ?? 0;
}

export interface FeedSums {
  setAside: number;
  out: number;
}

/** What waits for people over all feeds. */
export function sumFeeds(feeds: readonly FeedView[]): FeedSums {
  const sum = (of: (feed: FeedView) => number) => feeds.reduce((total, feed) => total + of(feed), 0);
  return {
    setAside: sum(({ backlog }) => backlog.quarantined + backlog.waiting),
    out: sum(({ backlog }) => backlog.out + backlog.parked),
  };
}
