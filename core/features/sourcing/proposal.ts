import type { PlannedAllocation, SourcingRunView } from '../../contract/sourcing.ts';
import { allocate, money } from '../../kernel/money.ts';
import type {
  PlannedShipment,
  SourcingDecision,
  SourcingOrder,
  SourcingProblem,
  SourcingResult,
} from '../../solvers/sourcing/index.ts';
import { decisionReason } from './decision-reason.ts';
import { costCurrency, type Gathered } from './gathered.ts';

/** Values of a `sourcing_decision` row, without its run: see `DECISION_COLUMNS`. */
export type DecisionValues = [
  orderId: number,
  outcome: string,
  costMinor: number,
  currency: string,
  splitCount: number,
  allocationsJson: string,
  reasonJson: string,
];

/** The figures of a run that are stored with it. */
export type RunStatistics = Omit<
  SourcingRunView,
  'id' | 'status' | 'actor' | 'createdAt' | 'appliedAt' | 'undoneAt' | 'parameters'
>;

/** Turns a solver's result into rows and figures. */
export class ProposalWriter {
  readonly currency: string;
  private readonly gathered: Gathered;
  private readonly orders: Map<number, SourcingOrder>;
  private readonly facilities: Map<number, Gathered['facilities'][number]>;
  private readonly services: Map<number, string>;
  private readonly lines: Map<number, Gathered['lines'][number]>;

  constructor(gathered: Gathered, problem: SourcingProblem) {
    this.gathered = gathered;
    this.currency = costCurrency(gathered);
    this.orders = new Map(problem.orders.map((order) => [order.id, order]));
    this.facilities = new Map(gathered.facilities.map((facility) => [facility.id, facility]));
    this.services = new Map(gathered.services.map((service) => [service.id, service.name]));
    this.lines = new Map(gathered.lines.map((line) => [line.id, line]));
  }

  row(decision: SourcingDecision): DecisionValues {
    const order = this.orders.get(decision.orderId) as SourcingOrder;
    const allocations = decision.shipments.flatMap((shipment) => this.allocations(shipment));
    const reason = decisionReason(order, decision, (id) => this.facilities.get(id)?.code ?? '');
    return [
      decision.orderId,
      decision.outcome,
      decision.costMinor,
      this.currency,
      decision.shipments.length,
      JSON.stringify(allocations),
      JSON.stringify(reason),
    ];
  }

  statistics({ decisions, statistics }: SourcingResult): Omit<RunStatistics, 'tookMs' | 'skipped'> {
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
        service: shipment.serviceId === null ? null : (this.services.get(shipment.serviceId) ?? null),
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
