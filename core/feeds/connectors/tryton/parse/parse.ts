import type { RawItem } from '../../../connector.ts';
import type { FeedRecord, ParsedItem } from '../../../record.ts';
import type { TrytonOptions } from '../options.ts';
import { POSITIONS } from '../sync/models.ts';
import { parsePurchase, parseSupplierShipment, parseTransfer } from './inbound.ts';
import { parseCarrier, parseFacility, parseParty, parsePosition, parseProduct } from './masters.ts';
import { parseSale } from './orders.ts';
import { type Doc, type ParseContext, problem } from './reader.ts';
import { parseReturn } from './returns.ts';
import { parseDropShipment, parseShipment } from './shipments.ts';

type Parser = (doc: Doc, context: ParseContext) => FeedRecord[];

const PARSERS: ReadonlyMap<string, Parser> = new Map<string, Parser>([
  ['stock.location', parseFacility],
  ['product.product', parseProduct],
  ['party.party', parseParty],
  ['carrier', parseCarrier],
  [POSITIONS, parsePosition],
  ['stock.shipment.in', parseSupplierShipment],
  ['purchase.purchase', parsePurchase],
  ['stock.shipment.internal', parseTransfer],
  ['sale.sale', parseSale],
  ['stock.shipment.out', parseShipment],
  ['stock.shipment.drop', parseDropShipment],
  ['stock.shipment.out.return', parseReturn],
]);

/** A document as our records; what cannot be understood is a problem in words. */
export function parseTryton(
  item: Pick<RawItem, 'kind' | 'key' | 'version' | 'body' | 'deleted'>,
  options: TrytonOptions,
): ParsedItem {
  const problems: ParsedItem['problems'] = [];
  if (item.deleted) return { records: [], problems };
  const { version } = item;
  const context: ParseContext = { options, upstream: `${item.kind},${item.key}`, version, problems };
  const parser = PARSERS.get(item.kind);
  if (!parser) {
    problem(context, 'error', 'unknownKind', `${item.kind} is no document that is known here.`, null);
    return { records: [], problems };
  }
  const doc = readDoc(item.body);
  if (!doc) {
    problem(context, 'error', 'notJson', 'The document is not readable: it is no JSON object.', null);
    return { records: [], problems };
  }
  return { records: parser(doc, context), problems };
}

function readDoc(body: string): Doc | null {
  try {
    const doc = JSON.parse(body) as unknown;
    return typeof doc === 'object' && doc !== null && !Array.isArray(doc) ? (doc as Doc) : null;
  } catch {
    return null;
  }
}
