import type { AnyConnector } from '../connector.ts';
import type { ConnectorRegistry } from '../engine/feed.ts';

const ALL: readonly AnyConnector[] = [];

/** Every connector of this version, by its id. */
export const CONNECTORS: ConnectorRegistry = new Map(ALL.map((connector) => [connector.id, connector]));
