import { z } from 'zod';
import type { Connector, ConnectorTools, Cursor, PullMode, RawBatch } from '../../connector.ts';
import type { HttpRequest } from '../../engine/feed-http.ts';
import { parseEasyPostTracker, rawTrackings, type TrackingSource, testSteps } from '../../tracking/index.ts';

const options = z.object({
  url: z
    .url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost)$/, error: 'An address of this machine.' })
    .default('http://127.0.0.1:1')
    .meta({
      title: 'Address of the simulator',
      description: 'Set by itself when the demo carriers are started.',
      'x-group': 'connection',
    }),
});
type Options = z.infer<typeof options>;

const SOURCE: TrackingSource = { kind: 'easypost.tracker', numberField: 'tracking_code' };
const PAGE_SIZE = 500;
const TIMEOUT_MS = 5_000;
const READING = { timeZone: 'UTC', words: new Map() };

/** How far the simulator's changes have been read; its revisions count within one life of its server. */
interface DemoCursor {
  instance: string;
  revision: number;
}

interface ChangesAnswer {
  trackers?: unknown;
  has_more?: unknown;
  instance?: unknown;
  revision?: unknown;
}

/** The simulated carriers of the demonstration: trackings in EasyPost's shape from a server on this machine. */
export const demoCarriersConnector: Connector<Options> = {
  id: 'demo-carriers',
  family: 'demo',
  options,
  secrets: [{ name: 'token', required: true }],
  defaultIntervalSeconds: 3,
  kinds: () => ['tracking'],
  delivers: () => [],
  test: (tools) =>
    testSteps(
      tools,
      () => changesRequest(tools, null, 5),
      (answer) => {
        const list = (answer as ChangesAnswer | null)?.trackers;
        return Array.isArray(list) ? list.length : null;
      },
    ),
  pull: pullChanges,
  parse: ({ body }) => parseEasyPostTracker(body, READING),
};

async function* pullChanges(
  tools: ConnectorTools<Options>,
  stored: Cursor | null,
  mode: PullMode,
): AsyncIterable<RawBatch> {
  let cursor = mode.type === 'backfill' ? null : readCursor(stored);
  for (;;) {
    const request = await changesRequest(tools, cursor, PAGE_SIZE);
    const answer = ((await tools.http.json(request)) ?? {}) as ChangesAnswer;
    const { items } = rawTrackings(SOURCE, answer.trackers, null);
    cursor = readCursor(answer) ?? cursor;
    yield { items, cursor };
    if (answer.has_more !== true || items.length === 0) return;
  }
}

async function changesRequest(
  tools: ConnectorTools<Options>,
  cursor: DemoCursor | null,
  pageSize: number,
): Promise<HttpRequest> {
  const url = new URL('/v2/trackers', tools.options.url);
  url.searchParams.set('page_size', String(pageSize));
  url.searchParams.set('after_revision', String(cursor?.revision ?? 0));
  if (cursor) url.searchParams.set('instance', cursor.instance);
  const token = await tools.secret('token');
  return { url: url.href, headers: { authorization: `Bearer ${token}` }, timeoutMs: TIMEOUT_MS };
}

function readCursor(value: unknown): DemoCursor | null {
  if (typeof value !== 'object' || value === null) return null;
  const { instance, revision } = value as Partial<Record<keyof DemoCursor, unknown>>;
  return typeof instance === 'string' && typeof revision === 'number' ? { instance, revision } : null;
}
