import type { Connector } from '../../connector.ts';
import { deliverToFolder, writeMessage } from './deliver.ts';
import { parseFile } from './file-item.ts';
import { type FolderOptions, folderOptions } from './options.ts';
import { pullFolder } from './pull.ts';
import { parseEdiItem } from './read/edi-items.ts';
import { parseJson } from './read/json-items.ts';
import { parseRow } from './read/row-items.ts';
import { parseTracking } from './read/tracking-objects.ts';
import { testFolder } from './test-folder.ts';

/** Files in a folder of this machine, a network share or an SFTP server: tables, JSON and EDI in, messages as files out. */
export const folderConnector: Connector<FolderOptions> = {
  id: 'folder',
  family: 'files',
  options: folderOptions,
  secrets: [
    { name: 'password', required: false },
    { name: 'privateKey', required: false },
    { name: 'passphrase', required: false },
  ],
  defaultIntervalSeconds: 30,
  kinds: (options) => options.brings,
  delivers: (options) =>
    options.outgoing === ''
      ? []
      : [
          'edi.acknowledge',
          'booking.request',
          'label.request',
          'shipment.assign',
          'shipment.pack',
          'shipment.ship',
          'order.shipped',
          'return.create',
          'routePlan.publish',
          'routePlan.unpublish',
          'customer.message',
          'carrier.message',
          'stock.discrepancy',
          ...(options.warehouses === '' ? [] : (['warehouse.order', 'warehouse.cancel'] as const)),
        ],
  test: testFolder,
  pull: pullFolder,
  parse({ kind, body, version }, options) {
    if (kind === 'row') return parseRow(body, version, options);
    if (kind === 'json') return parseJson(body, version, options);
    if (kind === 'file') return parseFile(body);
    if (kind === 'easypost.tracker' || kind === 'aftership.tracking')
      return parseTracking(kind, body, options);
    return parseEdiItem(kind, body, options);
  },
  deliver: deliverToFolder,
  write: writeMessage,
};

export type { FolderOptions } from './options.ts';
