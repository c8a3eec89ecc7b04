import { figure } from '../codes/units.ts';
import { deadline, type Moment } from '../dates.ts';
import { code, idOf, type Segment, textOf, value } from '../edi.ts';
import {
  addressOf,
  before,
  type Draft,
  deadlineOf,
  groupsOf,
  instantOf,
  lineNumberOf,
  type MessageContext,
  type Party,
  partyOf,
} from '../parse/context.ts';
import { addOrder, type LineDraft, usableLines } from '../parse/orders.ts';
import { skuOf } from '../parse/products.ts';
import { checkedMoment, datesOf, partiesOf, productIds, referencesOf } from './x12.ts';

/** When the customer wants it, the surest word first; shipping dates last. */
export const WANTED = [
  '002',
  '02',
  '106',
  '067',
  '68',
  '068',
  '70',
  '54',
  '063',
  '54',
  '074',
  '017',
  '17',
  '069',
  '077',
  '010',
  '10',
  '038',
  '38',
  '037',
  '37',
];
const FACILITY_ROLES = ['WH', 'SF', 'SH', 'OB'];
const CUSTOMER_ROLES = ['BY', 'BT', 'SO', 'OB', 'PR'];
const SHIP_TO_ROLES = ['ST', 'CN', 'UC', 'MA', 'DA', 'BY'];

/** 850: a customer's order. */
export function readPurchaseOrder(context: MessageContext): void {
  const beg = context.first('BEG');
  if (!beg) {
    const reason = 'BEG, which holds the order number, is missing: this 850 cannot be used.';
    context.problems.error('missingSegment', reason, { segment: context.head });
    return;
  }
  const header = before(context.segments, 'PO1', 'CTT');
  const items = groupsOf(context.segments, 'PO1', 'CTT').filter(([segment]) => segment?.tag === 'PO1');
  const lines = items.map((item, at) => readItem(context, item, at + 1));
  const dates = datesOf(context, header);
  const release = idOf(beg, 4);
  const number = idOf(beg, 3);
  const orderDate = value(beg, 5);
  const ordered = orderDate === '' ? null : checkedMoment(context, beg, 5, orderDate, '', '');
  const cancelled = ['01', '03', '17'].includes(code(beg, 1));
  addOrder(context, {
    number:
      number !== null && release !== null && ['RL', 'BR'].includes(code(beg, 2))
        ? `${number}-${release}`
        : number,
    segment: beg,
    element: 3,
    draft: {
      ...buyerAndShipTo(context, partiesOf(header), header),
      orderedAt: ordered?.at ?? instantOf(dates, ['004', '097']),
      promisedAt: deadlineOf(dates, WANTED) ?? earliest(context, items),
      orderTotal: orderTotal(context),
      ...(cancelled && { orderStatus: 'cancelled' }),
      ...(hasCode(header, 'CSH', ['SC']) && { shipComplete: true }),
    },
    lines: usableLines(context, lines),
  });
}

function hasCode(segments: readonly Segment[], tag: string, codes: readonly string[]): boolean {
  return segments.some((segment) => segment.tag === tag && codes.includes(code(segment, 1)));
}

/** Customer, where it goes, from where, in which currency. Without a buyer the sender is the customer. */
export function buyerAndShipTo(
  context: MessageContext,
  parties: readonly Party[],
  header: readonly Segment[],
): Draft {
  const buyer = partyOf(parties, CUSTOMER_ROLES);
  const shipTo = partyOf(parties, SHIP_TO_ROLES);
  const facility = partyOf(
    parties,
    FACILITY_ROLES.filter((role) => role !== buyer?.role),
  );
  const currency = header.find((segment) => segment.tag === 'CUR');
  const currencyCode = currency ? code(currency, 2) : '';
  const contact = shipTo?.email || shipTo?.phone ? shipTo : buyer;
  return {
    customerCode: buyer?.code ?? buyer?.name ?? context.message.sender,
    customerName: buyer?.name,
    shipToName: shipTo?.name ?? shipTo?.code,
    ...addressOf(shipTo),
    email: contact?.email,
    phone: contact?.phone,
    facilityCode: facility?.code ?? facility?.name ?? context.options.facilityCode,
    currency: /^[A-Z]{3}$/.test(currencyCode) ? currencyCode : null,
    reference: referencesOf(header).get('CO') ?? null,
  };
}

/** Where only the lines say when: the first of their days. */
function earliest(context: MessageContext, items: readonly Segment[][]): number | null {
  const found: number[] = [];
  for (const item of items) {
    const at = deadlineOf(datesOf(context, item), WANTED) ?? deadline(scheduled(context, item));
    if (at !== null) found.push(at);
  }
  return found.length > 0 ? Math.min(...found.slice(0, 10_000)) : null;
}

function scheduled(context: MessageContext, item: readonly Segment[]): Moment | null {
  const schedule = item.find((segment) => segment.tag === 'SCH');
  if (!schedule || value(schedule, 6) === '') return null;
  return checkedMoment(context, schedule, 6, value(schedule, 6), '', '');
}

function orderTotal(context: MessageContext): number | null {
  const total = context.segments.find(
    (segment) => segment.tag === 'AMT' && ['TT', '1', 'GV', '2'].includes(code(segment, 1)),
  );
  return total ? context.amount(total, 2) : null;
}

function readItem(context: MessageContext, item: readonly Segment[], at: number): LineDraft {
  const [po1] = item;
  if (!po1) throw new Error('A line begins with PO1');
  const ids = item.filter(({ tag }) => tag === 'PO1' || tag === 'LIN');
  const numbers = ids.flatMap((segment) => productIds(segment, segment.tag === 'PO1' ? 6 : 2));
  if (item.some(({ tag }) => tag === 'SDQ')) {
    context.once('splitDestinations', () =>
      context.problems.warn(
        'splitDestinations',
        'Quantities are divided over several stores (SDQ): they are read as one order.',
        { segment: po1 },
      ),
    );
  }
  return {
    segment: po1,
    skuElement: 7,
    sku: skuOf(numbers, 'seller', context.options.productIds),
    quantity: context.quantity(po1, 2) ?? scheduledQuantity(item),
    quantityElement: 2,
    draft: {
      unitPrice: unitPrice(context, item, po1),
      lineNumber: lineNumberOf(value(po1, 1), at),
      productName: descriptionOf(item),
    },
  };
}

/** Of a line without a quantity of its own: the sum of its schedule or of its stores. */
function scheduledQuantity(item: readonly Segment[]): number | null {
  let sum: number | null = null;
  for (const segment of item) {
    if (segment.tag === 'SCH') sum = (sum ?? 0) + (figure(value(segment, 1)) ?? 0);
    if (segment.tag !== 'SDQ') continue;
    for (let at = 4; at <= segment.elements.length; at += 2)
      sum = (sum ?? 0) + (figure(value(segment, at)) ?? 0);
  }
  return sum !== null && Number.isInteger(sum) ? sum : null;
}

/** Price of one unit: from PO1, else from CTP; prices for a hundred or a thousand are divided. */
function unitPrice(context: MessageContext, item: readonly Segment[], po1: Segment): number | null {
  const ctp = item.find((segment) => segment.tag === 'CTP');
  const price = context.amount(po1, 4) ?? (ctp ? context.amount(ctp, 3) : null);
  if (price === null) return null;
  const basis = code(po1, 5);
  if (basis === 'HP' || basis === 'PF' || basis === 'HT') return price / 100;
  return basis === 'TP' || basis === 'TM' ? price / 1000 : price;
}

/** What the line calls the product: PID, or G69 in warehouse messages. */
export function descriptionOf(item: readonly Segment[]): string | null {
  for (const segment of item) {
    if (segment.tag === 'PID') {
      const text = textOf(segment, 5);
      if (text !== null) return text;
    }
    if (segment.tag === 'G69') return textOf(segment, 1);
  }
  return null;
}
