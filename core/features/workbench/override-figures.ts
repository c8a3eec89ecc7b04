import type { PlanTotals } from '../../contract/sourcing.ts';
import { type PlannedOrder, PlanTally, type RunStatistics } from '../sourcing/index.ts';

type Priced = PlannedOrder & { costMinor: number };

/** The figures of a run after one order's plan was changed. Pure. */
export function statisticsAfter(
  statistics: RunStatistics,
  before: Priced,
  after: Priced,
  limits: ConstructorParameters<typeof PlanTally>[0],
): RunStatistics {
  const figures = statistics.figures && figuresAfter(statistics.figures, before, after, limits);
  const outcomes = { ...statistics.outcomes };
  outcomes[before.outcome] -= 1;
  outcomes[after.outcome] += 1;
  const { amountMinor, currency } = statistics.cost;
  return {
    ...statistics,
    outcomes,
    unitsSourced: statistics.unitsSourced + after.figures.units - before.figures.units,
    cost: { amountMinor: amountMinor + after.costMinor - before.costMinor, currency },
    splitOrders: statistics.splitOrders + Number(isSplit(after)) - Number(isSplit(before)),
    lateOrders: statistics.lateOrders + Number(isLate(after)) - Number(isLate(before)),
    byFacility: figures
      ? figures.byFacility.map(({ code, name, shipments: orders, units, costMinor }) => {
          return { code, name, orders, units, costMinor };
        })
      : statistics.byFacility,
    figures,
  };
}

function figuresAfter(
  totals: PlanTotals,
  before: PlannedOrder,
  after: PlannedOrder,
  limits: ConstructorParameters<typeof PlanTally>[0],
): PlanTotals {
  const tally = PlanTally.from(totals, limits);
  tally.add(before, -1);
  tally.add(after);
  return tally.totals(totals.currency, { boundMinor: totals.boundMinor, gap: null });
}

const isSplit = ({ figures }: PlannedOrder) => figures.shipments > 1;
const isLate = ({ figures }: PlannedOrder) => figures.daysLate > 0;
