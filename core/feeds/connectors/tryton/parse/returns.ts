import { type FeedRecord, record } from '../../../record.ts';
import {
  child,
  children,
  type Doc,
  facilityOf,
  figure,
  instant,
  lettered,
  type ParseContext,
  partyCode,
  skuOf,
  startOfDay,
  text,
  whole,
} from './reader.ts';

/** Our words for the states of a customer's return shipment. */
export const RETURN_STATUS: Readonly<Record<string, string>> = {
  draft: 'requested',
  received: 'received',
  done: 'restocked',
  cancelled: 'cancelled',
};

const OURS = /^(\S.*) \[([^[\]]+)\]$/;

/** What we write as the reference of a return: its number, and the key by which a repetition is known. */
export function returnReference(returnNumber: string, key: string): string {
  return `${returnNumber} [${key}]`;
}

/** A return on its own. One that a return sale asked for is told by the sale. */
export function parseReturn(doc: Doc, context: ParseContext): FeedRecord[] {
  const { options, upstream, version } = context;
  const incoming = children(doc, 'moves').filter(
    (move) =>
      text(child(move, 'from_location'), 'type') === 'customer' && text(move, 'state') !== 'cancelled',
  );
  if (incoming.some((move) => (text(move, 'origin') ?? '').startsWith('sale.line,'))) return [];
  const ours = OURS.exec(text(doc, 'reference') ?? '');
  const created = text(doc, 'create_date');
  const day = text(doc, 'effective_date') ?? text(doc, 'planned_date');
  const currency = incoming
    .map((move) => text(child(move, 'currency'), 'code'))
    .find((code) => code !== null);
  const fields = {
    returnNumber: ours?.[1] ?? lettered('R', text(doc, 'number')),
    customerCode: partyCode(child(doc, 'customer')),
    facilityCode: facilityOf(child(doc, 'warehouse')),
    returnStatus: RETURN_STATUS[text(doc, 'state') ?? ''] ?? 'requested',
    returnedAt: (day === null ? instant(created) : startOfDay(day, options)) ?? version,
    currency: currency ?? options.currency,
  };
  const lines = incoming.map((move, index) => ({
    lineNumber: index + 1,
    sku: skuOf(child(move, 'product')),
    quantity: whole(context, figure(move, 'internal_quantity') ?? 0, 'up', `lines.${index + 1}.quantity`),
    unitPrice: figure(move, 'unit_price'),
  }));
  return [record('returns', fields, { upstream, version, lines })];
}
