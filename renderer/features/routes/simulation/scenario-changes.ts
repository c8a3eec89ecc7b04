import type { RouteParameters } from '../../../../core/contract/routes.ts';
import type { ScenarioChanges } from '../../../../core/contract/simulations.ts';

const PLAIN = [
  'depots',
  'day',
  'horizonDays',
  'demandPercent',
  'deliveryHours',
  'widenWindowsMinutes',
  'trafficPercent',
  'vehicles',
  'prices',
  'serviceSeconds',
  'backhaulLast',
  'objective',
  'co2MinorPerTonne',
] as const satisfies readonly (keyof ScenarioChanges)[];

function differs(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

/** What a scenario does otherwise, when it is to be planned with `wanted`. */
export function changesBetween(basis: RouteParameters, wanted: RouteParameters): ScenarioChanges {
  const changes: Partial<Record<keyof ScenarioChanges, unknown>> = {};
  for (const key of PLAIN) if (differs(basis[key], wanted[key])) changes[key] = wanted[key];
  if (differs(basis.goodsOf, wanted.goodsOf)) changes.goodsOf = wanted.goodsOf ?? null;
  if (differs(basis.fleet, wanted.fleet)) changes.fleet = wanted.fleet ?? null;
  return changes as ScenarioChanges;
}

/** A scenario without one of its changes; goods follow the depots. */
export function withoutChange(changes: ScenarioChanges, key: keyof ScenarioChanges): ScenarioChanges {
  const gone = key === 'depots' ? ['depots', 'goodsOf'] : [key];
  return Object.fromEntries(Object.entries(changes).filter(([name]) => !gone.includes(name)));
}

/** Whether plans of it stand on something that is not so: they can be looked at, not driven. */
export function isSupposed(
  parameters: Pick<RouteParameters, 'demandPercent' | 'goodsOf' | 'depots'>,
): boolean {
  const { demandPercent, goodsOf, depots } = parameters;
  const moved = goodsOf !== undefined && (depots.length > 1 || differs(goodsOf, depots));
  return demandPercent > 100 || moved;
}
