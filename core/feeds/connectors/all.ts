import type { AnyConnector } from '../connector.ts';
import type { ConnectorRegistry } from '../engine/feed.ts';
import { afterShipConnector } from './aftership/index.ts';
import { demoCarriersConnector } from './demo-carriers/index.ts';
import { easyPostConnector } from './easypost/index.ts';
import { folderConnector } from './folder/index.ts';
import { intakeConnector } from './intake/index.ts';
import { restConnector } from './rest/index.ts';
import { trytonConnector } from './tryton/index.ts';
import { webhookConnector } from './webhook/index.ts';

const ALL: readonly AnyConnector[] = [
  trytonConnector,
  folderConnector,
  restConnector,
  webhookConnector,
  intakeConnector,
  easyPostConnector,
  afterShipConnector,
  demoCarriersConnector,
];

/** Every connector of this version, by its id. */
export const CONNECTORS: ConnectorRegistry = new Map(ALL.map((connector) => [connector.id, connector]));
