import { toGrams } from '../codes/units.ts';
import { code, idOf, type Segment, value } from '../edi.ts';
import {
  addressOf,
  deadlineOf,
  groupsOf,
  instantOf,
  lineNumberOf,
  type MessageContext,
  partyOf,
} from '../parse/context.ts';
import { skuOf } from '../parse/products.ts';
import { addShipNotice, type ShippedItem } from '../parse/ship-notices.ts';
import { trackingNumberOf } from './warehouse.ts';
import { checkedMoment, datesOf, partiesOf, productIds, referencesOf } from './x12.ts';

/** A level of the hierarchy: shipment, order, tare, pack, item. */
interface Level {
  kind: string;
  parent: string;
  segments: readonly Segment[];
  orderNumber: string | null;
}

/** 856: a ship notice with its hierarchy, whatever levels it has. */
export function readShipNotice(context: MessageContext): void {
  const bsn = context.first('BSN');
  const number = bsn ? idOf(bsn, 2) : null;
  if (!bsn || number === null) {
    const reason =
      'BSN, which holds the number of the shipment, is missing or empty: this 856 cannot be used.';
    context.problems.error('missingSegment', reason, { segment: bsn ?? context.head });
    return;
  }
  const levels = levelsOf(context);
  const above = context.segments.filter((segment) => segment.tag !== 'HL');
  const header = [...levels.values()]
    .filter((level) => !['I', 'F'].includes(level.kind))
    .flatMap((level) => level.segments);
  const scope = header.length > 0 ? header : above;
  const parties = partiesOf(scope);
  const dates = datesOf(context, scope);
  const noticed =
    value(bsn, 3) === '' ? null : checkedMoment(context, bsn, 3, value(bsn, 3), value(bsn, 4), '');
  const shipTo = partyOf(parties, ['ST', 'CN', 'BY', 'UC']);
  const shipFrom = partyOf(parties, ['SF', 'WH', 'SH', 'SU', 'VN', 'SE']);
  const { city, postalCode, country } = addressOf(shipTo);
  const td5 = scope.find((segment) => segment.tag === 'TD5');
  const items = [...levels.values()].filter((level) =>
    level.segments.some(({ tag }) => tag === 'SN1' || tag === 'LIN'),
  );
  addShipNotice(context, {
    number,
    segment: bsn,
    cancelled: ['01', '03'].includes(code(bsn, 1)),
    shippedAt: instantOf(dates, ['011', '11', '186', '086', '050']) ?? noticed?.at ?? context.message.sentAt,
    expectedAt: deadlineOf(dates, ['017', '17', '067', '371', '068', '002', '069', '02']),
    carrierCode: td5 ? (idOf(td5, 3) ?? idOf(td5, 5)) : null,
    trackingNumber: trackingNumberOf(context),
    reference: referencesOf(scope).get('BM') ?? referencesOf(scope).get('SI') ?? null,
    serials: serialsOf(context.segments),
    weight: weightOf(context, scope),
    shipTo: { city, postalCode, country },
    shipFrom: { code: shipFrom?.code ?? null, name: shipFrom?.name ?? null },
    receiver: { code: shipTo?.code ?? null, name: shipTo?.name ?? null },
    orderNumber: soleOrder(levels, above),
    items: items.map((level) => readItem(context, level, levels)),
  });
}

function levelsOf(context: MessageContext): Map<string, Level> {
  const levels = new Map<string, Level>();
  for (const [at, segments] of groupsOf(context.segments, 'HL').entries()) {
    const [hl] = segments;
    if (!hl) continue;
    const named = value(hl, 1);
    if (levels.has(named)) {
      const reason = `Level ${named} of the hierarchy occurs twice; what refers to it is taken to mean the first.`;
      context.once('repeatedLevel', () => context.problems.warn('repeatedLevel', reason, { segment: hl }));
    }
    const id = named === '' || levels.has(named) ? `#${at}` : named;
    levels.set(id, { kind: code(hl, 3), parent: value(hl, 2), segments, orderNumber: orderOf(segments) });
  }
  return levels;
}

function orderOf(segments: readonly Segment[]): string | null {
  const prf = segments.find((segment) => segment.tag === 'PRF');
  return (
    (prf ? idOf(prf, 1) : null) ??
    referencesOf(segments).get('PO') ??
    referencesOf(segments).get('ON') ??
    null
  );
}

/** The one order of the notice; null when it has several or none. */
function soleOrder(levels: ReadonlyMap<string, Level>, segments: readonly Segment[]): string | null {
  const orders = new Set(
    [...levels.values()].map((level) => level.orderNumber).filter((order) => order !== null),
  );
  if (orders.size > 1) return null;
  return [...orders][0] ?? orderOf(segments);
}

function readItem(context: MessageContext, level: Level, levels: ReadonlyMap<string, Level>): ShippedItem {
  const lin = level.segments.find((segment) => segment.tag === 'LIN');
  const sn1 = level.segments.find((segment) => segment.tag === 'SN1');
  const segment = sn1 ?? lin ?? context.head;
  const ids = lin ? productIds(lin, 2) : [];
  const own = (lin ? value(lin, 1) : '') || (sn1 ? value(sn1, 1) : '');
  return {
    segment,
    orderNumber: orderAbove(level, levels),
    sku: skuOf(ids, 'seller', context.options.productIds),
    buyerSku: skuOf(ids, 'buyer', context.options.productIds),
    quantity: sn1 ? context.quantity(sn1, 2) : null,
    lineNumber: own === '' ? null : lineNumberOf(own, 0) || null,
  };
}

/** The order of the nearest level above that names one; a hierarchy that runs in circles names none. */
function orderAbove(level: Level, levels: ReadonlyMap<string, Level>): string | null {
  let current: Level | undefined = level;
  for (let steps = 0; current && steps < 50; steps++) {
    if (current.orderNumber !== null) return current.orderNumber;
    current = levels.get(current.parent);
  }
  return null;
}

/** Serial numbers of cartons and pallets (SSCC), each once. */
function serialsOf(segments: readonly Segment[]): string[] {
  const serials = new Set<string>();
  for (const segment of segments) {
    if (segment.tag !== 'MAN' || !['GM', 'AA', 'W', 'UC'].includes(code(segment, 1))) continue;
    const serial = idOf(segment, 2);
    if (serial !== null) serials.add(serial);
  }
  return [...serials];
}

/** TD1 of the shipment: its weight with its unit. */
function weightOf(context: MessageContext, scope: readonly Segment[]): number | null {
  const td1 = scope.find((segment) => segment.tag === 'TD1' && value(segment, 7) !== '');
  const amount = td1 ? context.amount(td1, 7) : null;
  return td1 && amount !== null ? toGrams(amount, value(td1, 8), 'L') : null;
}
