import type { CoreEvent } from '../../contract/events.ts';
import type { RecordKind, RecordProblem } from '../../contract/feed-records.ts';
import type { FeedRecord } from '../record.ts';

/** A record with the raw item it comes from: its number (index or inbox id), and what the source calls it. */
export interface ReceivedRecord extends FeedRecord {
  item: number;
  itemKind: string;
  itemKey: string;
}

/** What became of the records of one raw item. */
export interface ItemOutcome {
  changed: number;
  unchanged: number;
  /** Older than what its feed said already: not applied. */
  stale: number;
  problems: RecordProblem[];
}

export interface ApplyOutcome {
  byItem: Map<number, ItemOutcome>;
  /** Records that changed something, by kind. */
  kinds: Partial<Record<RecordKind, number>>;
  events: CoreEvent[];
  /** Numbers of orders of which a warehouse shipped less than it was ordered to: their rest waits to be sourced again. */
  short: readonly string[];
}

/** Above this many changed things an event names none. */
const MOST_IDS = 2000;
const MOST_PROBLEMS_OF_AN_ITEM = 50;

const WAITS = new Set([
  'unknownProduct',
  'unknownFacility',
  'unknownOrder',
  'unknownShipment',
  'unknownService',
  'unknownMessage',
]);

/** A problem of a record: it waits when what it refers to may still come, else it is an error. */
export function refusal(
  code: string,
  reason: string,
  place: string | null,
  value: string | null,
): RecordProblem {
  return { severity: WAITS.has(code) ? 'waiting' : 'error', code, reason, place, value };
}

/** Keeps the account of what becomes of records while they are applied. */
export class OutcomeBook {
  readonly byItem = new Map<number, ItemOutcome>();
  readonly kinds: Partial<Record<RecordKind, number>> = {};
  readonly orderIds = new Set<number>();
  readonly shipmentIds = new Set<number>();
  readonly productIds = new Set<number>();
  readonly short = new Set<string>();
  private readonly kindsChanged = new Set<RecordKind>();

  private of(item: number): ItemOutcome {
    let outcome = this.byItem.get(item);
    if (!outcome) {
      outcome = { changed: 0, unchanged: 0, stale: 0, problems: [] };
      this.byItem.set(item, outcome);
    }
    return outcome;
  }

  took(item: number, kind: RecordKind, changed: boolean): void {
    if (!changed) {
      this.of(item).unchanged++;
      return;
    }
    this.of(item).changed++;
    this.kinds[kind] = (this.kinds[kind] ?? 0) + 1;
    this.kindsChanged.add(kind);
  }

  stale(item: number): void {
    this.of(item).stale++;
  }

  problem(item: number, problem: RecordProblem): void {
    const { problems } = this.of(item);
    if (problems.length < MOST_PROBLEMS_OF_AN_ITEM) problems.push(problem);
  }

  outcome(): ApplyOutcome {
    return { byItem: this.byItem, kinds: this.kinds, events: this.events(), short: [...this.short] };
  }

  private events(): CoreEvent[] {
    const events: CoreEvent[] = [];
    const told = (...kinds: RecordKind[]) => kinds.some((kind) => this.kindsChanged.has(kind));
    const named = (ids: ReadonlySet<number>) => ids.size > 0 && ids.size <= MOST_IDS;
    if (told('facilities', 'carriers', 'rates')) events.push({ type: 'network.changed' });
    const goods = told('products', 'inbound', 'facilities');
    if (goods || (this.productIds.size > 0 && !named(this.productIds)))
      events.push({ type: 'stock.changed' });
    else if (named(this.productIds)) events.push({ type: 'stock.changed', productIds: [...this.productIds] });
    if (told('customers') || this.orderIds.size > MOST_IDS) events.push({ type: 'orders.changed' });
    else if (named(this.orderIds)) events.push({ type: 'orders.changed', ids: [...this.orderIds] });
    if (named(this.shipmentIds)) events.push({ type: 'shipments.changed', ids: [...this.shipmentIds] });
    else if (this.shipmentIds.size > 0) events.push({ type: 'shipments.changed' });
    return events;
  }
}
