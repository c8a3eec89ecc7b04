import { code, idOf, type Segment, value } from '../edi.ts';
import {
  addressOf,
  before,
  type Draft,
  deadlineOf,
  firstOf,
  groupsOf,
  instantOf,
  lineNumberOf,
  type MessageContext,
  partyOf,
} from '../parse/context.ts';
import { addOrder, type LineDraft, usableLines } from '../parse/orders.ts';
import { skuOf } from '../parse/products.ts';
import { datesOf, descriptionOf, partiesOf, productIds, quantitiesOf, referencesOf } from './edifact.ts';

/** When the customer wants it: delivery before shipping, the latest before the earliest. */
const WANTED = [
  '2',
  '69',
  '76',
  '74',
  '35',
  '17',
  '358',
  '63',
  '61',
  '67',
  '64',
  '79',
  '10',
  '38',
  '37',
  '11',
];
const BUYERS = ['BY', 'OB', 'IV', 'BT'];

/** ORDERS: a customer's order. */
export function readOrders(context: MessageContext): void {
  const bgm = beginning(context);
  if (!bgm) return;
  const header = before(context.segments, 'LIN', 'UNS');
  const items = itemsOf(context);
  const dates = datesOf(context, header);
  const function_ = code(bgm, 3);
  const references = referencesOf(header);
  addOrder(context, {
    number: documentNumber(bgm) ?? references.get('ON') ?? null,
    segment: bgm,
    element: 2,
    draft: {
      ...partiesAndCurrency(context, header),
      orderedAt: instantOf(dates, ['4', '137']),
      promisedAt: deadlineOf(dates, WANTED) ?? earliest(context, items),
      reference: firstOf(references, ['CR', 'ON', 'CT', 'AAS']),
      orderTotal: total(context),
      ...(['1', '3', '17'].includes(function_) && { orderStatus: 'cancelled' }),
    },
    lines: usableLines(
      context,
      items.map((item, at) => readItem(context, item, at + 1)),
    ),
  });
}

/** BGM; its absence is reported. */
export function beginning(context: MessageContext): Segment | null {
  const bgm = context.first('BGM');
  if (bgm) return bgm;
  const reason = `BGM, which holds the document's number, is missing: this ${context.message.type} cannot be used.`;
  context.problems.error('missingSegment', reason, { segment: context.head });
  return null;
}

/** The document's number; of releases from D.97A on it may stand in a composite. */
export function documentNumber(bgm: Segment): string | null {
  return idOf(bgm, 2);
}

function itemsOf(context: MessageContext): Segment[][] {
  return groupsOf(context.segments, 'LIN', 'UNS').filter(([segment]) => segment?.tag === 'LIN');
}

function partiesAndCurrency(context: MessageContext, header: readonly Segment[]): Draft {
  const parties = partiesOf(header);
  const buyer = partyOf(parties, BUYERS);
  const shipTo = partyOf(parties, ['DP', 'ST', 'CN', 'UC', 'UD', 'BY']);
  const facility = partyOf(parties, ['WH', 'SF', 'PW', 'LSP']);
  const cux = header.find((segment) => segment.tag === 'CUX');
  const currency = cux ? code(cux, 1, 2) : '';
  const contact = shipTo?.email || shipTo?.phone ? shipTo : buyer;
  return {
    customerCode: buyer?.code ?? buyer?.name ?? context.message.sender,
    customerName: buyer?.name,
    shipToName: shipTo?.name ?? shipTo?.code,
    ...addressOf(shipTo),
    email: contact?.email,
    phone: contact?.phone,
    facilityCode: facility?.code ?? facility?.name ?? context.options.facilityCode,
    currency: /^[A-Z]{3}$/.test(currency) ? currency : null,
  };
}

function earliest(context: MessageContext, items: readonly Segment[][]): number | null {
  let first: number | null = null;
  for (const item of items) {
    const at = deadlineOf(datesOf(context, item), WANTED);
    if (at !== null && (first === null || at < first)) first = at;
  }
  return first;
}

function total(context: MessageContext): number | null {
  const summary = groupsOf(context.segments, 'UNS')[0] ?? [];
  for (const qualifier of ['86', '128', '9', '77', '79', '125']) {
    const moa = summary.find((segment) => segment.tag === 'MOA' && code(segment, 1) === qualifier);
    const amount = moa ? context.amount(moa, 1, 2) : null;
    if (amount !== null) return amount;
  }
  return null;
}

function readItem(context: MessageContext, item: readonly Segment[], at: number): LineDraft {
  const [lin] = item;
  if (!lin) throw new Error('A line begins with LIN');
  const quantities = quantitiesOf(context, item);
  const qty = item.find((segment) => segment.tag === 'QTY');
  return {
    segment: qty ?? lin,
    skuElement: 3,
    sku: skuOf(productIds(item), 'seller', context.options.productIds),
    quantity: firstOf(quantities, ['21', '1', '47', '113', '12', '46', '131', '192', '194']),
    quantityElement: 1,
    draft: {
      unitPrice: unitPrice(context, item),
      lineNumber: lineNumberOf(value(lin, 1), at),
      productName: descriptionOf(item),
    },
  };
}

/** The net price before others, for one unit. */
function unitPrice(context: MessageContext, item: readonly Segment[]): number | null {
  const prices = item.filter((segment) => segment.tag === 'PRI');
  const best = ['AAA', 'CAL', 'AAE', 'NTP', 'INV', 'CT', 'AAB', 'AAF'].map((kind) =>
    prices.find((segment) => code(segment, 1) === kind),
  );
  const pri = best.find((segment) => segment !== undefined) ?? prices[0];
  const price = pri ? context.amount(pri, 1, 2) : null;
  if (!pri || price === null) return null;
  const basis = context.amount(pri, 1, 5) ?? 1;
  return basis > 0 ? price / basis : price;
}

/** Functions of a response that refuse the whole order. */
const REFUSED = ['1', '27', '12', '3'];
const LINE_ACTIONS: Readonly<Record<string, { code: string; words: string }>> = {
  '1': { code: 'lineAdded', words: 'is added' },
  '2': { code: 'lineRefused', words: 'is deleted' },
  '3': { code: 'lineChanged', words: 'is changed' },
  '6': { code: 'lineChanged', words: 'is accepted with changes' },
  '7': { code: 'lineRefused', words: 'is not accepted' },
  '10': { code: 'lineRefused', words: 'is not found' },
  '24': { code: 'lineChanged', words: 'is accepted with changes' },
};

/** ORDRSP: what the other side confirms of an order. Lines refused or changed are told in warnings. */
export function readOrderResponse(context: MessageContext): void {
  const bgm = beginning(context);
  if (!bgm) return;
  const header = before(context.segments, 'LIN', 'UNS');
  const references = referencesOf(header);
  const dates = datesOf(context, header);
  const refused = REFUSED.includes(code(bgm, 3)) || code(bgm, 4) === 'RE';
  const lines = itemsOf(context).map((item, at) => readResponseLine(context, item, at + 1, refused));
  if (refused) {
    const reason = `The order is refused as a whole (${code(bgm, 3) || code(bgm, 4)}).`;
    context.problems.warn('orderRefused', reason, { segment: bgm, element: 3 });
  }
  addOrder(context, {
    number: firstOf(references, ['ON', 'CO', 'VN', 'CR']) ?? documentNumber(bgm),
    segment: bgm,
    element: 2,
    draft: {
      ...partiesAndCurrency(context, header),
      orderedAt: instantOf(dates, ['4', '171', '137']),
      promisedAt:
        deadlineOf(dates, ['69', '67', '358', '2', '17', '35', '76', '79', '10', '11']) ??
        earliest(context, itemsOf(context)),
      orderStatus: refused ? 'cancelled' : 'open',
      reference: documentNumber(bgm),
    },
    lines: usableLines(context, lines),
    headerOnly: lines.length === 0,
  });
}

/** The line's ordered quantity, less what is not confirmed. */
function readResponseLine(
  context: MessageContext,
  item: readonly Segment[],
  at: number,
  allRefused: boolean,
): LineDraft {
  const line = readItem(context, item, at);
  const [lin] = item;
  if (!lin) return line;
  const quantities = quantitiesOf(context, item);
  const action = LINE_ACTIONS[code(lin, 2)];
  const ordered = firstOf(quantities, ['21', '1']);
  const confirmed = firstOf(quantities, [
    '113',
    '12',
    '194',
    '192',
    '131',
    '46',
    ...(quantities.has('21') ? ['1'] : []),
  ]);
  const quantity = ordered ?? confirmed;
  const isRefused =
    allRefused || action?.code === 'lineRefused' || (confirmed === 0 && ordered !== null && ordered > 0);
  const cancelled = isRefused
    ? quantity
    : ordered !== null && confirmed !== null
      ? Math.max(0, ordered - confirmed)
      : 0;
  const name = `Line ${value(lin, 1) || at}${line.sku === null ? '' : ` (${line.sku})`}`;
  if (action && !allRefused)
    context.problems.warn(action.code, `${name} ${action.words}.`, { segment: lin, element: 2 });
  else if (cancelled && !allRefused) {
    const words = isRefused ? 'is not confirmed at all' : `is confirmed for ${confirmed} of ${ordered}`;
    context.problems.warn(isRefused ? 'lineRefused' : 'lineChanged', `${name} ${words}.`, { segment: lin });
  }
  const confirmedQuantity = confirmed !== null && confirmed > 0 && !isRefused ? confirmed : quantity;
  return {
    ...line,
    quantity: confirmedQuantity,
    draft: {
      ...line.draft,
      ...(isRefused && confirmedQuantity !== null && { quantityCancelled: confirmedQuantity }),
    },
  };
}
