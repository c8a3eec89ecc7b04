/**
 * How far a list of trackings has been read that is sorted by anything but the time of change. Only the source's own clock
 * counts: what changes behind the reader's back during a scan is younger than everything the scan before it had seen, so
 * each scan hands over again what changed since then, and the inbox knows it already where it is the same.
 */
export interface ScanCursor {
  /** Of a finished scan: what changed from then on is handed over; null = everything. UTC ms. */
  since: number | null;
  /** The latest change that finished scans have seen. */
  newest: number | null;
  /** Of a scan under way: where it goes on, and the latest change seen so far. */
  next: string | null;
  seen: number | null;
}

const START: ScanCursor = { since: null, newest: null, next: null, seen: null };

/** A stored cursor, or the beginning when there is none that can be used. */
export function scanFrom(cursor: unknown): ScanCursor {
  if (typeof cursor !== 'object' || cursor === null) return START;
  const { since, newest, next, seen } = cursor as Partial<Record<keyof ScanCursor, unknown>>;
  return {
    since: typeof since === 'number' ? since : null,
    newest: typeof newest === 'number' ? newest : null,
    next: typeof next === 'string' ? next : null,
    seen: typeof seen === 'number' ? seen : null,
  };
}

/** The cursor after a page with these times of change; `next` null ends the scan. */
export function afterPage(
  cursor: ScanCursor,
  changes: readonly (number | null)[],
  next: string | null,
): ScanCursor {
  const seen = latest([cursor.seen, ...changes]);
  if (next !== null) return { ...cursor, next, seen };
  return { since: cursor.newest, newest: latest([cursor.newest, seen]), next: null, seen: null };
}

function latest(instants: readonly (number | null)[]): number | null {
  return instants.reduce((best, one) => (one !== null && (best === null || one > best) ? one : best), null);
}
