import type { RouteParameters } from '../../contract/routes.ts';
import type { AppContext } from '../context.ts';
import { conflict } from '../procedures.ts';
import { type DayClock, dayClock } from './day-clock.ts';
import { type AddressRow, dayStops, type Visit } from './day-stops.ts';
import { findFleet } from './fleets.queries.ts';
import {
  findAllocated,
  findDepots,
  findOpening,
  findReturns,
  findShipmentGoods,
  findShipments,
  findTransfers,
  findWorkCalendars,
} from './gather.queries.ts';
import { planVehicles } from './plan-vehicles.ts';
import { findOnTours } from './publish.queries.ts';
import { type DayWindow, type PlanDepot, type TourPlan, visitKey } from './tour-plan.ts';
import { varyDemand } from './vary-demand.ts';
import { varyVehicles } from './vary-vehicles.ts';

const DAY_MS = 86_400_000;
const EVERY_DAY = 127;

/** The day's stops and vehicles, nothing planned yet. @throws CONFLICT, as the contract of `propose` tells */
export async function gatherDay(ctx: AppContext, parameters: RouteParameters): Promise<TourPlan> {
  const goodsOf = parameters.goodsOf ?? parameters.depots;
  const rows = await findDepots(ctx.db, [...new Set([...parameters.depots, ...goodsOf])]);
  const depots = parameters.depots.map((code) => depotOf(rows, code));
  const origins = goodsOf.map((code) => depotOf(rows, code));
  const clock = dayClock(
    parameters.day,
    rows.find(({ code }) => code === parameters.depots[0])?.time_zone ?? 'UTC',
  );
  const opening = await openingOf(ctx, clock);
  const fleet = await findFleet(ctx.db);
  const {
    vehicles: standing,
    currency,
    unknown,
  } = planVehicles(fleet, { depots, parameters, clock, opening });
  if (unknown) throw conflict(`No vehicle type has the code ${unknown}.`, 'unknownVehicleType');
  const vehicles = varyVehicles(standing, parameters);
  if (vehicles.length === 0) {
    throw conflict(
      `No vehicle stands at ${parameters.depots.join(', ')} on ${parameters.day}.`,
      'noVehicles',
      'Say in the fleet how many vehicles of which type stand there, and when the depot is open.',
    );
  }
  const visits = await findVisits(ctx, parameters, { depots: origins, clock });
  const locate = (address: AddressRow) =>
    ctx.places.locate({ country: address.country, postalCode: address.postal_code, city: address.city });
  const real = dayStops(visits, { parameters, clock, depots: origins, opening, locate });
  const stops = varyDemand(real, parameters);
  if (stops.length === 0) {
    throw conflict(
      `Nothing is to be driven from ${goodsOf.join(', ')} on ${parameters.day}.`,
      'noStops',
      'Choose another day or depot, later promises, or a wider radius.',
    );
  }
  const facts = { timeZone: clock.timeZone, dayStartsAt: clock.startsAt, currency, depots, vehicles };
  return { facts, parameters, stops, routes: [] };
}

function depotOf(rows: Awaited<ReturnType<typeof findDepots>>, code: string): PlanDepot {
  const row = rows.find((facility) => facility.code === code);
  if (!row) throw conflict(`No facility has the code ${code}.`, 'unknownFacility');
  const { id, name, latitude, longitude } = row;
  if (latitude === null || longitude === null) {
    throw conflict(
      `Where ${name} (${code}) lies is not known.`,
      'depotWithoutPlace',
      'Complete its address.',
    );
  }
  return { id, code, name, latitude, longitude };
}

/** By facility: its windows that day, an empty list when it is closed, null when it has no hours of its own. */
async function openingOf(
  ctx: AppContext,
  clock: DayClock,
): Promise<(facilityId: number) => DayWindow[] | null> {
  const [{ anyDay, windows }, calendars] = await Promise.all([
    findOpening(ctx.db, clock.weekday),
    findWorkCalendars(ctx.db),
  ]);
  const day = new Date(clock.startsAt + DAY_MS / 2).toISOString().slice(0, 10);
  const calendarOf = new Map(calendars.map((calendar) => [calendar.owner_id, calendar]));
  return (facilityId) => {
    const calendar = calendarOf.get(facilityId);
    const works = ((calendar?.working_days ?? EVERY_DAY) >> clock.weekday) & 1;
    const closedDays = JSON.parse(calendar?.closed_days_json ?? '[]') as string[];
    if (!works || closedDays.includes(day)) return [];
    if (!anyDay.has(facilityId)) return null;
    return (windows.get(facilityId) ?? []).map((row) => clock.window(row.from_minutes, row.to_minutes));
  };
}

type Gathering = { depots: readonly PlanDepot[]; clock: DayClock };

async function findVisits(
  ctx: AppContext,
  parameters: RouteParameters,
  { depots, clock }: Gathering,
): Promise<Visit[]> {
  const ids = depots.map(({ id }) => id);
  const until = clock.endsAt - 1 + parameters.horizonDays * DAY_MS;
  const wants = (source: RouteParameters['sources'][number]) =>
    parameters.sources.includes(source) && (source === 'shipments' || parameters.shipments === undefined);
  const statuses = (['released', 'reserved'] as const).filter(wants);
  const [shipments, allocated, transfers, returns] = await Promise.all([
    wants('shipments') ? shipmentVisits(ctx, { depots: ids, until, numbers: parameters.shipments }) : [],
    statuses.length > 0 ? findAllocated(ctx.db, { depots: ids, until, statuses }) : [],
    wants('transfers') ? transferVisits(ctx, depots, until) : [],
    wants('returns') ? findReturns(ctx.db, { until }) : [],
  ]);
  const visits = [
    ...shipments,
    ...allocated.map(
      (row): Visit => ({
        ...NOBODY,
        kind: 'delivery',
        reference: row.number,
        orderId: row.id,
        depotId: row.facility_id,
        promisedAt: row.promised_at,
        name: row.ship_to_name,
        address: row,
        ...goodsOf(row),
        orderPriority: row.priority,
      }),
    ),
    ...transfers,
    ...returns.map(
      (row): Visit => ({
        ...NOBODY,
        kind: 'collection',
        reference: row.number,
        orderId: row.order_id,
        returnId: row.id,
        name: row.ship_to_name,
        address: row,
        ...goodsOf(row),
      }),
    ),
  ];
  return withoutServed(ctx, visits);
}

/** What is on no other tour. A shipment may have been on one before it was made: with the goods that its order had released. */
export async function withoutServed(ctx: AppContext, visits: readonly Visit[]): Promise<Visit[]> {
  const references = visits.flatMap(({ reference, orderNumber }) => [reference, orderNumber ?? reference]);
  const served = new Set((await findOnTours(ctx.db.read, references)).map(({ key }) => key));
  return visits.filter((visit) => {
    const released = { ...visit, reference: visit.orderNumber ?? visit.reference };
    return !served.has(visitKey(visit)) && !served.has(visitKey(released));
  });
}

const NOBODY = {
  shipmentId: null,
  orderId: null,
  orderNumber: null,
  returnId: null,
  facilityId: null,
  depotId: null,
  promisedAt: null,
  orderPriority: null,
};

function goodsOf({ weight, volume }: { weight: number; volume: number }) {
  return { weightGrams: Number(weight), volumeMillilitres: Number(volume) };
}

/** Shipments as stops. */
export async function shipmentVisits(
  ctx: AppContext,
  filter: Parameters<typeof findShipments>[1],
): Promise<Visit[]> {
  const rows = await findShipments(ctx.db, filter);
  const goods = new Map(
    (
      await findShipmentGoods(
        ctx.db,
        rows.map(({ id }) => id),
      )
    ).map((row) => [row.id, goodsOf(row)]),
  );
  return rows.map((row) => {
    const held = goods.get(row.id);
    return {
      ...NOBODY,
      kind: 'delivery',
      reference: row.number,
      shipmentId: row.id,
      orderId: row.order_id,
      orderNumber: row.order_number,
      depotId: row.facility_id,
      promisedAt: row.promised_at ?? row.order_promised_at,
      name: row.ship_to_name ?? row.s_city,
      address: {
        street: row.street,
        city: row.s_city ?? row.city,
        postal_code: row.s_postal_code ?? row.postal_code,
        country: row.s_country ?? row.country,
        latitude: row.s_latitude ?? row.latitude,
        longitude: row.s_longitude ?? row.longitude,
      },
      weightGrams: row.weight_grams > 0 ? row.weight_grams : (held?.weightGrams ?? 0),
      volumeMillilitres: held?.volumeMillilitres ?? 0,
      orderPriority: row.priority ?? null,
    };
  });
}

async function transferVisits(
  ctx: AppContext,
  depots: readonly PlanDepot[],
  until: number,
): Promise<Visit[]> {
  const depotOfOrigin = new Map(
    depots.flatMap(
      ({ id, code, name }) =>
        [
          [name, id],
          [code, id],
        ] as const,
    ),
  );
  const rows = await findTransfers(ctx.db, { origins: [...depotOfOrigin.keys()], until });
  return rows.map((row) => ({
    ...NOBODY,
    kind: 'transfer',
    reference: row.reference,
    facilityId: row.id,
    depotId: depotOfOrigin.get(row.origin ?? '') ?? null,
    name: row.name,
    address: row,
    ...goodsOf(row),
  }));
}
