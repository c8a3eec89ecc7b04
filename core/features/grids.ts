import type { CoreEvent } from '../contract/events.ts';
import type { UnderWayApi } from './incidents/index.ts';
import type { OrderGridApi } from './orders/index.ts';
import type { StockGridApi } from './stock/index.ts';

/**
 * The in-memory lists behind the Stock and Orders screens and the map. They answer from what is committed: after
 * `refresh` resolves, every query sees the commit that it was told of.
 */
export interface Grids {
  readonly orders: OrderGridApi;
  readonly stock: StockGridApi;
  /** Shipments under way as detectors look at them: read when first asked for. */
  readonly underWay: UnderWayApi;
  /** Reads all that is under way again, whatever has been told of it; what was read before answers until that is done. */
  rereadUnderWay(): Promise<void>;
  /** Takes over what a commit changed; afterwards every query sees it. */
  refresh(events: readonly CoreEvent[]): Promise<void>;
  /** Resolves once both lists hold everything (they answer before that, with `loading`). */
  loaded(): Promise<void>;
  close(): Promise<void>;
}

/** What a list must read again: everything, or the rows of these ids. `heads`: products and facilities, not their positions. */
export type GridChange = {
  all: boolean;
  heads: boolean;
  ids: number[];
  shipmentIds: number[];
};

/** Both of two changes. */
export function bothChanges(a: GridChange | null, b: GridChange): GridChange {
  if (!a) return b;
  const union = (list: 'ids' | 'shipmentIds') => [...new Set([...a[list], ...b[list]])];
  return {
    all: a.all || b.all,
    heads: a.heads || b.heads,
    ids: union('ids'),
    shipmentIds: union('shipmentIds'),
  };
}

/** A change of everything. */
export const EVERYTHING: GridChange = { all: true, heads: true, ids: [], shipmentIds: [] };

const nothing = (): GridChange => ({ all: false, heads: false, ids: [], shipmentIds: [] });

function isEmpty(change: GridChange): boolean {
  return !change.all && !change.heads && change.ids.length === 0 && change.shipmentIds.length === 0;
}

/** What events mean for each list; null where nothing changes. */
export function gridChanges(events: readonly CoreEvent[]): {
  orders: GridChange | null;
  stock: GridChange | null;
} {
  const orders = nothing();
  const stock = nothing();
  const add = (change: GridChange, list: 'ids' | 'shipmentIds', ids: readonly number[] | undefined) => {
    if (ids === undefined) change.all = true;
    else change[list] = [...new Set([...change[list], ...ids])];
  };
  for (const event of events) {
    if (event.type === 'orders.changed') add(orders, 'ids', event.ids);
    else if (event.type === 'shipments.changed') add(orders, 'shipmentIds', event.ids);
    else if (event.type === 'stock.changed') add(stock, 'ids', event.productIds);
    else if (event.type === 'network.changed') {
      orders.heads = true;
      stock.heads = true;
    }
  }
  return { orders: isEmpty(orders) ? null : orders, stock: isEmpty(stock) ? null : stock };
}
