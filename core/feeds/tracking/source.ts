import type { TestStep } from '../../contract/feeds.ts';
import { type ConnectorTools, FeedFaultError, type RawBatch, type RawItem } from '../connector.ts';
import type { HttpRequest } from '../engine/feed-http.ts';
import { codeOf, isObject } from './events.ts';
import { afterPage, scanFrom } from './scan.ts';
import { readCarrierTime } from './time.ts';

/** How trackings lie in a source's answers. */
export interface TrackingSource {
  /** Kind of the raw items. */
  kind: string;
  /** Field with the tracking number, for trackings without an id. */
  numberField: string;
}

/** Trackings of a page as raw items, those changed from `since` on. Whatever they are is kept for parsing to judge. */
export function rawTrackings(
  source: TrackingSource,
  trackings: unknown,
  since: number | null,
): { items: RawItem[]; changes: (number | null)[] } {
  if (!Array.isArray(trackings)) {
    throw new FeedFaultError('unexpectedAnswer', 'The answer holds no list of trackings.', {
      action: 'Check the address: it must be that of the API.',
    });
  }
  const items: RawItem[] = [];
  const changes: (number | null)[] = [];
  for (const [index, tracking] of trackings.entries()) {
    const fields = isObject(tracking) ? tracking : {};
    const version = readCarrierTime(fields.updated_at, null, 'UTC')?.at ?? null;
    const key = codeOf(fields.id) ?? codeOf(fields[source.numberField]) ?? `unnamed ${index + 1}`;
    changes.push(version);
    if (since === null || version === null || version >= since) {
      items.push({ kind: source.kind, key, version, body: JSON.stringify(tracking) });
    }
  }
  return { items, changes };
}

/** Loads the page that begins at `next` (null: the first one), of trackings changed from `since` on where it can. */
export type LoadPage = (
  next: string | null,
  since: number | null,
) => Promise<{ trackings: unknown; next: string | null }>;

/** Reads a list of trackings page by page; see ScanCursor. A page that is gone since begins the scan anew. */
export async function* pullScan(
  source: TrackingSource,
  stored: unknown,
  load: LoadPage,
): AsyncIterable<RawBatch> {
  let cursor = scanFrom(stored);
  const { since } = cursor;
  const first = await load(cursor.next, since).catch((error: unknown) => {
    const gone = cursor.next !== null && error instanceof FeedFaultError && error.code === 'requestRefused';
    if (!gone) throw error;
    return load(null, since);
  });
  for (let answer = first; ; answer = await load(cursor.next, since)) {
    const page = rawTrackings(source, answer.trackings, since);
    cursor = afterPage(cursor, page.changes, answer.next);
    yield { items: page.items, cursor };
    if (answer.next === null) return;
  }
}

/** The steps of trying a connection: it answers, the key is taken, trackings can be read. */
export async function testSteps(
  tools: ConnectorTools<unknown>,
  request: () => Promise<HttpRequest>,
  count: (answer: unknown) => number | null,
): Promise<TestStep[]> {
  const steps: TestStep[] = [];
  const failed = (code: string, error: unknown): TestStep[] => {
    const action = error instanceof FeedFaultError ? error.action : null;
    return [
      ...steps,
      { code, ok: false, detail: error instanceof Error ? error.message : String(error), action },
    ];
  };
  let asked: HttpRequest;
  try {
    asked = await request();
  } catch (error) {
    return failed('signIn', error);
  }
  try {
    const answer = await tools.http.json(asked);
    steps.push({ code: 'connect', ok: true, detail: new URL(asked.url).host, action: null });
    steps.push({ code: 'signIn', ok: true, detail: 'The key is accepted.', action: null });
    const found = count(answer);
    if (found === null) return failed('read', new Error('The answer holds no list of trackings.'));
    return [
      ...steps,
      { code: 'read', ok: true, detail: `${found} trackings on the first page.`, action: null },
    ];
  } catch (error) {
    const refused = error instanceof FeedFaultError && error.code === 'signInRefused';
    if (refused) steps.push({ code: 'connect', ok: true, detail: new URL(asked.url).host, action: null });
    return failed(refused ? 'signIn' : 'connect', error);
  }
}
