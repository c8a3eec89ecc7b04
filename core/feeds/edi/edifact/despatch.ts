import { code, idOf, type Segment, value } from '../edi.ts';
import {
  addressOf,
  before,
  deadlineOf,
  firstOf,
  instantOf,
  lineNumberOf,
  type MessageContext,
  partyOf,
} from '../parse/context.ts';
import { skuOf } from '../parse/products.ts';
import { addShipNotice, type ShippedItem } from '../parse/ship-notices.ts';
import {
  carrierOf,
  datesOf,
  partiesOf,
  productIds,
  quantitiesOf,
  referencesOf,
  serialsOf,
  weightOf,
} from './edifact.ts';
import { beginning, documentNumber } from './orders.ts';

const ORDERS = ['ON', 'VN', 'CO'];

/** DESADV: a despatch advice, with packages (CPS) around its lines. */
export function readDespatchAdvice(context: MessageContext): void {
  const bgm = beginning(context);
  if (!bgm) return;
  const header = before(context.segments, 'CPS', 'LIN');
  const references = referencesOf(header);
  const number = documentNumber(bgm) ?? firstOf(references, ['DQ', 'AAK', 'SRN']);
  if (number === null) {
    const reason = 'The despatch advice has no number: nobody can tell which shipment is meant.';
    context.problems.error('missingNumber', reason, { segment: bgm, element: 2 });
    return;
  }
  const parties = partiesOf(header);
  const dates = datesOf(context, header);
  const shipTo = partyOf(parties, ['DP', 'ST', 'CN', 'UC', 'UD', 'BY']);
  const shipFrom = partyOf(parties, ['SF', 'WH', 'PW', 'SU', 'CZ', 'SE', 'OS']);
  const { city, postalCode, country } = addressOf(shipTo);
  const items = linesOf(context).map((line) => readLine(context, line));
  const serials = serialsOf(context.segments);
  const named = firstOf(references, ['CRN', 'CN', 'AAS', 'AAM', 'BM', 'TKN']);
  addShipNotice(context, {
    number,
    segment: bgm,
    cancelled: ['1', '3'].includes(code(bgm, 3)),
    shippedAt: instantOf(dates, ['11', '186', '136', '133', '200', '137']) ?? context.message.sentAt,
    expectedAt: deadlineOf(dates, ['17', '132', '358', '191', '69', '67', '2', '35', '64', '63']),
    carrierCode: carrierOf(header, parties),
    trackingNumber: named ?? (serials.length === 1 ? (serials[0] ?? null) : null),
    reference:
      firstOf(references, ['DQ', 'AAJ', 'AAK', 'SRN', 'CU', 'AAU']) ??
      firstOf(referencesOf(context.segments), ['CU', 'DQ']),
    serials,
    weight: weightOf(context, header),
    shipTo: { city, postalCode, country },
    shipFrom: { code: shipFrom?.code ?? null, name: shipFrom?.name ?? null },
    receiver: { code: shipTo?.code ?? null, name: shipTo?.name ?? null },
    orderNumber: firstOf(references, ORDERS) ?? soleOrder(items),
    items,
  });
}

function soleOrder(items: readonly ShippedItem[]): string | null {
  const orders = new Set(items.map((item) => item.orderNumber).filter((order) => order !== null));
  return orders.size === 1 ? ([...orders][0] ?? null) : null;
}

/** Lines end where the next one or the next package begins. */
function linesOf(context: MessageContext): Segment[][] {
  const lines: Segment[][] = [];
  let current: Segment[] | null = null;
  for (const segment of context.segments) {
    if (segment.tag === 'LIN') {
      current = [segment];
      lines.push(current);
    } else if (segment.tag === 'CPS' || segment.tag === 'UNS') current = null;
    else current?.push(segment);
  }
  return lines;
}

function readLine(context: MessageContext, line: readonly Segment[]): ShippedItem {
  const [lin] = line;
  const segment = lin ?? context.head;
  const ids = productIds(line);
  const order = line.find((item) => item.tag === 'RFF' && ORDERS.includes(code(item, 1)));
  const orderLine = order ? value(order, 1, 3) : '';
  return {
    segment,
    orderNumber: order ? idOf(order, 1, 2) : null,
    sku: skuOf(ids, 'seller', context.options.productIds),
    buyerSku: skuOf(ids, 'buyer', context.options.productIds),
    quantity: firstOf(quantitiesOf(context, line), ['12', '113', '46', '1', '131', '11', '192', '21']),
    lineNumber: lineNumberOf(orderLine, 0) || lineNumberOf(value(segment, 1), 0) || null,
  };
}
