import type { DecisionReason, PlannedAllocation, SourcingRunView } from '../../contract/sourcing.ts';
import type { CandidateView } from '../../contract/workbench.ts';
import {
  type PlannedShipment,
  type PricedAlternative,
  priceAlternatives,
  pricePlans,
  type SourcingOrder,
  shipmentCo2Grams,
} from '../../solvers/sourcing/index.ts';
import type { AppContext } from '../context.ts';
import { notFound } from '../procedures.ts';
import { costCurrency, unitsHeldFor } from '../sourcing/index.ts';
import { existingRun } from './compare.service.ts';
import { type DecisionOfOrder, findDecision, hasChangedSince } from './facts.queries.ts';
import { gatherOrder, type OrderFacts } from './order-facts.service.ts';

const DAY_MS = 86_400_000;
const MOST_TAKERS = 5;

export interface Explanation {
  number: string;
  currency: string;
  changedSince: boolean;
  allocations: PlannedAllocation[];
  candidates: CandidateView[];
}

/** An order of a run with its decision. @throws NOT_FOUND */
export async function decisionOf(
  ctx: AppContext,
  input: { runId: number; number: string },
): Promise<{ run: SourcingRunView; decision: DecisionOfOrder }> {
  const run = await existingRun(ctx, input.runId);
  const decision = await findDecision(ctx.db, input.runId, input.number);
  if (!decision) throw notFound(`order in run ${input.runId}`, input.number);
  return { run, decision };
}

/** Every facility for one order of a run: the chosen first, then the others by what they would have cost. */
export async function explainOrder(
  ctx: AppContext,
  input: { runId: number; number: string },
): Promise<Explanation> {
  const { run, decision } = await decisionOf(ctx, input);
  const facts = await gatherOrder(ctx, run, decision);
  const { createdAt, appliedAt } = run;
  const { orderId } = decision;
  const changedSince = await hasChangedSince(ctx.db, createdAt, {
    orderId,
    productIds: facts.productIds,
    runId: run.id,
    appliedAt,
  });
  const allocations = JSON.parse(decision.allocationsJson) as PlannedAllocation[];
  const reason = JSON.parse(decision.reasonJson) as DecisionReason;
  return {
    number: decision.number,
    currency: costCurrency(facts.gathered),
    changedSince,
    allocations,
    candidates: candidatesOf(facts, decision, allocations, reason),
  };
}

function candidatesOf(
  facts: OrderFacts,
  decision: DecisionOfOrder,
  allocations: readonly PlannedAllocation[],
  reason: DecisionReason,
): CandidateView[] {
  const [order] = facts.ruled.problem.orders;
  if (!order) return [];
  const chosen = chosenShipments(facts, decision, allocations);
  const view = new CandidateViews(facts, order);
  const losers = priceAlternatives(facts.ruled.problem, order, {
    costMinor: reason.cost.totalMinor,
    facilityIds: new Set(allocations.map(({ facilityId }) => facilityId)),
    complete: decision.outcome === 'sourced',
  });
  return [...chosen.map((shipment) => view.chosen(shipment)), ...losers.map((loser) => view.loser(loser))];
}

function chosenShipments(
  { ruled, gathered }: OrderFacts,
  { orderId }: DecisionOfOrder,
  allocations: readonly PlannedAllocation[],
): PlannedShipment[] {
  const productOf = new Map(gathered.lines.map((line) => [line.id, line.product_id]));
  const shipments = [...Map.groupBy(allocations, ({ facilityId }) => facilityId)].map(
    ([facilityId, lines]) => ({
      facilityId,
      lines: lines.map(({ orderLineId: lineId, quantity }) => ({
        lineId,
        productId: productOf.get(lineId) ?? 0,
        quantity,
      })),
    }),
  );
  return pricePlans(ruled.problem, [{ orderId, shipments }])[0]?.shipments ?? [];
}

/** Orders that each facility can still ship, whether the run kept to it or not. */
function capacityLeft({ ruled, gathered }: OrderFacts): Map<number, number | null> {
  const { facilities, ordersByFacility } = gathered;
  const kept = new Map(ruled.problem.facilities.map(({ id, capacityOrders }) => [id, capacityOrders]));
  return new Map(
    facilities.map(({ id, daily_capacity_orders: aDay }) => {
      const left = aDay === null ? null : Math.max(0, aDay - (ordersByFacility.get(id) ?? 0));
      return [id, kept.get(id) ?? left];
    }),
  );
}

/** Facilities of one order in the contract's words. */
class CandidateViews {
  private readonly facts: OrderFacts;
  private readonly order: SourcingOrder;
  private readonly facilities: Map<number, OrderFacts['gathered']['facilities'][number]>;
  private readonly services: Map<number, OrderFacts['gathered']['services'][number]>;
  private readonly capacityLeft: Map<number, number | null>;
  private readonly weightGrams: number;
  private readonly unitsWanted: number;

  constructor(facts: OrderFacts, order: SourcingOrder) {
    this.facts = facts;
    this.order = order;
    this.facilities = new Map(facts.gathered.facilities.map((facility) => [facility.id, facility]));
    this.services = new Map(facts.gathered.services.map((service) => [service.id, service]));
    this.capacityLeft = capacityLeft(facts);
    const sum = (of: (line: SourcingOrder['lines'][number]) => number) =>
      order.lines.reduce((total, line) => total + of(line), 0);
    this.weightGrams = sum((line) => line.quantity * line.unitWeightGrams);
    this.unitsWanted = sum((line) => line.quantity);
  }

  chosen(shipment: PlannedShipment): CandidateView {
    const { facilityId, serviceId, distanceMetres, weightGrams, arrivalDay } = shipment;
    const { shippingMinor, handlingMinor, latenessMinor: lateMinor, lateDays: daysLate } = shipment;
    const { rulePriceMinor: ruleMinor = 0, co2Minor = 0 } = shipment;
    const totalMinor = shippingMinor + handlingMinor + lateMinor + ruleMinor + co2Minor;
    return {
      ...this.face(facilityId),
      chosen: true,
      rejection: null,
      rule: null,
      cost: {
        shippingMinor,
        handlingMinor,
        splitMinor: 0,
        lateMinor,
        ...(ruleMinor === 0 ? {} : { ruleMinor }),
        ...(co2Minor === 0 ? {} : { co2Minor }),
        totalMinor,
      },
      co2Grams: shipmentCo2Grams(this.levelOf(serviceId), distanceMetres, weightGrams),
      unitsHeld: unitsHeldFor(this.order, this.facts.gathered.stock, facilityId),
      distanceMetres,
      service: this.serviceName(serviceId),
      arrivesAt: arrivalDay * DAY_MS + DAY_MS / 2,
      daysLate,
      takenFrom: [],
      flip: {},
    };
  }

  loser(loser: PricedAlternative): CandidateView {
    const { facilityId, serviceId, arrivalDay, cost, lateDays, distanceMetres, unitsHeld } = loser;
    const short = unitsHeld < this.unitsWanted;
    return {
      ...this.face(facilityId),
      chosen: false,
      rejection: loser.code,
      rule: loser.rule ?? null,
      cost: cost && {
        shippingMinor: cost.shippingMinor,
        handlingMinor: cost.handlingMinor,
        splitMinor: 0,
        lateMinor: cost.latenessMinor,
        ...(cost.rulePriceMinor === undefined ? {} : { ruleMinor: cost.rulePriceMinor }),
        ...(cost.co2Minor === undefined ? {} : { co2Minor: cost.co2Minor }),
        totalMinor: cost.totalMinor,
      },
      co2Grams: cost && shipmentCo2Grams(this.levelOf(serviceId), distanceMetres, this.weightGrams),
      unitsHeld,
      distanceMetres,
      service: this.serviceName(serviceId),
      arrivesAt: arrivalDay === null ? null : arrivalDay * DAY_MS + DAY_MS / 2,
      daysLate: cost ? lateDays : null,
      takenFrom: short ? this.takers(facilityId) : [],
      flip: loser.flip,
    };
  }

  private face(facilityId: number) {
    const facility = this.facilities.get(facilityId);
    return {
      facility: facility?.code ?? '',
      name: facility?.name ?? '',
      kind: facility?.kind ?? '',
      unitsWanted: this.unitsWanted,
      capacityLeft: this.capacityLeft.get(facilityId) ?? null,
    };
  }

  private takers(facilityId: number): CandidateView['takenFrom'] {
    return this.facts.takings
      .filter((taking) => taking.facilityId === facilityId)
      .slice(0, MOST_TAKERS)
      .map(({ number, sku, units }) => ({ number, sku, units }));
  }

  private levelOf(serviceId: number | null): string | null {
    return serviceId === null ? null : (this.services.get(serviceId)?.level ?? null);
  }

  private serviceName(serviceId: number | null): string | null {
    return serviceId === null ? null : (this.services.get(serviceId)?.name ?? null);
  }
}
