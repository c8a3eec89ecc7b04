import { toGrams } from '../codes/units.ts';
import { code, idOf, type Segment, value } from '../edi.ts';
import {
  addressOf,
  before,
  type Draft,
  deadlineOf,
  instantOf,
  lineNumberOf,
  type MessageContext,
  partyOf,
} from '../parse/context.ts';
import { addOrder, type LineDraft, usableLines } from '../parse/orders.ts';
import { type ProductId, skuOf } from '../parse/products.ts';
import { type ShippedItem, shippedLines } from '../parse/ship-notices.ts';
import { buyerAndShipTo, descriptionOf, WANTED } from './purchase-order.ts';
import { checkedMoment, datesOf, looksLikeQualifier, partiesOf, productIds, referencesOf } from './x12.ts';

/** 940: the depositor orders the warehouse to ship. */
export function readWarehouseOrder(context: MessageContext): void {
  const w05 = context.first('W05');
  if (!w05) {
    const reason = 'W05, which holds the order number, is missing: this 940 cannot be used.';
    context.problems.error('missingSegment', reason, { segment: context.head });
    return;
  }
  const header = before(context.segments, 'LX', 'W01', 'W76');
  const parties = partiesOf(header);
  const warehouse = partyOf(parties, ['WH', 'SF']);
  const shipTo = partyOf(parties, ['BY', 'ST', 'CN']);
  const dates = datesOf(context, header);
  const w66 = header.find((segment) => segment.tag === 'W66');
  addOrder(context, {
    number: idOf(w05, 2),
    segment: w05,
    element: 2,
    draft: {
      ...buyerAndShipTo(context, parties, header),
      customerCode: shipTo?.code ?? shipTo?.name ?? context.message.sender,
      customerName: shipTo?.name,
      facilityCode: warehouse?.code ?? warehouse?.name ?? context.options.facilityCode,
      orderedAt: instantOf(dates, ['04', '07', '89']) ?? context.message.sentAt,
      promisedAt: deadlineOf(dates, WANTED),
      reference: idOf(w05, 3),
      carrierCode: w66 ? (idOf(w66, 10) ?? idOf(w66, 5)) : null,
      ...(['F', 'D'].includes(code(w05, 1)) && { orderStatus: 'cancelled' }),
    },
    lines: usableLines(
      context,
      itemsOf(context).map((item, at) => readW01(context, item, at + 1)),
    ),
  });
}

/** Each W01 (W12) with the LX before it and what follows it. */
function itemsOf(context: MessageContext, tag = 'W01'): Segment[][] {
  const items: Segment[][] = [];
  let lx: Segment | null = null;
  let current: Segment[] | null = null;
  for (const segment of context.segments) {
    if (segment.tag === 'LX') {
      lx = segment;
      current = null;
    } else if (segment.tag === 'W76' || segment.tag === 'W03') current = null;
    else if (segment.tag === tag) {
      current = lx ? [segment, lx] : [segment];
      items.push(current);
    } else current?.push(segment);
  }
  return items;
}

/** Elements of W01 count one further where the sender left an empty one before the quantity. */
function readW01(context: MessageContext, item: readonly Segment[], at: number): LineDraft {
  const [w01] = item;
  if (!w01) throw new Error('A line begins with W01');
  const isShifted =
    value(w01, 1) === '' && /^\d+(?:\.\d+)?$/.test(value(w01, 2)) && /^[A-Z]{2}$/.test(code(w01, 3));
  if (isShifted) {
    const reason = 'The quantity stands one element too far; it is read from there.';
    context.problems.warn('shiftedElements', reason, { segment: w01, element: 2 });
  }
  const ids: ProductId[] = productIds(w01, 4).slice(0, 2);
  if (looksLikeQualifier(w01, 15)) ids.push(...productIds(w01, 15).slice(0, 1));
  const caseCode = isShifted ? null : idOf(w01, 3);
  if (caseCode !== null) ids.push({ qualifier: 'UA', number: caseCode });
  return {
    segment: w01,
    skuElement: 5,
    sku: skuOf(ids, 'seller', context.options.productIds),
    quantity: context.quantity(w01, isShifted ? 2 : 1),
    quantityElement: isShifted ? 2 : 1,
    draft: { lineNumber: orderLineOf(item, at), productName: descriptionOf(item) },
  };
}

/** The number of the order's own line where the message brings it (N9), else that of LX. */
function orderLineOf(item: readonly Segment[], at: number): number {
  const references = referencesOf(item);
  const lx = item.find((segment) => segment.tag === 'LX');
  const own = references.get('LI') ?? references.get('LN') ?? references.get('POL') ?? '';
  return lineNumberOf(own, lx ? lineNumberOf(value(lx, 1), at) : at);
}

/** 945: the warehouse has shipped. */
export function readWarehouseAdvice(context: MessageContext): void {
  const w06 = context.first('W06');
  if (!w06) {
    const reason = 'W06, which holds order and shipment number, is missing: this 945 cannot be used.';
    context.problems.error('missingSegment', reason, { segment: context.head });
    return;
  }
  const orderNumber = idOf(w06, 2);
  const shipmentNumber = idOf(w06, 4) ?? idOf(w06, 5) ?? orderNumber;
  if (shipmentNumber === null) {
    const reason = 'The advice names neither a shipment nor an order: nobody can tell what was shipped.';
    context.problems.error('missingNumber', reason, { segment: w06, element: 4 });
    return;
  }
  const header = before(context.segments, 'LX', 'W12', 'W03');
  const parties = partiesOf(header);
  const dates = datesOf(context, header);
  const w27 = header.find((segment) => segment.tag === 'W27');
  const shippedOn = value(w06, 3) === '' ? null : checkedMoment(context, w06, 3, value(w06, 3), '', '');
  const warehouse = partyOf(parties, ['WH', 'SF']);
  const isCancelled = ['F', 'D'].includes(code(w06, 1)) && itemsOf(context, 'W12').length === 0;
  context.add(
    'shipments',
    {
      shipmentNumber,
      orderNumber,
      shipmentStatus: isCancelled ? 'cancelled' : 'inTransit',
      shippedAt: instantOf(dates, ['11', '86']) ?? shippedOn?.at ?? context.message.sentAt,
      promisedAt: deadlineOf(dates, ['17', '02', '70']),
      carrierCode: w27 ? idOf(w27, 2) : null,
      trackingNumber: trackingNumberOf(context),
      facilityCode: warehouse?.code ?? warehouse?.name ?? context.options.facilityCode,
      reference: idOf(w06, 5) ?? referencesOf(header).get('BM') ?? idOf(w06, 6),
      ...destinationOf(parties),
      weight: totalWeight(context),
    },
    shippedLines(
      context,
      itemsOf(context, 'W12').map((item, at) => readW12(context, item, at + 1)),
    ),
  );
}

function destinationOf(parties: ReturnType<typeof partiesOf>): Draft {
  const { city, postalCode, country } = addressOf(partyOf(parties, ['ST', 'CN', 'BY']));
  return { city, postalCode, country };
}

/** The carrier's number: N9/REF with a tracking or PRO number, a label's mark, else the only serial number of a carton. */
export function trackingNumberOf(context: MessageContext): string | null {
  const references = referencesOf(context.segments);
  for (const qualifier of ['2I', 'CN', 'CR', 'TN', 'ZZT', '08']) {
    const found = references.get(qualifier);
    if (found !== undefined) return found;
  }
  const marks = context.segments.filter((segment) => segment.tag === 'MAN');
  const label = marks.find((segment) => ['CP', 'SM', 'SI', 'CA'].includes(code(segment, 1)));
  if (label) return idOf(label, 2);
  const cartons = new Set(
    marks
      .filter((segment) => ['GM', 'AA', 'W'].includes(code(segment, 1)))
      .map((segment) => idOf(segment, 2)),
  );
  return cartons.size === 1 ? ([...cartons][0] ?? null) : null;
}

function totalWeight(context: MessageContext): number | null {
  const w03 = context.first('W03');
  const amount = w03 ? context.amount(w03, 2) : null;
  return w03 && amount !== null ? toGrams(amount, value(w03, 3), 'L') : null;
}

function readW12(context: MessageContext, item: readonly Segment[], at: number): ShippedItem {
  const [w12] = item;
  if (!w12) throw new Error('A line begins with W12');
  const isShifted = !looksLikeQualifier(w12, 7) && looksLikeQualifier(w12, 8) && value(w12, 6) === '';
  const first = isShifted ? 8 : 7;
  if (isShifted) {
    const reason = 'The product numbers stand one element too far; they are read from there.';
    context.problems.warn('shiftedElements', reason, { segment: w12, element: 8 });
  }
  const ids: ProductId[] = productIds(w12, first).slice(0, 1);
  for (const further of [17, 21]) ids.push(...productIds(w12, further).slice(0, 1));
  const caseCode = idOf(w12, isShifted ? 7 : 6);
  if (caseCode !== null) ids.push({ qualifier: 'UA', number: caseCode });
  const shipped = context.quantity(w12, 3);
  const ordered = context.quantity(w12, 2);
  const difference = context.quantity(w12, 4);
  const sku = skuOf(ids, 'seller', context.options.productIds);
  return {
    segment: w12,
    orderNumber: null,
    sku,
    buyerSku: sku,
    quantity: shipped ?? (ordered !== null && difference !== null ? ordered - difference : null),
    lineNumber: orderLineOf(item, at),
  };
}
