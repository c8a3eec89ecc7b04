import type { RouteParameters } from '../../contract/routes.ts';
import type { PlanVehicle } from './tour-plan.ts';

/** Names the electric vehicles of a type beside the others. */
const ELECTRIC = 'E';

/** The day's vehicles as a simulation wants them: other shifts, shorter routes, a share of them electric, other prices. */
export function varyVehicles(
  vehicles: readonly PlanVehicle[],
  { vehicles: changes, prices }: Pick<RouteParameters, 'vehicles' | 'prices'>,
): PlanVehicle[] {
  const { endsLaterMinutes, mostMinutes, electric } = changes;
  return vehicles
    .map((vehicle) => withOtherHours(vehicle, endsLaterMinutes, mostMinutes))
    .filter(({ shift }) => shift.to > shift.from)
    .flatMap((vehicle) => withElectric(vehicle, electric))
    .map((vehicle) => withOtherPrices(vehicle, prices));
}

function withOtherHours(vehicle: PlanVehicle, laterMinutes: number, mostMinutes: number | null): PlanVehicle {
  const { shift, maxDurationSeconds } = vehicle;
  const longest = mostMinutes === null ? null : mostMinutes * 60;
  return {
    ...vehicle,
    shift: { from: shift.from, to: shift.to + laterMinutes * 60 },
    maxDurationSeconds:
      longest === null ? maxDurationSeconds : Math.min(longest, maxDurationSeconds ?? longest),
  };
}

/** So many of the vehicles run on electricity; those with a range do already. */
function withElectric(
  vehicle: PlanVehicle,
  electric: RouteParameters['vehicles']['electric'],
): PlanVehicle[] {
  if (!electric || vehicle.rangeMetres !== null) return [vehicle];
  const count = Math.round((vehicle.count * electric.sharePercent) / 100);
  const running: PlanVehicle = {
    ...vehicle,
    key: vehicle.key.replace('@', `-${ELECTRIC}@`),
    code: `${vehicle.code}-${ELECTRIC}`,
    name: `${vehicle.name} (${ELECTRIC})`,
    count,
    rangeMetres: electric.rangeMetres,
    costPerKmMinor: (vehicle.costPerKmMinor * electric.costPerKmPercent) / 100,
    co2GramsPerKm: electric.co2GramsPerKm,
  };
  return [{ ...vehicle, count: vehicle.count - count }, running].filter((one) => one.count > 0);
}

function withOtherPrices(vehicle: PlanVehicle, prices: RouteParameters['prices']): PlanVehicle {
  return {
    ...vehicle,
    fixedCostMinor: Math.round((vehicle.fixedCostMinor * prices.fixedPercent) / 100),
    costPerKmMinor: (vehicle.costPerKmMinor * prices.perKmPercent) / 100,
    costPerHourMinor: (vehicle.costPerHourMinor * prices.perHourPercent) / 100,
    overtimePerHourMinor: (vehicle.overtimePerHourMinor * prices.perHourPercent) / 100,
  };
}
