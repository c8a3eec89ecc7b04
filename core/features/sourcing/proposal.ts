import type {
  DecisionReason,
  PlannedAllocation,
  PlanTotals,
  SourcingRunView,
} from '../../contract/sourcing.ts';
import { allocate, money } from '../../kernel/money.ts';
import {
  DEFAULT_SOURCING_PARAMETERS,
  type PlannedShipment,
  type SourcingDecision,
  type SourcingOrder,
  type SourcingProblem,
  type SourcingResult,
  shipmentCo2Grams,
} from '../../solvers/sourcing/index.ts';
import { decisionReason } from './decision-reason.ts';
import { costCurrency, type Gathered } from './gathered.ts';
import { type DecisionFigures, type PlannedOrder, PlanTally, plainCost, planKey } from './plan-figures.ts';

/** Values of a `sourcing_decision` row, without its run: see `DECISION_COLUMNS`. */
export type DecisionValues = [
  orderId: number,
  outcome: string,
  costMinor: number,
  currency: string,
  splitCount: number,
  allocationsJson: string,
  reasonJson: string,
  planKey: string,
  arrivesAt: number | null,
  plainCostMinor: number,
  figuresJson: string,
  beforeKey: string | null,
];

/** The figures of a run that are stored with it. */
export type RunStatistics = Omit<
  SourcingRunView,
  | 'id'
  | 'kind'
  | 'name'
  | 'scenarioId'
  | 'status'
  | 'actor'
  | 'createdAt'
  | 'appliedAt'
  | 'undoneAt'
  | 'parameters'
>;

const DAY_MS = 86_400_000;
const LATE_DAYS_CAP = DEFAULT_SOURCING_PARAMETERS.lateDaysCap;

/** What each facility is called and can ship a day, by its code. */
export function facilityLimits({ facilities, capacities }: Pick<Gathered, 'facilities' | 'capacities'>) {
  return new Map(
    facilities.map(({ id, code, name, daily_capacity_orders: aDay }) => {
      const changed = capacities?.get(id);
      return [code, { name, capacityOrders: changed === undefined ? aDay : changed }];
    }),
  );
}

/** Turns a solver's result into rows and figures. */
export class ProposalWriter {
  readonly currency: string;
  private readonly gathered: Gathered;
  private readonly orders: Map<number, SourcingOrder>;
  private readonly facilities: Map<number, Gathered['facilities'][number]>;
  private readonly services: Map<number, Gathered['services'][number]>;
  private readonly lines: Map<number, Gathered['lines'][number]>;

  constructor(gathered: Gathered, problem: SourcingProblem) {
    this.gathered = gathered;
    this.currency = costCurrency(gathered);
    this.orders = new Map(problem.orders.map((order) => [order.id, order]));
    this.facilities = new Map(gathered.facilities.map((facility) => [facility.id, facility]));
    this.services = new Map(gathered.services.map((service) => [service.id, service]));
    this.lines = new Map(gathered.lines.map((line) => [line.id, line]));
  }

  row(decision: SourcingDecision, override?: DecisionReason['override']): DecisionValues {
    const order = this.orders.get(decision.orderId) as SourcingOrder;
    const { allocations, arrivesAt, figures } = this.planned(decision);
    const reason: DecisionReason = {
      ...decisionReason(order, decision, (id) => this.facilities.get(id)?.code ?? ''),
      co2Grams: figures.co2Grams,
      ...(override ? { override } : {}),
    };
    return [
      decision.orderId,
      decision.outcome,
      decision.costMinor,
      this.currency,
      decision.shipments.length,
      JSON.stringify(allocations),
      JSON.stringify(reason),
      planKey(allocations),
      arrivesAt,
      plainCost(figures),
      JSON.stringify(figures),
      null,
    ];
  }

  /** A decision as figures and comparisons need it. */
  planned(decision: SourcingDecision): PlannedOrder {
    const order = this.orders.get(decision.orderId) as SourcingOrder;
    const last = Math.max(...decision.shipments.map(({ arrivalDay }) => arrivalDay));
    return {
      orderId: decision.orderId,
      outcome: decision.outcome,
      allocations: decision.shipments.flatMap((shipment) => this.allocations(shipment)),
      arrivesAt: decision.shipments.length > 0 ? last * DAY_MS + DAY_MS / 2 : null,
      figures: this.figures(order, decision),
    };
  }

  private figures(order: SourcingOrder, decision: SourcingDecision): DecisionFigures {
    const { shipments } = decision;
    const sum = (of: (shipment: PlannedShipment) => number) =>
      shipments.reduce((total, shipment) => total + of(shipment), 0);
    const today = Math.floor(this.gathered.now / DAY_MS);
    const { latePenaltyPerDayMinor, promiseIsHard } = this.gathered.parameters;
    const lateDayMinor = promiseIsHard ? 0 : latePenaltyPerDayMinor;
    const units = sum(({ lines }) => lines.reduce((total, { quantity }) => total + quantity, 0));
    return {
      marginMinor: sum(({ lines }) => lines.reduce((total, line) => total + this.marginOf(line), 0)),
      shippingMinor: sum(({ shippingMinor }) => shippingMinor),
      handlingMinor: sum(({ handlingMinor }) => handlingMinor),
      splitMinor: decision.splitPenaltyMinor,
      lateMinor: sum(({ lateDays }) => Math.min(lateDays, LATE_DAYS_CAP) * lateDayMinor),
      ruleMinor: sum(({ rulePriceMinor }) => rulePriceMinor ?? 0),
      shipments: shipments.length,
      arrivalDays: sum(({ arrivalDay }) => Math.max(0, arrivalDay - today)),
      daysLate: Math.max(0, ...shipments.map(({ lateDays }) => lateDays)),
      co2Grams: sum((shipment) => this.co2Of(shipment)),
      units,
      unitsShort: order.lines.reduce((total, { quantity }) => total + Math.max(0, quantity), 0) - units,
    };
  }

  private marginOf({ lineId, quantity }: { lineId: number; quantity: number }): number {
    const { unit_price_minor: price = 0, cost_minor: cost = 0 } = this.lines.get(lineId) ?? {};
    return quantity * (price - cost);
  }

  private co2Of({ serviceId, distanceMetres, weightGrams }: PlannedShipment): number {
    const level = serviceId === null ? null : (this.services.get(serviceId)?.level ?? null);
    return shipmentCo2Grams(level, distanceMetres, weightGrams);
  }

  private totals({ decisions, statistics }: SourcingResult): PlanTotals {
    const tally = new PlanTally(facilityLimits(this.gathered));
    for (const decision of decisions) tally.add(this.planned(decision));
    return tally.totals(this.currency, {
      boundMinor: statistics.boundMinor ?? null,
      gap: statistics.gap ?? null,
    });
  }

  statistics(result: SourcingResult): Omit<RunStatistics, 'tookMs' | 'skipped' | 'before'> {
    const { decisions, statistics } = result;
    const { sourced, partial, unsourced } = statistics;
    return {
      orders: statistics.orders,
      outcomes: { sourced, partial, unsourced, conflict: 0 },
      splitOrders: statistics.split,
      units: statistics.units + statistics.unitsShort,
      unitsSourced: statistics.units,
      cost: { amountMinor: statistics.costMinor, currency: this.currency },
      lateOrders: statistics.late,
      byFacility: this.byFacility(decisions),
      unproven: statistics.unproven,
      ratesLeftOut: this.gathered.rates.filter((rate) => rate.currency !== this.currency).length,
      figures: this.totals(result),
    };
  }

  /** A shipment's lines; its cost is shared out by weight, to the cent. */
  private allocations(shipment: PlannedShipment): PlannedAllocation[] {
    const cost = money(shipment.shippingMinor + shipment.handlingMinor, this.currency);
    const weights = shipment.lines.map((line) => {
      return line.quantity * Math.max(1, this.lines.get(line.lineId)?.weight_grams ?? 1);
    });
    const shares = allocate(cost, weights);
    return shipment.lines.map((line, i) => {
      const facility = this.facilities.get(shipment.facilityId);
      const known = this.lines.get(line.lineId);
      return {
        orderLineId: line.lineId,
        lineNumber: known?.line_number ?? 0,
        sku: known?.sku ?? '',
        facilityId: shipment.facilityId,
        facility: facility?.code ?? '',
        facilityName: facility?.name ?? '',
        quantity: line.quantity,
        serviceId: shipment.serviceId,
        service: shipment.serviceId === null ? null : (this.services.get(shipment.serviceId)?.name ?? null),
        costMinor: shares[i]?.minor ?? 0,
        distanceMetres: shipment.distanceMetres,
        transitDays: shipment.transitDays,
      };
    });
  }

  private byFacility(decisions: SourcingDecision[]): RunStatistics['byFacility'] {
    const totals = new Map<number, RunStatistics['byFacility'][number]>();
    for (const shipment of decisions.flatMap((decision) => decision.shipments)) {
      const { code = '', name = '' } = this.facilities.get(shipment.facilityId) ?? {};
      const total = totals.get(shipment.facilityId) ?? { code, name, orders: 0, units: 0, costMinor: 0 };
      total.orders += 1;
      total.units += shipment.lines.reduce((sum, line) => sum + line.quantity, 0);
      total.costMinor += shipment.shippingMinor + shipment.handlingMinor;
      totals.set(shipment.facilityId, total);
    }
    return [...totals.values()].sort((a, b) => b.orders - a.orders || (a.code < b.code ? -1 : 1));
  }
}
