import type { VehicleTypeView } from '../../contract/fleets.ts';
import type { RouteParameters } from '../../contract/routes.ts';
import type { DayClock } from './day-clock.ts';
import type { DayWindow, PlanDepot, PlanVehicle } from './tour-plan.ts';

type Day = {
  depots: readonly PlanDepot[];
  parameters: Pick<RouteParameters, 'fleet'>;
  clock: DayClock;
  opening: (facilityId: number) => DayWindow[] | null;
};

/**
 * The vehicles of a day by type and depot: as many as the fleet has, or as the parameters say; on the road within their shift and
 * while their depot is open.
 */
export function planVehicles(
  fleet: readonly VehicleTypeView[],
  { depots, parameters, clock, opening }: Day,
): { vehicles: PlanVehicle[]; currency: string; unknown: string | null } {
  const wanted =
    parameters.fleet ??
    fleet.flatMap(({ code, vehicles }) =>
      vehicles.map(({ facility, count }) => ({ vehicleType: code, depot: facility, count })),
    );
  const types = new Map(fleet.map((type) => [type.code, type]));
  const unknown = wanted.find(({ vehicleType }) => !types.has(vehicleType))?.vehicleType ?? null;
  const counts = new Map<string, { type: VehicleTypeView; depot: PlanDepot; count: number }>();
  for (const { vehicleType, depot: code, count } of wanted) {
    const type = types.get(vehicleType);
    const depot = depots.find((one) => one.code === code);
    if (!type || !depot || count === 0) continue;
    const key = `${vehicleType}@${code}`;
    counts.set(key, { type, depot, count: count + (counts.get(key)?.count ?? 0) });
  }
  const vehicles = [...counts].flatMap(([key, { type, depot, count }]) => {
    const shift = shiftOf(type, opening(depot.id), clock);
    return shift ? [toVehicle(key, type, depot, count, shift, clock)] : [];
  });
  const currency = [...counts.values()][0]?.type.currency ?? 'EUR';
  return { vehicles, currency, unknown };
}

/** Null when the depot is closed for all of the shift. */
function shiftOf(
  { shiftFromMinutes, shiftToMinutes }: VehicleTypeView,
  opening: readonly DayWindow[] | null,
  clock: DayClock,
): DayWindow | null {
  const shift = clock.window(shiftFromMinutes, shiftToMinutes);
  if (opening === null) return shift;
  const from = Math.max(shift.from, opening[0]?.from ?? Number.POSITIVE_INFINITY);
  const to = Math.min(shift.to, opening.at(-1)?.to ?? Number.NEGATIVE_INFINITY);
  return from < to ? { from, to } : null;
}

function toVehicle(
  key: string,
  type: VehicleTypeView,
  depot: PlanDepot,
  count: number,
  shift: DayWindow,
  clock: DayClock,
): PlanVehicle {
  const {
    breaks,
    vehicles: _vehicles,
    id: _id,
    shiftFromMinutes: _from,
    shiftToMinutes: _to,
    ...rest
  } = type;
  const { currency: _currency, ...kept } = rest;
  return {
    ...kept,
    key,
    depotId: depot.id,
    count,
    shift,
    breaks: breaks.map(({ fromMinutes, toMinutes, minutes }) => ({
      window: clock.window(fromMinutes, toMinutes),
      seconds: minutes * 60,
    })),
  };
}
