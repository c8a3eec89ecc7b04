import type { Kpi } from '../../contract/tower.ts';
import type { AppContext } from '../context.ts';

/** Each count is asked of the list with the filter that its link opens: the two can never differ. */
const ORDER_KPIS = [
  { key: 'openOrders', filter: { open: true } },
  { key: 'toSource', filter: { toSource: true } },
  { key: 'held', filter: { held: true, open: true } },
  { key: 'late', filter: { late: true } },
  { key: 'atRisk', filter: { atRisk: true } },
] as const;
const STOCK_KPIS = [
  { key: 'belowSafety', filter: { belowSafety: true } },
  { key: 'inboundToday', filter: { inboundToday: true } },
] as const;

export type Kpis = { kpis: Kpi[]; factsAt: number | null; loading: boolean };

export async function readKpis({ grids, clock }: AppContext): Promise<Kpis> {
  const now = clock();
  const [orders, stock, fill] = await Promise.all([
    grids.orders.counts({ filters: ORDER_KPIS.map(({ filter }) => filter), now }),
    grids.stock.counts({ filters: STOCK_KPIS.map(({ filter }) => filter), now }),
    grids.orders.fill({ now }),
  ]);
  const kpis: Kpi[] = [
    ...ORDER_KPIS.map(({ key, filter }, index) =>
      counted(key, orders.counts[index] ?? 0, { screen: 'orders', filter }),
    ),
    ...STOCK_KPIS.map(({ key, filter }, index) =>
      counted(key, stock.counts[index] ?? 0, { screen: 'stock', filter }),
    ),
    {
      key: 'fillRate',
      value: fill.received > 0 ? 1 - fill.notFilled / fill.received : null,
      unit: 'share',
      listed: fill.notFilled,
      target: { screen: 'orders', filter: { notFilled: true } },
    },
  ];
  const facts = [orders.factsAt, stock.factsAt].filter((at) => at !== null);
  return {
    kpis,
    factsAt: facts.length > 0 ? Math.max(...facts) : null,
    loading: orders.loading || stock.loading,
  };
}

function counted(key: Kpi['key'], count: number, target: Kpi['target']): Kpi {
  return { key, value: count, unit: 'count', listed: count, target };
}
