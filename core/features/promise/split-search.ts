import {
  type FacilityStock,
  type PlannedPart,
  type PlannedPromise,
  planPart,
  promiseOf,
} from './planned-promise.ts';
import type { PromiseProblem } from './promise-problem.ts';
import type { Route } from './routes.ts';
import { totalUnits, unitsBy } from './supply.ts';

/** What a facility can have there by some arrival: the last moment from which goods still make it. */
interface Chance {
  stock: FacilityStock;
  arrival: number;
  readyAt: number;
  costMinor: number;
}

/** So many arrivals are looked at, the soonest first. */
const MOST_ARRIVALS = 40;

/**
 * The soonest way to send an order in several parcels that is there before `before`; null when there is none within the most
 * parcels. For each arrival that some facility makes possible, facilities that cover most of what is left are taken first.
 */
export function findSplit(
  problem: PromiseProblem,
  stocks: readonly FacilityStock[],
  route: Route,
  before: number,
): PlannedPromise | null {
  if (problem.maxParcels < 2 || !coversAll(problem, stocks)) return null;
  const chances = stocks.flatMap((stock) => chancesOf(problem, stock, route, before));
  const arrivals = [...new Set(chances.map(({ arrival }) => arrival))].sort((a, b) => a - b);
  for (const arrival of arrivals.slice(0, MOST_ARRIVALS)) {
    const parts = coverBy(problem, latestBy(chances, arrival), route, arrival);
    if (parts) return promiseOf(parts);
  }
  return null;
}

function coversAll({ lines }: PromiseProblem, stocks: readonly FacilityStock[]): boolean {
  return lines.every(({ quantity }, i) => {
    let left = quantity;
    for (const { supplies } of stocks) {
      const supply = supplies[i];
      if (supply) left -= totalUnits(supply);
      if (left <= 0) return true;
    }
    return false;
  });
}

function chancesOf({ lines }: PromiseProblem, stock: FacilityStock, route: Route, before: number): Chance[] {
  const moments = new Set(stock.supplies.flatMap((supply) => supply?.steps.map(({ at }) => at) ?? []));
  const weights = lines.flatMap((line, i) => (stock.supplies[i] ? [line.unitWeightGrams] : []));
  const found: Chance[] = [];
  for (const readyAt of [...moments].sort((a, b) => a - b)) {
    const reach = route(stock.facility, readyAt, Math.min(...weights));
    if (!reach || reach.arrival >= before) continue;
    const costMinor = reach.shippingMinor + reach.handlingMinor;
    found.push({ stock, arrival: reach.arrival, readyAt, costMinor });
  }
  return found;
}

/** Of each facility, the chance with most of its goods that is still there by then. */
function latestBy(chances: readonly Chance[], arrival: number): Chance[] {
  const latest = new Map<FacilityStock, Chance>();
  for (const chance of chances) if (chance.arrival <= arrival) latest.set(chance.stock, chance);
  return [...latest.values()];
}

function coverBy(
  problem: PromiseProblem,
  chances: readonly Chance[],
  route: Route,
  arrival: number,
): PlannedPart[] | null {
  const left = problem.lines.map((line) => line.quantity);
  const parts: PlannedPart[] = [];
  const open = new Set(chances);
  while (parts.length < problem.maxParcels) {
    const next = bestChance(open, left);
    if (!next) return null;
    open.delete(next.chance);
    const part = planPart(problem, next.chance.stock, next.units, route, arrival);
    if (!part) continue;
    parts.push(part);
    for (const [i, units] of next.units.entries()) left[i] = (left[i] ?? 0) - units;
    if (left.every((units) => units === 0)) return parts;
  }
  return null;
}

function bestChance(
  chances: ReadonlySet<Chance>,
  left: readonly number[],
): { chance: Chance; units: number[] } | null {
  let best: { chance: Chance; units: number[]; total: number } | null = null;
  for (const chance of chances) {
    const units = left.map((wanted, i) => {
      const supply = chance.stock.supplies[i];
      return supply ? Math.min(wanted, unitsBy(supply, chance.readyAt)) : 0;
    });
    const total = units.reduce((sum, one) => sum + one, 0);
    if (total === 0) continue;
    const fuller = best ? total - best.total : 1;
    const cheaper = best ? best.chance.costMinor - chance.costMinor : 0;
    const nearer = best ? away(best.chance) - away(chance) : 0;
    if ((fuller || cheaper || nearer) > 0) best = { chance, units, total };
  }
  return best;
}

function away({ stock }: Chance): number {
  return stock.distanceMetres ?? Number.MAX_SAFE_INTEGER;
}
