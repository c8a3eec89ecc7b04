import type { CostBreakdown, DecisionReason } from '../../contract/sourcing.ts';
import type { Alternative, SourcingDecision, SourcingOrder } from '../../solvers/sourcing/index.ts';

const DAY_MS = 86_400_000;
const NOON_MS = DAY_MS / 2;

/** The solver's explanation in the contract's words. @param codeOf a facility's code by its id */
export function decisionReason(
  order: SourcingOrder,
  decision: SourcingDecision,
  codeOf: (facilityId: number) => string,
): DecisionReason {
  const demanded = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  const short = decision.shortages.reduce((sum, shortage) => sum + shortage.missing, 0);
  const lastDay = Math.max(...decision.shipments.map((shipment) => shipment.arrivalDay));
  return {
    code: reasonCode(order, decision),
    cost: costOf(decision),
    arrivesAt: decision.shipments.length > 0 ? lastDay * DAY_MS + NOON_MS : null,
    daysLate: Math.max(0, ...decision.shipments.map((shipment) => shipment.lateDays)),
    unitsDemanded: demanded,
    unitsSourced: demanded - short,
    alternatives: decision.alternatives.map((alternative) => toAlternative(alternative, codeOf)),
  };
}

export function costOf(decision: SourcingDecision): CostBreakdown {
  const sum = (key: 'shippingMinor' | 'handlingMinor' | 'latenessMinor' | 'rulePriceMinor' | 'co2Minor') =>
    decision.shipments.reduce((total, shipment) => total + (shipment[key] ?? 0), 0);
  const [ruleMinor, co2Minor] = [sum('rulePriceMinor'), sum('co2Minor')];
  return {
    shippingMinor: sum('shippingMinor'),
    handlingMinor: sum('handlingMinor'),
    splitMinor: decision.splitPenaltyMinor,
    lateMinor: sum('latenessMinor'),
    ...(ruleMinor === 0 ? {} : { ruleMinor }),
    ...(co2Minor === 0 ? {} : { co2Minor }),
    totalMinor: decision.costMinor,
  };
}

function reasonCode(order: SourcingOrder, decision: SourcingDecision): DecisionReason['code'] {
  if (decision.outcome === 'partial') return 'partialStock';
  if (decision.outcome === 'unsourced') return unsourcedCode(order, decision);
  const others = decision.alternatives.some(({ code }) => code === 'dearer' || code === 'late');
  if (decision.shipments.length > 1) return others ? 'cheapestSplit' : 'splitNeeded';
  return others ? 'cheapest' : 'onlyChoice';
}

function unsourcedCode(order: SourcingOrder, decision: SourcingDecision): DecisionReason['code'] {
  const codes = new Set(decision.shortages.map((shortage) => shortage.code));
  for (const code of ['belowMargin', 'fairShare', 'keptBack'] as const) if (codes.has(code)) return code;
  if (codes.has('shipComplete')) return 'shipComplete';
  if (!codes.has('noFacilityCanShip'))
    return order.shipComplete && hasSome(decision) ? 'shipComplete' : 'noStock';
  if (decision.alternatives.some(({ code }) => code === 'rule')) return 'rules';
  if (order.country === null && order.point === null) return 'noAddress';
  return decision.alternatives.some(({ code }) => code === 'late') ? 'late' : 'noRate';
}

function hasSome(decision: SourcingDecision): boolean {
  return decision.shortages.some((shortage) => shortage.available > 0);
}

/** A loser in the contract's words. */
export function toAlternative(
  alternative: Alternative,
  codeOf: (facilityId: number) => string,
): DecisionReason['alternatives'][number] {
  const { cost } = alternative;
  return {
    facilities: [codeOf(alternative.facilityId)],
    rejection: alternative.code,
    ...(alternative.rule === undefined ? {} : { rule: alternative.rule }),
    cost: cost && {
      shippingMinor: cost.shippingMinor,
      handlingMinor: cost.handlingMinor,
      splitMinor: 0,
      lateMinor: cost.latenessMinor,
      ...(cost.rulePriceMinor === undefined ? {} : { ruleMinor: cost.rulePriceMinor }),
      ...(cost.co2Minor === undefined ? {} : { co2Minor: cost.co2Minor }),
      totalMinor: cost.totalMinor,
    },
    unitsAvailable: alternative.unitsHeld,
    unitsDemanded: alternative.unitsWanted,
    daysLate: cost ? alternative.lateDays : null,
    distanceMetres: alternative.distanceMetres,
    flip: alternative.flip,
  };
}
