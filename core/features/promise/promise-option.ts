import type {
  FulfilmentKind,
  PromiseLevelQuote,
  PromiseOption,
  PromisePart,
  PromiseRunnerUp,
} from '../../contract/promise.ts';
import type { FacilityRef } from '../../contract/stock.ts';
import { dayText, toInstant } from './local-time.ts';
import type { FacilityStock, PlannedPart, PlannedPromise } from './planned-promise.ts';
import type { LevelPlan } from './promise-planner.ts';
import type { PromiseFacility, PromiseProblem } from './promise-problem.ts';
import { MINUTES_A_DAY } from './routes.ts';
import { drawFrom } from './supply.ts';

const KINDS: Record<FacilityRef['kind'], FulfilmentKind> = {
  warehouse: 'shipFromWarehouse',
  store: 'shipFromStore',
  supplier: 'dropShip',
  thirdParty: 'shipFromThirdParty',
};

/** A level's plan in the contract's words: instants, local days, money, and why. */
export function toLevelQuote(problem: PromiseProblem, plan: LevelPlan): PromiseLevelQuote {
  const { promise, none } = plan;
  return {
    level: plan.level,
    option: promise && toOption(problem, plan.level, promise),
    none: none && {
      code: none.code,
      missing: problem.lines.flatMap(({ sku }, i) => {
        const quantity = none.missing[i] ?? 0;
        return quantity > 0 ? [{ sku, quantity }] : [];
      }),
    },
    runnersUp: promise ? plan.runnersUp.map((one) => toRunnerUp(problem, promise, one)) : [],
  };
}

function toOption(
  problem: PromiseProblem,
  level: PromiseOption['level'],
  promise: PlannedPromise,
): PromiseOption {
  const parts = promise.parts.map((part) => toPart(problem, part));
  const shipped = parts.flatMap(({ shipAt }) => shipAt ?? []);
  const days = promise.parts.map(({ reach }) => reach);
  const arrival = {
    day: Math.floor(promise.arrival / MINUTES_A_DAY),
    minutes: promise.arrival % MINUTES_A_DAY,
  };
  return {
    level,
    shipAt: shipped.length > 0 ? Math.max(...shipped) : null,
    arriveFromDay: dayText(Math.max(...days.map(({ arriveFromDay }) => arriveFromDay))),
    arriveByDay: dayText(arrival.day),
    arriveByAt: toInstant(arrival, problem.destination.timeZone),
    cost: moneyOf(problem, promise),
    parts,
    backOrder: isBackOrder(problem, promise),
  };
}

function toPart(problem: PromiseProblem, { stock, units, readyAt, reach }: PlannedPart): PromisePart {
  const { facility } = stock;
  const { shipDay, cutOffMinutes, lane } = reach;
  const left =
    shipDay === null ? null : toInstant({ day: shipDay, minutes: cutOffMinutes }, facility.timeZone);
  return {
    kind: kindOf(problem, facility),
    facility: refOf(facility),
    lines: linesOf(problem, stock, units),
    readyAt,
    cutOffMinutes,
    cutOffOf: reach.cutOffOf,
    missedCutOff: reach.dispatch.missedCutOff,
    closedDays: reach.dispatch.closedDays,
    leadDays: reach.leadDays,
    shipAt: left,
    shipDay: shipDay === null ? null : dayText(shipDay),
    timeZone: facility.timeZone,
    service: lane && {
      id: lane.service.id,
      code: lane.service.code,
      name: lane.service.name,
      carrier: lane.service.carrier,
    },
    transitDaysMin: reach.transitDaysMin,
    transitDaysMax: reach.transitDaysMax,
    arriveDay: dayText(reach.arriveByDay),
    distanceMetres: stock.distanceMetres,
    shippingMinor: reach.shippingMinor,
    handlingMinor: reach.handlingMinor,
  };
}

function linesOf(
  { lines }: PromiseProblem,
  { supplies }: FacilityStock,
  units: readonly number[],
): PromisePart['lines'] {
  return lines.flatMap(({ sku }, i) => {
    const quantity = units[i] ?? 0;
    const supply = supplies[i];
    return quantity > 0 && supply ? [{ sku, quantity, ...drawFrom(supply, quantity) }] : [];
  });
}

function toRunnerUp(
  problem: PromiseProblem,
  promise: PlannedPromise,
  other: PlannedPromise,
): PromiseRunnerUp {
  const laterDays = dayOf(other) - dayOf(promise);
  const dearerMinor = other.costMinor - promise.costMinor;
  return {
    facilities: other.parts.map(({ stock }) => refOf(stock.facility)),
    kinds: other.parts.map(({ stock }) => kindOf(problem, stock.facility)),
    reason: reasonOf(other.arrival - promise.arrival, dearerMinor),
    laterDays,
    dearerMinor,
    arriveByDay: dayText(dayOf(other)),
    cost: moneyOf(problem, other),
    backOrder: isBackOrder(problem, other),
    missedCutOff: other.parts.some(({ reach }) => reach.dispatch.missedCutOff),
  };
}

function reasonOf(laterMinutes: number, dearerMinor: number): PromiseRunnerUp['reason'] {
  if (laterMinutes <= 0) return dearerMinor > 0 ? 'dearer' : 'farther';
  if (dearerMinor === 0) return 'later';
  return dearerMinor > 0 ? 'laterAndDearer' : 'laterButCheaper';
}

function dayOf({ arrival }: PlannedPromise): number {
  return Math.floor(arrival / MINUTES_A_DAY);
}

function isBackOrder({ now }: PromiseProblem, { parts }: PlannedPromise): boolean {
  return parts.some(({ readyAt }) => readyAt > now);
}

function moneyOf({ network }: PromiseProblem, { costMinor }: PlannedPromise): PromiseOption['cost'] {
  return { amountMinor: costMinor, currency: network.currency };
}

function kindOf({ store }: PromiseProblem, facility: PromiseFacility): FulfilmentKind {
  if (!store) return KINDS[facility.kind];
  return store.id === facility.id ? 'collect' : 'collectByTransfer';
}

/** A facility as every screen names it. */
export function refOf({ id, code, name, kind, city, country }: PromiseFacility): FacilityRef {
  return { id, code, name, kind, city, country };
}
