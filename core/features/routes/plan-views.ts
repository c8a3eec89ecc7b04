import type {
  PlanFigures,
  PlannedRouteView,
  PlannedStopView,
  RoutePlanDetail,
  RoutePlanView,
} from '../../contract/routes.ts';
import type { Row } from '../../db/tables.ts';
import type { RouteMeasure, StopTimes } from './measure-plan.ts';
import type { PlanFacts, PlanRoute, PlanStop, TourPlan } from './tour-plan.ts';

/** Codes of drivers by id. */
export type DriverCodes = ReadonlyMap<number, string>;
/** What became of a stop. */
export type StopDone = Pick<PlannedStopView, 'outcome' | 'actualAt' | 'remark'>;

const NOT_PLANNED: StopTimes = {
  route: null,
  position: null,
  arrivesAt: null,
  etaAt: null,
  departsAt: null,
  waitingSeconds: null,
  distanceMetres: null,
  onBoard: null,
};
const NOT_DONE: StopDone = { outcome: null, actualAt: null, remark: null };

/** The parts of a route that its row keeps as JSON. */
export type RouteFigures = Omit<
  RouteMeasure['view'],
  'number' | 'vehicle' | 'locked' | 'stops' | 'leavesAt' | 'returnsAt' | 'costMinor' | 'distanceMetres'
>;

export function routeFigures({ view }: RouteMeasure): RouteFigures {
  const {
    number: _,
    vehicle,
    locked,
    stops,
    leavesAt,
    returnsAt,
    costMinor,
    distanceMetres,
    ...figures
  } = view;
  return figures;
}

export function toRouteView(
  facts: PlanFacts,
  route: PlanRoute,
  view: RouteMeasure['view'],
  drivers: DriverCodes,
): PlannedRouteView {
  const vehicle = facts.vehicles.find(({ key }) => key === route.vehicleKey);
  return {
    ...view,
    vehicleName: vehicle?.name ?? route.vehicleKey,
    depot: facts.depots.find(({ id }) => id === vehicle?.depotId)?.code ?? '',
    driver: route.driverId === null ? null : (drivers.get(route.driverId) ?? null),
  };
}

export function toStopView(
  plan: Pick<TourPlan, 'facts'>,
  stop: PlanStop,
  times: StopTimes = NOT_PLANNED,
  done: StopDone = NOT_DONE,
): PlannedStopView {
  const { facts } = stop;
  const at = (seconds: number) => plan.facts.dayStartsAt + Math.round(seconds * 1000);
  return {
    number: stop.number,
    kind: stop.kind,
    reference: stop.reference,
    name: facts.name,
    address: facts.address,
    latitude: facts.latitude,
    longitude: facts.longitude,
    load: {
      weightGrams: facts.weightGrams,
      volumeMillilitres: facts.volumeMillilitres,
      pallets: facts.pallets,
    },
    serviceSeconds: facts.serviceSeconds,
    windows: facts.windows.map(({ from, to }) => ({ from: at(from), to: at(to) })),
    promisedAt: stop.promisedAt,
    depot: plan.facts.depots.find(({ id }) => id === stop.depotId)?.code ?? null,
    locked: stop.locked,
    madeUp: facts.madeUp ?? false,
    leftOut: stop.leftOut,
    ...times,
    ...done,
  };
}

type PlanRow = Row<'route_plan'>;

export function toPlanView(row: PlanRow): RoutePlanView {
  const facts = JSON.parse(row.facts_json) as PlanFacts;
  return {
    id: row.id,
    series: row.series,
    version: row.version,
    name: row.name,
    day: row.day,
    timeZone: facts.timeZone,
    currency: facts.currency,
    status: row.status as RoutePlanView['status'],
    revision: row.revision,
    depots: facts.depots.map(({ code, name, latitude, longitude }) => ({ code, name, latitude, longitude })),
    parameters: JSON.parse(row.parameters_json),
    figures: JSON.parse(row.figures_json) as PlanFigures,
    notes: JSON.parse(row.notes_json),
    seconds: row.seconds,
    actor: row.actor,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    publishedAt: row.published_at,
    doneAt: row.done_at,
  };
}

/** A plan as it was loaded: what was decided, and what was kept of what follows. */
export type StoredPlan = {
  row: PlanRow;
  plan: TourPlan;
  routeViews: RouteMeasure['view'][];
  times: ReadonlyMap<number, StopTimes>;
  done: ReadonlyMap<number, StopDone>;
  /** Changes by hand that can be taken back. */
  undoable: number;
};

export function toPlanDetail(stored: StoredPlan, drivers: DriverCodes): RoutePlanDetail {
  const { row, plan, routeViews, times, done } = stored;
  const { facts } = plan;
  const depotCodes = new Map(facts.depots.map(({ id, code }) => [id, code]));
  return {
    ...toPlanView(row),
    undoable: stored.undoable,
    vehicles: facts.vehicles.map(({ depotId, shift, breaks, ...vehicle }) => ({
      ...vehicle,
      depot: depotCodes.get(depotId) ?? '',
      shiftFromMinutes: Math.round(shift.from / 60),
      shiftToMinutes: Math.round(shift.to / 60),
      breaks: breaks.map(({ window, seconds }) => ({
        fromMinutes: Math.round(window.from / 60),
        toMinutes: Math.round(window.to / 60),
        minutes: Math.round(seconds / 60),
      })),
      currency: facts.currency,
    })),
    routes: plan.routes.map((route, i) =>
      toRouteView(facts, route, routeViews[i] as RouteMeasure['view'], drivers),
    ),
    stops: plan.stops.map((stop) => toStopView(plan, stop, times.get(stop.number), done.get(stop.number))),
  };
}
