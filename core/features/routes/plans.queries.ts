import type { Kysely } from 'kysely';
import type { PlanStatus, RoutePlanView } from '../../contract/routes.ts';
import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import type { Row, Tables } from '../../db/tables.ts';
import type { MeasuredPlan, StopTimes } from './measure-plan.ts';
import { type DriverCodes, routeFigures, type StopDone, type StoredPlan, toPlanView } from './plan-views.ts';
import type { PlanRoute, PlanStop } from './tour-plan.ts';

type Reader = Kysely<Tables>;
type Writer = { trx: WriteTransaction; bulkInsert: WriteTools['bulkInsert'] };

const ROUTE_COLUMNS = [
  'plan_id',
  'number',
  'vehicle_key',
  'driver_id',
  'locked',
  'leaves_at',
  'returns_at',
  'distance_metres',
  'cost_minor',
  'figures_json',
] as const;

const STOP_COLUMNS = [
  'plan_id',
  'number',
  'kind',
  'reference',
  'shipment_id',
  'order_id',
  'return_id',
  'facility_id',
  'depot_id',
  'facts_json',
  'promised_at',
  'route_number',
  'position',
  'locked',
  'left_out',
  'arrives_at',
  'eta_at',
  'departs_at',
  'distance_metres',
  'load_json',
] as const;

export type PlanHead = {
  series: string;
  version: number;
  name: string;
  notes: RoutePlanView['notes'];
  seconds: number;
  actor: string;
  at: number;
};

/** @returns the id of the new draft */
export async function insertPlan(writer: Writer, measured: MeasuredPlan, head: PlanHead): Promise<number> {
  const { facts, parameters } = measured.plan;
  const { id } = await writer.trx
    .insertInto('route_plan')
    .values({
      series: head.series,
      version: head.version,
      name: head.name,
      day: parameters.day,
      status: 'draft',
      facts_json: JSON.stringify(facts),
      parameters_json: JSON.stringify(parameters),
      figures_json: JSON.stringify(measured.figures),
      notes_json: JSON.stringify(head.notes),
      seconds: head.seconds,
      actor: head.actor,
      created_at: head.at,
      updated_at: head.at,
      published_at: null,
      done_at: null,
      replaces_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertRoutes(writer, id, measured);
  return id;
}

/** A draft as it is after a change by hand. */
export async function updateDraft(
  writer: Writer,
  planId: number,
  measured: MeasuredPlan,
  { revision, at }: { revision: number; at: number },
): Promise<void> {
  await deleteRoutes(writer.trx, planId);
  await insertRoutes(writer, planId, measured);
  await writer.trx
    .updateTable('route_plan')
    .set({ revision, figures_json: JSON.stringify(measured.figures), updated_at: at })
    .where('id', '=', planId)
    .execute();
}

async function insertRoutes({ bulkInsert }: Writer, planId: number, measured: MeasuredPlan): Promise<void> {
  const times = new Map<number, StopTimes>();
  for (const route of measured.routes) for (const [number, time] of route.times) times.set(number, time);
  await bulkInsert(
    'route',
    ROUTE_COLUMNS,
    measured.routes.map((measure) => {
      const { route, view } = measure;
      const figures = JSON.stringify(routeFigures(measure));
      return [planId, route.number, route.vehicleKey, route.driverId, Number(route.locked)].concat([
        view.leavesAt,
        view.returnsAt,
        view.distanceMetres,
        view.costMinor,
        figures,
      ] as never);
    }),
  );
  await bulkInsert(
    'route_stop',
    STOP_COLUMNS,
    measured.plan.stops.map((stop) => stopRow(planId, stop, times.get(stop.number))),
  );
}

function stopRow(planId: number, stop: PlanStop, times: StopTimes | undefined): unknown[] {
  return [
    planId,
    stop.number,
    stop.kind,
    stop.reference,
    stop.shipmentId,
    stop.orderId,
    stop.returnId,
    stop.facilityId,
    stop.depotId,
    JSON.stringify(stop.facts),
    stop.promisedAt,
    times?.route ?? null,
    times?.position ?? null,
    Number(stop.locked),
    stop.leftOut,
    times?.arrivesAt ?? null,
    times?.etaAt ?? null,
    times?.departsAt ?? null,
    times?.distanceMetres ?? null,
    times?.onBoard ? JSON.stringify({ ...times.onBoard, waitingSeconds: times.waitingSeconds }) : null,
  ];
}

async function deleteRoutes(trx: WriteTransaction, planId: number): Promise<void> {
  await trx.deleteFrom('route_stop').where('plan_id', '=', planId).execute();
  await trx.deleteFrom('route').where('plan_id', '=', planId).execute();
}

export async function deletePlan(trx: WriteTransaction, planId: number): Promise<void> {
  await deleteRoutes(trx, planId);
  await trx.deleteFrom('route_plan_edit').where('plan_id', '=', planId).execute();
  await trx.updateTable('route_scenario').set({ plan_id: null }).where('plan_id', '=', planId).execute();
  await trx.deleteFrom('route_plan').where('id', '=', planId).execute();
}

export async function findPlanRow(reader: Reader, planId: number): Promise<Row<'route_plan'> | null> {
  const row = await reader.selectFrom('route_plan').selectAll().where('id', '=', planId).executeTakeFirst();
  return row ?? null;
}

/** A plan with its routes and stops; null when there is none. */
export async function loadPlan(reader: Reader, planId: number): Promise<StoredPlan | null> {
  const row = await findPlanRow(reader, planId);
  if (!row) return null;
  const routes = await reader
    .selectFrom('route')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('number')
    .execute();
  const stops = await reader
    .selectFrom('route_stop')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('number')
    .execute();
  const edits = await reader
    .selectFrom('route_plan_edit')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('plan_id', '=', planId)
    .executeTakeFirstOrThrow();
  const visits = Map.groupBy(
    stops.filter((stop) => stop.route_number !== null),
    (stop) => stop.route_number,
  );
  for (const list of visits.values()) list.sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
  const numbersOf = (route: number) => (visits.get(route) ?? []).map(({ number }) => number);
  return {
    row,
    plan: {
      facts: JSON.parse(row.facts_json),
      parameters: JSON.parse(row.parameters_json),
      stops: stops.map(toStop),
      routes: routes.map((route) => toRoute(route, numbersOf(route.number))),
    },
    routeViews: routes.map((route) => ({
      number: route.number,
      vehicle: route.vehicle_key,
      locked: route.locked === 1,
      stops: numbersOf(route.number),
      leavesAt: route.leaves_at,
      returnsAt: route.returns_at,
      costMinor: route.cost_minor,
      distanceMetres: route.distance_metres,
      ...JSON.parse(route.figures_json),
    })),
    times: new Map(stops.map((stop) => [stop.number, toTimes(stop)])),
    done: new Map(stops.map((stop) => [stop.number, toDone(stop)])),
    undoable: Number(edits.count),
  };
}

function toRoute(row: Row<'route'>, stops: number[]): PlanRoute {
  return {
    number: row.number,
    vehicleKey: row.vehicle_key,
    driverId: row.driver_id,
    locked: row.locked === 1,
    stops,
  };
}

function toStop(row: Row<'route_stop'>): PlanStop {
  return {
    number: row.number,
    kind: row.kind as PlanStop['kind'],
    reference: row.reference,
    shipmentId: row.shipment_id,
    orderId: row.order_id,
    returnId: row.return_id,
    facilityId: row.facility_id,
    depotId: row.depot_id,
    promisedAt: row.promised_at,
    locked: row.locked === 1,
    leftOut: row.left_out as PlanStop['leftOut'],
    facts: JSON.parse(row.facts_json),
  };
}

function toTimes(row: Row<'route_stop'>): StopTimes {
  const { waitingSeconds = null, ...onBoard } = row.load_json ? JSON.parse(row.load_json) : {};
  return {
    route: row.route_number,
    position: row.position,
    arrivesAt: row.arrives_at,
    etaAt: row.eta_at,
    departsAt: row.departs_at,
    waitingSeconds,
    distanceMetres: row.distance_metres,
    onBoard: row.load_json ? onBoard : null,
  };
}

function toDone(row: Row<'route_stop'>): StopDone {
  return { outcome: row.outcome as StopDone['outcome'], actualAt: row.actual_at, remark: row.remark };
}

/** Plans, newest first. */
export async function listPlans(
  db: Database,
  filter: {
    day?: string | undefined;
    series?: string | undefined;
    statuses?: PlanStatus[] | undefined;
    offset: number;
    limit: number;
  },
): Promise<{ rows: RoutePlanView[]; total: number }> {
  let query = db.read.selectFrom('route_plan');
  if (filter.day) query = query.where('day', '=', filter.day);
  if (filter.series) query = query.where('series', '=', filter.series);
  if (filter.statuses?.length) query = query.where('status', 'in', filter.statuses);
  const [rows, count] = await Promise.all([
    query.selectAll().orderBy('id', 'desc').offset(filter.offset).limit(filter.limit).execute(),
    query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { rows: rows.map(toPlanView), total: Number(count.total) };
}

export async function findLastVersion(trx: WriteTransaction, series: string): Promise<number> {
  const row = await trx
    .selectFrom('route_plan')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('series', '=', series)
    .executeTakeFirst();
  return Number(row?.version ?? 0);
}

/** Codes of all drivers by id. */
export async function findDriverCodes(reader: Reader): Promise<DriverCodes> {
  const rows = await reader.selectFrom('driver').select(['id', 'code']).execute();
  return new Map(rows.map(({ id, code }) => [id, code]));
}

export async function setPlanName(trx: WriteTransaction, planId: number, name: string): Promise<void> {
  await trx.updateTable('route_plan').set({ name }).where('id', '=', planId).execute();
}
