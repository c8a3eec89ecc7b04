import { localMinutes } from '../../../lib/zone-clock.ts';

const MINUTE_MS = 60_000;
const SOON_MINUTES = 60;
const DUE_MINUTES = 15;

/** How near a pick-up is: worth a look, a hurry, or gone by. */
export type Urgency = 'calm' | 'soon' | 'due' | 'passed';

/** How long until a cut-off, or since it. Pure. */
export function countdown(cutOffAt: number, now: number): { urgency: Urgency; seconds: number } {
  const leftMs = cutOffAt - now;
  const minutes = leftMs / MINUTE_MS;
  const seconds = Math.floor(Math.abs(leftMs) / MINUTE_MS) * 60;
  if (minutes <= 0) return { urgency: 'passed', seconds };
  if (minutes <= DUE_MINUTES) return { urgency: 'due', seconds };
  return { urgency: minutes <= SOON_MINUTES ? 'soon' : 'calm', seconds };
}

/** The cut-off to open a pick-up with; none once it has passed: the carrier's next one takes what is late. Pure. */
export function cutOffToOpen(
  { cutOffAt }: { cutOffAt: number },
  { timeZone, now }: { timeZone: string; now: number },
): { cutOffMinutes?: number } {
  return cutOffAt > now ? { cutOffMinutes: localMinutes(cutOffAt, timeZone) } : {};
}

/** Pick-ups in the order in which they need somebody: open ones by cut-off, then those that have left, the latest first. Pure. */
export function inOrder<T extends { status: 'open' | 'closed'; cutOffAt: number; closedAt: number | null }>(
  manifests: readonly T[],
): T[] {
  return manifests.toSorted((a, b) => {
    if (a.status !== b.status) return a.status === 'open' ? -1 : 1;
    return a.status === 'open' ? a.cutOffAt - b.cutOffAt : (b.closedAt ?? 0) - (a.closedAt ?? 0);
  });
}
