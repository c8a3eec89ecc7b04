import { type PackedUnits, unpackUnits } from './packed-units.ts';
import { type CauseLimits, findSharedCauses, type SharedCause } from './shared-cause.ts';

/** Task `incidents.causes`: what many troubles have in common. */
export function findCausesTask({
  units,
  limits,
}: {
  units: PackedUnits;
  limits: CauseLimits;
}): SharedCause[] {
  return findSharedCauses(unpackUnits(units), limits);
}
