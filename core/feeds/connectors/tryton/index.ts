import type { Connector } from '../../connector.ts';
import { deliverToTryton } from './deliver/deliver.ts';
import { type TrytonOptions, trytonOptions } from './options.ts';
import { parseTryton } from './parse/parse.ts';
import { pullTryton } from './sync/pull.ts';
import { snapshotTryton } from './sync/snapshot.ts';
import { testTryton } from './test-connection.ts';

/** Tryton 6.0 over JSON-RPC: reads the network, its stock and its orders, and sends shipment decisions and returns back. */
export const trytonConnector: Connector<TrytonOptions> = {
  id: 'tryton',
  family: 'erp',
  options: trytonOptions,
  secrets: [{ name: 'password', required: true }],
  defaultIntervalSeconds: 2,
  callsPerSecond: 20,
  kinds: ({ kinds }) => [...kinds],
  delivers: ({ sendDecisions }) =>
    sendDecisions ? ['shipment.assign', 'shipment.pack', 'shipment.ship', 'return.create'] : [],
  test: testTryton,
  pull: pullTryton,
  snapshot: snapshotTryton,
  parse: parseTryton,
  deliver: deliverToTryton,
};
