import { z } from 'zod';
import type { Connector, ConnectorTools, Cursor, PullMode, RawBatch } from '../../connector.ts';
import {
  baseUrl,
  maxAgeHours,
  parseEasyPostTracker,
  parseOptionsOf,
  pullScan,
  readingOptions,
  testSteps,
} from '../../tracking/index.ts';
import { easyPostRequest, listTrackers, registerTracker } from './easypost-api.ts';
import { EASYPOST } from './easypost-source.ts';
import { receiveEasyPost } from './easypost-webhook.ts';

const DAY_MS = 86_400_000;

const options = z.object({
  baseUrl: baseUrl('https://api.easypost.com/v2').meta({ title: 'Address', 'x-group': 'connection' }),
  trackDays: z.number().int().min(1).max(365).default(60).meta({
    title: 'Days to follow a tracker',
    description: 'Trackers made longer ago are no longer asked for.',
    'x-group': 'connection',
  }),
  register: z.boolean().default(true).meta({
    title: 'Have shipments tracked',
    description: 'Registers tracking numbers of shipments at EasyPost.',
    'x-group': 'connection',
  }),
  maxAgeHours,
  ...readingOptions,
});
type Options = z.infer<typeof options>;

/** EasyPost trackers: polled, told by webhook, or both. */
export const easyPostConnector: Connector<Options> = {
  id: 'easypost',
  family: 'carrier',
  options,
  secrets: [
    { name: 'apiKey', required: true },
    { name: 'webhookSecret', required: false },
  ],
  defaultIntervalSeconds: 120,
  callsPerSecond: 5,
  kinds: () => ['tracking'],
  delivers: ({ register }) => (register ? ['tracking.register'] : []),
  test: (tools) =>
    testSteps(
      tools,
      () => easyPostRequest(tools, '/trackers', { page_size: 5 }),
      (answer) => lengthOf((answer as { trackers?: unknown } | null)?.trackers),
    ),
  pull: pullTrackers,
  receive: receiveEasyPost,
  parse: ({ body }, opts) => parseEasyPostTracker(body, parseOptionsOf(opts)),
  deliver: registerTracker,
};

/** Reads all trackers of the last days, page by page: the list is sorted by creation only. */
function pullTrackers(
  tools: ConnectorTools<Options>,
  stored: Cursor | null,
  mode: PullMode,
): AsyncIterable<RawBatch> {
  const from = mode.type === 'backfill' ? mode.from : tools.clock() - tools.options.trackDays * DAY_MS;
  return pullScan(EASYPOST, mode.type === 'backfill' ? null : stored, (next) =>
    listTrackers(tools, next, from),
  );
}

function lengthOf(list: unknown): number | null {
  return Array.isArray(list) ? list.length : null;
}
