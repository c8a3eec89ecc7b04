import { z } from 'zod';
import type { Connector, ConnectorTools, Cursor, PullMode, RawBatch } from '../../connector.ts';
import {
  baseUrl,
  maxAgeHours,
  parseAfterShipTracking,
  parseOptionsOf,
  pullScan,
  readingOptions,
  testSteps,
} from '../../tracking/index.ts';
import { afterShipRequest, listTrackings, registerTracking } from './aftership-api.ts';
import { AFTERSHIP } from './aftership-source.ts';
import { receiveAfterShip } from './aftership-webhook.ts';

const options = z.object({
  baseUrl: baseUrl('https://api.aftership.com/v4').meta({
    title: 'Address',
    description:
      'With the version of the API, v4 or a later one: https://api.aftership.com/tracking/2025-07.',
    'x-group': 'connection',
  }),
  register: z.boolean().default(true).meta({
    title: 'Have shipments tracked',
    description: 'Registers tracking numbers of shipments at AfterShip.',
    'x-group': 'connection',
  }),
  maxAgeHours,
  ...readingOptions,
});
type Options = z.infer<typeof options>;

/** AfterShip trackings: polled, told by webhook, or both. */
export const afterShipConnector: Connector<Options> = {
  id: 'aftership',
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
      () => afterShipRequest(tools, { limit: 5 }),
      (answer) => {
        const list = (answer as { data?: { trackings?: unknown } } | null)?.data?.trackings;
        return Array.isArray(list) ? list.length : null;
      },
    ),
  pull: pullTrackings,
  receive: receiveAfterShip,
  parse: ({ body }, opts) => parseAfterShipTracking(body, parseOptionsOf(opts)),
  deliver: registerTracking,
};

function pullTrackings(
  tools: ConnectorTools<Options>,
  stored: Cursor | null,
  mode: PullMode,
): AsyncIterable<RawBatch> {
  const createdFrom = mode.type === 'backfill' ? mode.from : null;
  return pullScan(AFTERSHIP, mode.type === 'backfill' ? null : stored, (next, updatedFrom) =>
    listTrackings(tools, next, { updatedFrom, createdFrom }),
  );
}
