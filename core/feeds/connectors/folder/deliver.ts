import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { ConnectorTools, Delivery, Message } from '../../connector.ts';
import type { EdiOutgoing } from '../../edi/index.ts';
import { writeBooking } from './edi-booking.ts';
import { writeShipNotice, writeWarehouseOrder } from './edi-shipment.ts';
import { safeName } from './names.ts';
import type { FolderOptions } from './options.ts';
import { writeOnce } from './put-aside.ts';
import { openStore } from './store/open-store.ts';

/** Writes a message as a file into the outgoing folder; the same message never twice. */
export async function deliverToFolder(
  tools: ConnectorTools<FolderOptions>,
  message: Message,
): Promise<Delivery> {
  const { outgoing } = tools.options;
  if (outgoing === '') {
    return {
      done: false,
      code: 'noOutgoingFolder',
      message: 'The feed has no folder for what goes out.',
      action: 'Enter one in its options.',
    };
  }
  const { fileName: name, text: content, controlNumber } = writeMessage(message, tools.options);
  const store = await openStore(tools);
  try {
    const written = await writeOnce(store, outgoing, name, content);
    const response = { file: posix.join(outgoing, name), written };
    return { done: true, response, ...(controlNumber ? { controlNumber } : {}) };
  } finally {
    await store.close();
  }
}

/** A message as the file that it becomes. */
export function writeMessage(
  message: Message,
  options: FolderOptions,
): { fileName: string; text: string; controlNumber: string | undefined } {
  const { content, extension, controlNumber } = contentOf(message, options);
  return { fileName: `${nameOf(message)}.${extension}`, text: content, controlNumber };
}

/** The same for the same message, whenever it is delivered. */
function nameOf({ kind, subject, idempotencyKey }: Message): string {
  const mark = createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 12);
  const about = safeName(subject.replace(/[^\p{L}\p{N}._-]+/gu, '-')).slice(0, 80);
  return `${kind.replace('.', '-')}-${about}-${mark}`;
}

interface Content {
  content: string;
  extension: string;
  controlNumber?: string;
}

function contentOf(message: Message, options: FolderOptions): Content {
  const format = options.outgoingFormat;
  const { payload, kind, subject, idempotencyKey, createdAt } = message;
  if (kind === 'edi.acknowledge' && typeof payload.content === 'string') {
    return { content: payload.content, extension: 'edi' };
  }
  const edi = format === 'x12' || format === 'edifact' ? ediOf(message, options, format) : null;
  if (edi) return { content: edi.text, extension: 'edi', controlNumber: edi.controlNumber };
  const document = {
    kind,
    subject,
    idempotencyKey,
    createdAt: new Date(createdAt).toISOString(),
    ...payload,
  };
  if (format === 'csv') return { content: asCsv(document), extension: 'csv' };
  return { content: `${JSON.stringify(document, null, 2)}\n`, extension: 'json' };
}

/** A message as EDI, where the standard has one for it and it says enough. */
function ediOf(message: Message, options: FolderOptions, format: 'x12' | 'edifact'): EdiOutgoing | null {
  switch (message.kind) {
    case 'booking.request':
      return writeBooking(message, options, format);
    case 'order.shipped':
      return writeShipNotice(message, options, format);
    case 'warehouse.order':
    case 'warehouse.cancel':
      return format === 'x12' ? writeWarehouseOrder(message, options) : null;
    default:
      return null;
  }
}

/** One row a line of the message, its head on each; one row without lines. */
function asCsv(document: Record<string, unknown>): string {
  const { lines, ...head } = document;
  const heads = flat(head, '');
  const rows =
    Array.isArray(lines) && lines.length > 0
      ? lines.map((line) => ({ ...heads, ...flat(line, 'line.') }))
      : [heads];
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return `${[columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function flat(value: unknown, prefix: string): Record<string, string> {
  if (typeof value !== 'object' || value === null)
    return { [prefix.replace(/\.$/, '')]: String(value ?? '') };
  const found: Record<string, string> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null) Object.assign(found, flat(inner, `${prefix}${name}.`));
    else found[`${prefix}${name}`] = inner === null || inner === undefined ? '' : String(inner);
  }
  return found;
}

function quoted(cell: string): string {
  return /[",\r\n;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
