import type { CostBreakdown, PlannedAllocation, PlanTotals } from '../../contract/sourcing.ts';

/** What one order adds to the figures of a plan; money at plain prices. */
export interface DecisionFigures {
  marginMinor: number;
  shippingMinor: number;
  handlingMinor: number;
  splitMinor: number;
  lateMinor: number;
  ruleMinor: number;
  shipments: number;
  /** Days from the planning day to arrival, summed over the shipments. */
  arrivalDays: number;
  daysLate: number;
  co2Grams: number;
  units: number;
  unitsShort: number;
}

/** The plan of one order, as figures, lists and comparisons need it. */
export interface PlannedOrder {
  orderId: number;
  outcome: 'sourced' | 'partial' | 'unsourced' | 'conflict';
  allocations: readonly PlannedAllocation[];
  arrivesAt: number | null;
  figures: DecisionFigures;
}

/** An order that nothing ships of. */
export function nothingPlanned(orderId: number, unitsShort: number): PlannedOrder {
  const figures: DecisionFigures = { ...NOTHING, unitsShort };
  return { orderId, outcome: 'unsourced', allocations: [], arrivesAt: null, figures };
}

const NOTHING: DecisionFigures = {
  marginMinor: 0,
  shippingMinor: 0,
  handlingMinor: 0,
  splitMinor: 0,
  lateMinor: 0,
  ruleMinor: 0,
  shipments: 0,
  arrivalDays: 0,
  daysLate: 0,
  co2Grams: 0,
  units: 0,
  unitsShort: 0,
};

export function plainCost(figures: DecisionFigures): number {
  const { shippingMinor, handlingMinor, splitMinor, lateMinor, ruleMinor } = figures;
  return shippingMinor + handlingMinor + splitMinor + lateMinor + ruleMinor;
}

/** Which units of which line leave where: two plans of an order are the same when these are. */
export function planKey(
  allocations: readonly Pick<PlannedAllocation, 'orderLineId' | 'facilityId' | 'quantity'>[],
): string {
  const units = new Map<string, number>();
  for (const { orderLineId, facilityId, quantity } of allocations) {
    const place = `${orderLineId}@${facilityId}`;
    units.set(place, (units.get(place) ?? 0) + quantity);
  }
  return [...units]
    .map(([place, quantity]) => `${place}x${quantity}`)
    .sort()
    .join(' ');
}

type FacilityLoad = PlanTotals['byFacility'][number];
export type FacilityLimits = ReadonlyMap<string, { name: string; capacityOrders: number | null }>;

/** Adds orders up to the figures of a plan; what was added can be taken off again. */
export class PlanTally {
  private readonly sum = { orders: 0, sourced: 0, partial: 0, unsourced: 0, splitOrders: 0, lateOrders: 0 };
  private readonly figures: DecisionFigures = { ...NOTHING };
  private readonly loads = new Map<string, FacilityLoad>();
  private readonly limits: FacilityLimits;

  constructor(limits: FacilityLimits = new Map()) {
    this.limits = limits;
  }

  /** Goes on where stored figures stopped. */
  static from(totals: PlanTotals, limits?: FacilityLimits): PlanTally {
    const tally = new PlanTally(limits);
    const { cost, shipments, meanDays, unitsShort, co2Grams, profitMinor } = totals;
    for (const key of SUMMED) tally.sum[key] = totals[key];
    Object.assign(tally.figures, {
      ...cost,
      ruleMinor: cost.ruleMinor ?? 0,
      marginMinor: profitMinor + cost.totalMinor,
      shipments,
      unitsShort,
      co2Grams,
      arrivalDays: (meanDays ?? 0) * shipments,
    });
    for (const load of totals.byFacility) tally.loads.set(load.code, { ...load });
    return tally;
  }

  /** @param sign -1 takes the order off again */
  add({ outcome, allocations, figures }: PlannedOrder, sign: 1 | -1 = 1): void {
    this.sum.orders += sign;
    this.sum[outcome === 'conflict' ? 'unsourced' : outcome] += sign;
    if (figures.shipments > 1) this.sum.splitOrders += sign;
    if (figures.daysLate > 0) this.sum.lateOrders += sign;
    for (const key of Object.keys(figures) as (keyof DecisionFigures)[]) {
      this.figures[key] += sign * figures[key];
    }
    const shipping = new Set<string>();
    for (const allocation of allocations) {
      const load = this.loadOf(allocation);
      if (!shipping.has(load.code)) load.shipments += sign;
      shipping.add(load.code);
      load.units += sign * allocation.quantity;
      load.costMinor += sign * allocation.costMinor;
    }
  }

  totals(currency: string, bound: Pick<PlanTotals, 'boundMinor' | 'gap'>): PlanTotals {
    const { figures } = this;
    const cost = costOfFigures(figures);
    return {
      currency,
      ...this.sum,
      profitMinor: figures.marginMinor - cost.totalMinor,
      cost,
      shipments: figures.shipments,
      meanDays: figures.shipments > 0 ? figures.arrivalDays / figures.shipments : null,
      unitsShort: figures.unitsShort,
      co2Grams: figures.co2Grams,
      ...bound,
      byFacility: [...this.loads.values()]
        .filter(({ shipments }) => shipments > 0)
        .sort((a, b) => b.shipments - a.shipments || (a.code < b.code ? -1 : 1)),
    };
  }

  private loadOf({ facility: code, facilityName }: PlannedAllocation): FacilityLoad {
    let load = this.loads.get(code);
    if (!load) {
      const { name = facilityName, capacityOrders = null } = this.limits.get(code) ?? {};
      load = { code, name, shipments: 0, units: 0, costMinor: 0, capacityOrders };
      this.loads.set(code, load);
    }
    return load;
  }
}

const SUMMED = ['orders', 'sourced', 'partial', 'unsourced', 'splitOrders', 'lateOrders'] as const;

function costOfFigures(figures: DecisionFigures): CostBreakdown {
  const { shippingMinor, handlingMinor, splitMinor, lateMinor, ruleMinor } = figures;
  return {
    shippingMinor,
    handlingMinor,
    splitMinor,
    lateMinor,
    ...(ruleMinor === 0 ? {} : { ruleMinor }),
    totalMinor: plainCost(figures),
  };
}

/** A decision as it is stored. */
export interface StoredPlan {
  orderId: number;
  outcome: string;
  allocationsJson: string;
  arrivesAt: number | null;
  figuresJson: string | null;
}

/** Reads a stored decision; one of a version that kept no figures counts with its units only. */
export function readPlan(row: StoredPlan): PlannedOrder {
  return {
    orderId: row.orderId,
    outcome: row.outcome as PlannedOrder['outcome'],
    allocations: JSON.parse(row.allocationsJson) as PlannedAllocation[],
    arrivesAt: row.arrivesAt,
    figures: row.figuresJson ? (JSON.parse(row.figuresJson) as DecisionFigures) : { ...NOTHING },
  };
}
