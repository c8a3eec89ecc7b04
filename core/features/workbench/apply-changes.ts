import type { ScenarioChange } from '../../contract/workbench.ts';
import type { RulesOfRun } from '../rules/index.ts';
import type { Gathered, LineToSource, OrderToSource } from '../sourcing/index.ts';

type ChangeOf<K extends ScenarioChange['kind']> = Extract<ScenarioChange, { kind: K }>;

/** Rule sets that changes name, and which carrier a service is of. */
export interface ChangeFacts {
  rules: ReadonlyMap<number | null, RulesOfRun | null>;
  carrierOf: ReadonlyMap<number, string>;
}

/** Codes of real facilities that changes speak of. */
export function facilitiesNamed(changes: readonly ScenarioChange[]): string[] {
  const added = new Set(changes.flatMap((change) => (change.kind === 'addFacility' ? [change.code] : [])));
  return changes
    .flatMap((change) => {
      if (change.kind === 'addFacility') return [change.stockLike];
      return 'facility' in change ? [change.facility] : [];
    })
    .filter((code) => !added.has(code));
}

/** The facts as they would be, changes taken one after the other; what was gathered stays as it is. Pure. */
export function applyChanges(
  gathered: Gathered,
  changes: readonly ScenarioChange[],
  facts: ChangeFacts,
): Gathered {
  let state = gathered;
  let added = 0;
  for (const change of changes) {
    if (change.kind === 'addFacility') added += 1;
    state = applyChange(state, change, facts, -added);
  }
  return state;
}

/** @param addedId id of the facility, if this change adds one */
function applyChange(state: Gathered, change: ScenarioChange, facts: ChangeFacts, addedId: number): Gathered {
  if (change.kind === 'stock') return changeStock(state, change);
  if (change.kind === 'capacity') return changeCapacity(state, change.facility, change.ordersADay);
  if (change.kind === 'rates') return changeRates(state, change, facts);
  if (change.kind === 'demand') return changeDemand(state, change);
  if (change.kind === 'rules') return changeRules(state, change, facts);
  if (change.kind === 'addFacility') return addFacility(state, change, addedId);
  return { ...state, facilities: state.facilities.filter(({ code }) => code !== change.facility) };
}

function idOf({ facilities }: Gathered, code: string): number | undefined {
  return facilities.find((facility) => facility.code === code)?.id;
}

function changeStock(state: Gathered, change: ChangeOf<'stock'>): Gathered {
  const facility = idOf(state, change.facility);
  const wanted = new Map(state.lines.map(({ product_id, sku }) => [product_id, sku]));
  if (facility === undefined) return state;
  const rows = rowsOf(state);
  const changed = new Set<number>();
  for (const row of rows) {
    if (row.facility !== facility) continue;
    if (change.sku !== undefined && wanted.get(row.product) !== change.sku) continue;
    changed.add(row.product);
    row.available = changedUnits(row.available, change);
    row.onHand = changedUnits(row.onHand, change);
  }
  const units = change.units ?? 0;
  for (const [product, sku] of wanted) {
    if (units <= 0 || changed.has(product) || (change.sku !== undefined && sku !== change.sku)) continue;
    rows.push({ product, facility, available: units, onHand: units });
  }
  return { ...state, stock: columnsOf(rows) };
}

function changedUnits(units: number, { percent = 100, units: more = 0 }: ChangeOf<'stock'>): number {
  return Math.max(0, Math.floor((units * percent) / 100) + more);
}

function changeCapacity(state: Gathered, code: string, ordersADay: number | null): Gathered {
  const facility = idOf(state, code);
  if (facility === undefined) return state;
  return { ...state, capacities: new Map([...(state.capacities ?? []), [facility, ordersADay]]) };
}

function changeRates(
  state: Gathered,
  { carrier, percent }: ChangeOf<'rates'>,
  { carrierOf }: ChangeFacts,
): Gathered {
  const rates = state.rates.map((rate) => {
    if (carrier !== undefined && carrierOf.get(rate.service_id) !== carrier) return rate;
    return { ...rate, price_minor: Math.round((rate.price_minor * percent) / 100) };
  });
  return { ...state, rates };
}

/** Under 100 % the latest orders are left out, above it they come again, under ids below 0. */
function changeDemand(state: Gathered, { percent, country }: ChangeOf<'demand'>): Gathered {
  const counts = (order: OrderToSource) => country === undefined || order.country === country;
  const latest = state.orders.filter(counts).sort((a, b) => b.ordered_at - a.ordered_at || b.id - a.id);
  const change = Math.round((latest.length * (percent - 100)) / 100);
  if (change <= 0) {
    const gone = new Set(latest.slice(0, -change).map(({ id }) => id));
    return {
      ...state,
      orders: state.orders.filter(({ id }) => !gone.has(id)),
      lines: state.lines.filter((line) => !gone.has(line.order_id)),
    };
  }
  const linesOf = Map.groupBy(state.lines, (line) => line.order_id);
  let next = -1;
  for (const { id } of [...state.orders, ...state.lines]) next = Math.min(next, id - 1);
  const [orders, lines]: [OrderToSource[], LineToSource[]] = [[], []];
  for (let i = 0; i < change; i++) {
    const model = latest[i % latest.length] as OrderToSource;
    const orderId = next--;
    orders.push({ ...model, id: orderId, number: `${model.number}+${Math.floor(i / latest.length) + 1}` });
    for (const line of linesOf.get(model.id) ?? []) lines.push({ ...line, id: next--, order_id: orderId });
  }
  return { ...state, orders: [...state.orders, ...orders], lines: [...state.lines, ...lines] };
}

function changeRules(
  state: Gathered,
  { ruleVersionId }: ChangeOf<'rules'>,
  { rules }: ChangeFacts,
): Gathered {
  return {
    ...state,
    rules: rules.get(ruleVersionId) ?? null,
    parameters: { ...state.parameters, ruleVersionId },
  };
}

/** A warehouse that ships like the one whose stock it is given, from elsewhere. */
function addFacility(state: Gathered, change: ChangeOf<'addFacility'>, id: number): Gathered {
  const model = state.facilities.find(({ code }) => code === change.stockLike);
  if (!model) return state;
  const { code, name, country, latitude, longitude, handlingMinor, ordersADay, percent } = change;
  const site = { id, code, name, kind: 'warehouse', region: null, country, latitude, longitude };
  const rows = rowsOf(state);
  const copies = rows
    .filter((row) => row.facility === model.id)
    .map((row) => {
      const share = (units: number) => Math.floor((units * percent) / 100);
      return { ...row, facility: id, available: share(row.available), onHand: share(row.onHand) };
    });
  const added = {
    ...state,
    facilities: [
      ...state.facilities,
      { ...model, ...site, handling_cost_minor: handlingMinor, daily_capacity_orders: ordersADay },
    ],
    stock: columnsOf([...rows, ...copies]),
  };
  return ordersADay === null ? added : changeCapacity(added, code, ordersADay);
}

type StockRow = { product: number; facility: number; available: number; onHand: number };

function rowsOf({ stock }: Gathered): StockRow[] {
  return Array.from({ length: stock.productId.length }, (_, i) => ({
    product: stock.productId[i] ?? 0,
    facility: stock.facilityId[i] ?? 0,
    available: stock.available[i] ?? 0,
    onHand: stock.onHand[i] ?? 0,
  }));
}

function columnsOf(rows: readonly StockRow[]): Gathered['stock'] {
  return {
    productId: Int32Array.from(rows, ({ product }) => product),
    facilityId: Int32Array.from(rows, ({ facility }) => facility),
    available: Int32Array.from(rows, ({ available }) => available),
    onHand: Int32Array.from(rows, ({ onHand }) => onHand),
  };
}
