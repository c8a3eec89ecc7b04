import { HOUR_MS } from './shipment-facts.ts';

/** A connection that should be working. */
export interface FeedFacts {
  id: number;
  name: string;
  failures: number;
  lastSuccessAt: number | null;
  intervalSeconds: number;
}

/** Runs that may fail before anybody is told. */
const FEW_FAILURES = 3;

/** It fails again and again, and has told nothing for longer than the threshold in hours and three of its own intervals. */
export function isFeedDown(feed: FeedFacts, hours: number, now: number): boolean {
  if (feed.failures < FEW_FAILURES) return false;
  const patienceMs = Math.max(hours * HOUR_MS, 3 * feed.intervalSeconds * 1000);
  return feed.lastSuccessAt === null || now - feed.lastSuccessAt > patienceMs;
}
