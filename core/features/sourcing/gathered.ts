import type { SourcingParameters } from '../../contract/sourcing.ts';
import type { Row } from '../../db/tables.ts';
import type { StockColumns } from '../../solvers/sourcing/index.ts';
import type { RulesOfRun } from '../rules/index.ts';

export type OrderToSource = Pick<
  Row<'sales_order'>,
  | 'id'
  | 'number'
  | 'priority'
  | 'status'
  | 'hold_reason'
  | 'ordered_at'
  | 'promised_at'
  | 'country'
  | 'postal_code'
  | 'latitude'
  | 'longitude'
  | 'service_level'
  | 'ship_complete'
  | 'fulfilment'
  | 'collect_facility_id'
  | 'channel'
  | 'region'
  | 'total_minor'
> & {
  /** Of its customer; null without one. */
  segment: string | null;
};

export type LineToSource = Pick<Row<'order_line'>, 'id' | 'order_id' | 'line_number' | 'product_id'> & {
  sku: string;
  weight_grams: number;
  /** Units that wait for a facility. */
  quantity: number;
  unit_price_minor: number;
  cost_minor: number;
  category: string | null;
  hazardous: number;
};

/** What can be promised, with what is on hand beside it. */
export type StockToSource = StockColumns & { onHand: ArrayLike<number> };

/** Everything that a run is decided from, as the database tells it: what the worker thread is given. */
export interface Gathered {
  orders: OrderToSource[];
  lines: LineToSource[];
  facilities: Pick<
    Row<'facility'>,
    | 'id'
    | 'code'
    | 'name'
    | 'kind'
    | 'region'
    | 'country'
    | 'latitude'
    | 'longitude'
    | 'time_zone'
    | 'currency'
    | 'handling_cost_minor'
    | 'daily_capacity_orders'
    | 'cut_off_minutes'
  >[];
  services: Pick<Row<'carrier_service'>, 'id' | 'name' | 'level' | 'cut_off_minutes' | 'max_weight_grams'>[];
  rates: Row<'rate'>[];
  stock: StockToSource;
  /** Orders and units that a facility already holds goods for; only asked for when capacity counts. */
  ordersByFacility: Map<number, number>;
  unitsByFacility: Map<number, number>;
  /** Orders a day that count instead of the facility's own and of any rule, by facility: a what-if. Null = no limit. */
  capacities?: ReadonlyMap<number, number | null>;
  /** Null when no rules count. */
  rules: RulesOfRun | null;
  parameters: SourcingParameters;
  /** The workspace's currency. */
  currency: string;
  /** The planning instant. */
  now: number;
}

/** The currency in which a run counts: that of its rate cards, the workspace's if they have several, or none. */
export function costCurrency({ rates, currency }: Pick<Gathered, 'rates' | 'currency'>): string {
  const counts = new Map<string, number>();
  for (const rate of rates) counts.set(rate.currency, (counts.get(rate.currency) ?? 0) + 1);
  if (counts.size === 0 || counts.has(currency)) return currency;
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return most?.[0] ?? currency;
}
