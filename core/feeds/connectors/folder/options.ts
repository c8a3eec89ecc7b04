import { z } from 'zod';
import { RECORD_KINDS, recordKind } from '../../../contract/feed-records.ts';
import { IMPORT_KINDS, importMapping } from '../../../contract/import.ts';

const folderGroup = { 'x-group': 'folder' };
const serverGroup = { 'x-group': 'server', 'x-when': { type: ['sftp'] } };
const filesGroup = { 'x-group': 'files' };
const readingGroup = { 'x-group': 'reading' };
const ediGroup = { 'x-group': 'edi' };

const BROUGHT = RECORD_KINDS.filter((kind) =>
  ['stock', 'inbound', 'orders', 'shipments', 'tracking', 'returns', 'acknowledgements'].includes(kind),
);

/** How tables with given headers are understood. */
export const folderMapping = z.object({
  /** The headers that it is for, in any order; without them it is for every table that has the columns it names. */
  headers: z.array(z.string()).optional(),
  mapping: importMapping,
});

/** How files are read, wherever they come from. */
export const readingOptions = z.object({
  holds: z
    .enum(['auto', ...IMPORT_KINDS])
    .default('auto')
    .meta({
      title: 'What tables hold',
      description: 'Found out from headers and values when left on auto.',
      ...readingGroup,
    }),
  mappings: z
    .array(folderMapping)
    .max(100)
    .default([])
    .meta({
      title: 'Mappings',
      description: 'How tables are understood; those without one are understood by a proposal.',
      'x-widget': 'mapping',
      ...readingGroup,
    }),
  currency: z
    .string()
    .length(3)
    .default('EUR')
    .meta({ title: 'Currency of amounts that bring none', ...readingGroup }),
  timeZone: z
    .string()
    .default('UTC')
    .meta({ title: 'Time zone of times that bring none', ...readingGroup }),
  shipNotices: z
    .enum(['shipments', 'inbound'])
    .default('shipments')
    .meta({
      title: 'Ship notices tell of',
      description: 'Shipments that leave our facilities, or goods that are on their way to them.',
      ...ediGroup,
    }),
});
export type ReadingOptions = z.infer<typeof readingOptions>;

export const folderOptions = readingOptions.extend({
  type: z
    .enum(['local', 'sftp'])
    .default('local')
    .meta({ title: 'Where', ...folderGroup }),
  path: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .meta({
      title: 'Folder',
      description: 'A folder of this machine or a network share; on a server, the folder there.',
      'x-widget': 'folder',
      ...folderGroup,
    }),
  host: z
    .string()
    .trim()
    .max(255)
    .default('')
    .meta({ title: 'Server', ...serverGroup }),
  port: z
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(22)
    .meta({ title: 'Port', ...serverGroup }),
  user: z
    .string()
    .trim()
    .max(255)
    .default('')
    .meta({ title: 'User', ...serverGroup }),
  hostKey: z
    .string()
    .trim()
    .max(100)
    .default('')
    .meta({
      title: 'Fingerprint of the server’s key',
      description:
        'SHA256:…; the test shows it. Compare it with what the server’s owner says before you enter it.',
      ...serverGroup,
    }),
  pattern: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .default('*')
    .meta({
      title: 'File names',
      description: 'With * and ?, several separated by semicolons: stock-*.csv; *.edi',
      ...filesGroup,
    }),
  settleSeconds: z
    .number()
    .int()
    .min(0)
    .max(3600)
    .default(2)
    .meta({
      title: 'Complete after',
      description: 'Seconds during which size and time of a file must not change before it is taken.',
      ...filesGroup,
    }),
  marker: z
    .string()
    .trim()
    .max(20)
    .default('')
    .meta({
      title: 'Marker of complete files',
      description: 'Such as .done: then a file is taken only when NAME.done lies beside it.',
      ...filesGroup,
    }),
  archive: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .default('archive')
    .meta({ title: 'Folder of files dealt with', ...filesGroup }),
  refused: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .default('refused')
    .meta({ title: 'Folder of files that could not be used', ...filesGroup }),
  outgoing: z
    .string()
    .trim()
    .max(500)
    .default('outgoing')
    .meta({
      title: 'Folder of what goes out',
      description: 'For acknowledgements, bookings and shipment messages; empty: nothing goes out.',
      ...filesGroup,
    }),
  outgoingFormat: z
    .enum(['json', 'csv', 'x12', 'edifact'])
    .default('json')
    .meta({ title: 'Form of what goes out', ...filesGroup }),
  brings: z
    .array(recordKind)
    .default([...BROUGHT])
    .meta({
      title: 'What it brings',
      description: 'For the freshness shown on screens; whatever else its files hold is taken as well.',
      ...readingGroup,
    }),
  acknowledge: z
    .boolean()
    .default(true)
    .meta({ title: 'Acknowledge EDI interchanges (997, CONTRL)', ...ediGroup }),
  warehouses: z
    .string()
    .trim()
    .max(1000)
    .default('')
    .meta({
      title: 'Warehouses told what to ship',
      description:
        'Codes of facilities, separated by semicolons: releasing a wave there sends an order each (940).',
      ...ediGroup,
    }),
  senderId: z
    .string()
    .trim()
    .max(35)
    .default('')
    .meta({ title: 'Our EDI identification', ...ediGroup }),
  senderQualifier: z
    .string()
    .trim()
    .max(4)
    .default('ZZ')
    .meta({ title: 'Its qualifier', ...ediGroup }),
  receiverId: z
    .string()
    .trim()
    .max(35)
    .default('')
    .meta({ title: 'The partner’s EDI identification', ...ediGroup }),
  receiverQualifier: z
    .string()
    .trim()
    .max(4)
    .default('ZZ')
    .meta({ title: 'Its qualifier', ...ediGroup }),
});
export type FolderOptions = z.infer<typeof folderOptions>;
