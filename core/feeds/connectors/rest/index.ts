import type { RecordKind } from '../../../contract/feed-records.ts';
import type { Connector } from '../../connector.ts';
import { deliverByTemplate } from './deliver.ts';
import { parseItem } from './mapping.ts';
import { type RestOptions, restOptions } from './options.ts';
import { openCaller, pullAll, snapshotAll, testConnection } from './pull.ts';
import { settingsOf } from './settings.ts';

export { Caller, type CallerSettings, type CallTools } from './caller.ts';
export { deliverByTemplate } from './deliver.ts';
export { readJson } from './json.ts';
export { itemsOf, parseItem, rawItem } from './mapping.ts';
export {
  type ItemRules,
  itemRules,
  type RecordRule,
  recordRule,
  type ValueRule,
  valueRule,
} from './mapping-rules.ts';
export {
  type ConnectionOptions,
  connectionFields,
  connectionOptions,
  type DeliveryRule,
  deliveryRule,
  namesDiffer,
  type RequestRule,
  requestRule,
} from './options.ts';

/** The kinds of records that some resources' rules make. */
export function kindsOf(resources: readonly { records: readonly { kind: RecordKind }[] }[]): RecordKind[] {
  return [...new Set(resources.flatMap(({ records }) => records.map(({ kind }) => kind)))];
}

/** Any system with a JSON API: what is read, how it is paged and what it means stand in the feed's options. */
export const restConnector: Connector<RestOptions> = {
  id: 'rest',
  family: 'web',
  options: restOptions,
  secrets: [
    { name: 'token', required: false },
    { name: 'password', required: false },
    { name: 'clientSecret', required: false },
  ],
  defaultIntervalSeconds: 60,
  callsPerSecond: 10,
  kinds: (options) => kindsOf(settingsOf(options).resources),
  delivers: (options) => [...new Set(options.deliveries.map(({ kind }) => kind))],
  test: testConnection,
  pull: pullAll,
  snapshot: snapshotAll,
  parse: (item, options) => parseItem(item, settingsOf(options).resources),
  deliver: (tools, message) => deliverByTemplate(openCaller(tools), tools.options.deliveries, message),
};
