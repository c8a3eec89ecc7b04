import type { FeedView } from '../contract/feeds.ts';

const MISSED_RUNS = 3;
const SHORTEST_PATIENCE_MS = 60_000;

/** What is known of a feed's runs, as far as its health depends on it. */
export interface FeedPulse {
  active: boolean;
  /** 0: only when asked, or when something is received. */
  intervalSeconds: number;
  lastSuccessAt: number | null;
  /** In a row. */
  failures: number;
  createdAt: number;
}

/** How long nothing may be heard from a feed before it is late: three intervals, a minute at least; null = for ever. */
export function patienceMs(intervalSeconds: number): number | null {
  if (intervalSeconds === 0) return null;
  return Math.max(MISSED_RUNS * intervalSeconds * 1000, SHORTEST_PATIENCE_MS);
}

/** Whether what a feed brought may be out of date. One without a schedule is only so while its runs fail. */
export function isStale(feed: Omit<FeedPulse, 'active'>, now: number): boolean {
  const patience = patienceMs(feed.intervalSeconds);
  if (patience === null) return feed.failures > 0;
  return now - (feed.lastSuccessAt ?? feed.createdAt) > patience;
}

export function feedHealth(feed: FeedPulse, now: number): FeedView['health'] {
  if (!feed.active) return 'paused';
  if (feed.failures > 0) return 'failing';
  if (isStale(feed, now)) return 'late';
  return feed.lastSuccessAt === null ? 'new' : 'healthy';
}
