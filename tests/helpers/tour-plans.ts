import { routeParameters } from '../../core/contract/routes.ts';
import { PlanMeter } from '../../core/features/routes/measure-plan.ts';
import { planObjective, planPlaces, wholeProblem } from '../../core/features/routes/plan-problem.ts';
import type { PlanStop, PlanVehicle, TourPlan } from '../../core/features/routes/tour-plan.ts';
import { createRandom } from '../../core/kernel/random.ts';
import { solve } from '../../core/solvers/routing/index.ts';
import { greatCircleMatrix } from '../../core/solvers/routing/matrix/great-circle-matrix.ts';
import { TOUR_DAY, TOUR_DAY_STARTS_AT } from './routes.ts';

const VEHICLE: PlanVehicle = {
  key: 'VAN@LYON',
  code: 'VAN',
  name: 'Van',
  depotId: 1,
  count: 100,
  capacityWeightGrams: 800_000,
  capacityVolumeMillilitres: null,
  capacityPallets: null,
  shift: { from: 28_800, to: 64_800 },
  breaks: [{ window: { from: 41_400, to: 50_400 }, seconds: 1800 }],
  maxStops: null,
  maxDistanceMetres: null,
  maxDurationSeconds: null,
  rangeMetres: null,
  fixedCostMinor: 4000,
  costPerKmMinor: 50,
  costPerHourMinor: 2400,
  overtimeAfterSeconds: 30_000,
  overtimePerHourMinor: 1200,
  speedPercent: 100,
  co2GramsPerKm: 180,
  skills: [],
};

/** Stops around Lyon, each with a window of some hours; no routes yet. */
export function emptyTourPlan(count: number, vehicles: Partial<PlanVehicle>[] = [{}]): TourPlan {
  const random = createRandom(7);
  const stops = Array.from({ length: count }, (_, i): PlanStop => {
    const from = 28_800 + random.integer(0, 5) * 3600;
    return {
      number: i + 1,
      kind: 'delivery',
      reference: `S-${i + 1}`,
      shipmentId: null,
      orderId: null,
      returnId: null,
      facilityId: null,
      depotId: null,
      promisedAt: null,
      locked: false,
      leftOut: null,
      facts: {
        name: `Customer ${i + 1}`,
        address: '',
        latitude: 45.75 + random.normal(0, 0.1),
        longitude: 4.85 + random.normal(0, 0.12),
        weightGrams: random.integer(1, 40) * 1000,
        volumeMillilitres: 10_000,
        pallets: 0.01,
        serviceSeconds: 240,
        windows: [{ from, to: from + 14_400 }],
        priority: 5,
        skills: [],
      },
    };
  });
  return {
    facts: {
      timeZone: 'Europe/Paris',
      dayStartsAt: TOUR_DAY_STARTS_AT,
      currency: 'EUR',
      depots: [{ id: 1, code: 'LYON', name: 'Lyon', latitude: 45.75, longitude: 4.85 }],
      vehicles: vehicles.map((given) => ({ ...VEHICLE, ...given })),
    },
    parameters: routeParameters.parse({ depots: ['LYON'], day: TOUR_DAY }),
    stops,
    routes: [],
  };
}

export function meterOf(plan: TourPlan): PlanMeter {
  const places = planPlaces(plan);
  const travel = new Map([[100, greatCircleMatrix(places.points)]]);
  return new PlanMeter(wholeProblem(plan, places, travel));
}

/** The same with routes that the solver found in so many iterations. */
export function solvedTourPlan(plan: TourPlan, iterations = 50): { plan: TourPlan; meter: PlanMeter } {
  const meter = meterOf(plan);
  const { problem, stopNumbers, vehicleKeys } = meter.whole;
  const parameters = { seed: 1, objective: planObjective(plan.parameters), stop: { iterations } };
  const routes = solve(problem, parameters).routes.map(({ vehicleType, stops }, i) => ({
    number: i + 1,
    vehicleKey: vehicleKeys[vehicleType] as string,
    driverId: null,
    locked: false,
    stops: stops.map((stop) => stopNumbers[stop] as number),
  }));
  return { plan: { ...plan, routes }, meter };
}
