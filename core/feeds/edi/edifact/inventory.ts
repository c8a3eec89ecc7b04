import { code, idOf, type Segment } from '../edi.ts';
import { before, groupsOf, instantOf, type MessageContext, partyOf } from '../parse/context.ts';
import { skuOf } from '../parse/products.ts';
import { datesOf, partiesOf, productIds } from './edifact.ts';
import { beginning } from './orders.ts';

/** What a quantity is: by its qualifier, and by the status that INV or STS gives it. */
type Bucket = 'onHand' | 'reserved' | 'unusable' | 'other';

/** Quantity on hand, actual stock; 33 is X12's number for what is available for sale. */
const ON_HAND = ['17', '145', '33'];
/** On hold for shipment. */
const RESERVED = ['27'];
/** Unusable, damaged. */
const UNUSABLE = ['20', '124'];

interface Position {
  sku: string;
  facilityCode: string;
  onHand: number | null;
  reserved: number | null;
  segment: Segment;
}

/** INVRPT: stock by product and place. */
export function readInventoryReport(context: MessageContext): void {
  if (!beginning(context)) return;
  const header = before(context.segments, 'LIN', 'CP', 'UNS');
  const lines = groupsOf(context.segments, 'LIN', 'UNS').filter(([segment]) => segment?.tag === 'LIN');
  const facility = facilityOf(header) ?? context.options.facilityCode ?? senderAsFacility(context);
  const takenAt =
    instantOf(datesOf(context, header), ['366', '179', '194', '263', '7', '137']) ?? context.message.sentAt;
  const positions = new Map<string, Position>();
  for (const line of lines) readLine(context, line, facility, positions);
  for (const position of positions.values()) {
    const { sku, facilityCode, onHand, reserved } = position;
    if (onHand === null) {
      const reason = `Nothing says how much of ${sku} is on hand at ${facilityCode}: the line is left out.`;
      context.problems.warn('noQuantity', reason, { segment: position.segment });
    } else context.add('stock', { sku, facilityCode, onHand, reserved }, undefined, takenAt);
  }
  if (lines.length === 0) {
    context.problems.error('noLines', 'The report has no lines.', { segment: context.head });
  }
}

/** A report that names no place is about the sender's own stock. */
function senderAsFacility(context: MessageContext): string | null {
  const { sender } = context.message;
  if (sender === '' || context.segments.some(({ tag }) => tag === 'LOC')) return sender || null;
  const reason = `The report names no place: the stock is taken to lie at the sender, ${sender}. A facility can be set in the feed's options.`;
  context.problems.warn('assumedFacility', reason, { segment: context.head });
  return sender;
}

/** The place that LOC names, or the party whose stock it is. */
function facilityOf(segments: readonly Segment[]): string | null {
  const loc = segments.find((segment) => segment.tag === 'LOC' && !['27', '28'].includes(code(segment, 1)));
  const party = partyOf(partiesOf(segments), [
    'WH',
    'GM',
    'LSP',
    'ST',
    'DP',
    'SF',
    'GY',
    'CN',
    'SU',
    'DS',
    'DB',
    'SE',
  ]);
  return (loc ? (idOf(loc, 2) ?? idOf(loc, 2, 4)) : null) ?? party?.code ?? party?.name ?? null;
}

/** A line's quantities may each have a place and a status of their own; what stands before the first holds for all. */
function readLine(
  context: MessageContext,
  line: readonly Segment[],
  facility: string | null,
  positions: Map<string, Position>,
): void {
  const [lin] = line;
  if (!lin) return;
  const sku = skuOf(productIds(line), 'seller', context.options.productIds);
  if (sku === null) {
    context.problems.error('missingProduct', 'The line names no product.', {
      segment: lin,
      element: 3,
    });
    return;
  }
  const shared = before(line.slice(1), 'INV', 'QTY');
  const ownFacility = facilityOf(shared) ?? facility;
  let status: Bucket | null = null;
  for (const group of groupsOf(line, 'INV', 'QTY')) {
    const [first] = group;
    if (!first) continue;
    if (first.tag === 'INV') {
      status = statusOf(first);
      continue;
    }
    addQuantity(
      context,
      { group, qty: first, sku, status, facility: facilityOf(group) ?? ownFacility },
      positions,
    );
  }
}

function addQuantity(
  context: MessageContext,
  given: {
    group: readonly Segment[];
    qty: Segment;
    sku: string;
    status: Bucket | null;
    facility: string | null;
  },
  positions: Map<string, Position>,
): void {
  const { qty, sku, facility } = given;
  const quantity = context.quantity(qty, 1, 2);
  if (quantity === null) return;
  if (facility === null) {
    const reason = `Nothing says where the stock of ${sku} lies: set a facility in the feed's options.`;
    context.problems.error('missingFacility', reason, { segment: qty });
    return;
  }
  const bucket = bucketOf(code(qty, 1), given.status);
  if (bucket === 'other') {
    context.once(`quantity ${code(qty, 1)}`, () =>
      context.problems.warn(
        'unknownQuantity',
        `Quantities of kind ${code(qty, 1) || '(none)'} are neither on hand nor reserved and are left out.`,
        { segment: qty },
      ),
    );
    return;
  }
  if (bucket === 'unusable') return;
  const key = `${sku}\u0000${facility}`;
  const position = positions.get(key) ?? {
    sku,
    facilityCode: facility,
    onHand: null,
    reserved: null,
    segment: qty,
  };
  position[bucket] = (position[bucket] ?? 0) + quantity;
  positions.set(key, position);
}

/** INV: kind of inventory 1 accepted, 2 damaged, 3 bonded, 4 reserved. */
function statusOf(inv: Segment): Bucket | null {
  const kind = code(inv, 2);
  if (kind === '4') return 'reserved';
  if (kind === '2') return 'unusable';
  return kind === '1' ? 'onHand' : null;
}

function bucketOf(qualifier: string, status: Bucket | null): Bucket {
  if (RESERVED.includes(qualifier)) return 'reserved';
  if (UNUSABLE.includes(qualifier)) return 'unusable';
  if (ON_HAND.includes(qualifier)) return status ?? 'onHand';
  return qualifier === '1' || qualifier === '' ? (status ?? 'onHand') : 'other';
}
