import type { DayProposal, DayTrial } from '../../contract/waves.ts';
import type { Database } from '../../db/database.ts';
import { findCarriers, roomOfCarriers } from '../carriers/index.ts';
import type { AppContext } from '../context.ts';
import { dayOfText, promiseNetwork } from '../promise/index.ts';
import {
  type AllocatedLine,
  findAllocatedLines,
  type findFacility,
  findLargestBox,
} from './day-orders.queries.ts';
import { type DayFacts, localDay } from './day-problem.ts';
import { type OrderPart, orderParts, type PartFacts } from './order-parts.ts';
import { countPlannedByCarrier, findUnfinishedWaves } from './planned-load.queries.ts';
import { findLabour, listTemplates } from './templates.queries.ts';
import { knownFacility } from './templates.service.ts';
import type { PlannedLoad } from './wave-problem.ts';
import type { ProposedDay } from './wave-views.ts';

export type WaveFacility = NonNullable<Awaited<ReturnType<typeof findFacility>>>;

/** Waves for a day at a facility; nothing is kept. @throws CONFLICT `unknownFacility` */
export async function proposeDay(
  ctx: AppContext,
  trial: DayTrial,
  signal?: AbortSignal,
): Promise<DayProposal> {
  const started = performance.now();
  const facility = await knownFacility(ctx, trial.facility);
  const span = spanOf(trial.day, facility.timeZone);
  const [orders, templates, labour, room] = await Promise.all([
    gatherParts(ctx, facility),
    listTemplates(ctx.db.read, facility.code),
    findLabour(ctx.db.read, facility.id),
    carrierRoom(ctx.db, facility, trial.day, span),
  ]);
  const facts: DayFacts = {
    now: ctx.clock(),
    timeZone: facility.timeZone,
    orders: orders.map(withoutRows),
    templates,
    labour,
    carrierRoom: room,
    planned: labour.dockParcelsPerHour === null ? [] : await plannedLoads(ctx, facility, span),
  };
  const view = await ctx.jobs.ask<ProposedDay>('waves.propose', { trial, facts }, signal);
  return { ...view, timeZone: facility.timeZone, computedInMs: performance.now() - started };
}

/** Planning asks for an order's lines; the rows behind them stay here. */
function withoutRows(part: OrderPart): OrderPart {
  return { ...part, allocations: [] };
}

/** What a facility may release of orders: of a wave, or of those that no wave holds. */
export async function gatherParts(
  ctx: AppContext,
  facility: WaveFacility,
  waveId?: number,
  status?: 'reserved' | 'released',
): Promise<OrderPart[]> {
  const lines = await findAllocatedLines(ctx.db.read, facility.id, waveId, status);
  return orderParts(lines, await partFacts(ctx, facility));
}

/** What tells when orders of a facility have to leave, and in how many parcels. */
export async function partFacts(ctx: AppContext, facility: WaveFacility): Promise<PartFacts> {
  const { read } = ctx.db;
  const [{ services, rates }, codes, largestBox] = await Promise.all([
    promiseNetwork(ctx),
    carrierCodes(read),
    findLargestBox(read, facility.id),
  ]);
  const known = new Map<string, ReadonlyMap<number, number>>();
  const transit = (line: AllocatedLine) => {
    const place = { country: line.country, postalCode: line.postalCode, serviceLevel: null };
    const key = rates.destinationKey(place);
    const found = known.get(key);
    if (found) return found;
    const lanes = rates.lanesTo(facility.country, place);
    const days = new Map(lanes.map(({ service, steps }) => [service.id, steps[0]?.transitDays ?? 1]));
    known.set(key, days);
    return days;
  };
  return {
    timeZone: facility.timeZone,
    cutOffMinutes: facility.cutOffMinutes,
    services: new Map(
      services.map(({ id, code, name, carrier, carrierId, cutOffMinutes }) => [
        id,
        { code, name, carrier, carrierCode: codes.get(carrierId) ?? '', cutOffMinutes },
      ]),
    ),
    transitDays: (serviceId, line) => transit(line).get(serviceId) ?? null,
    largestBox,
  };
}

interface Span {
  from: number;
  to: number;
}

/** A facility's day as instants. */
function spanOf(day: string, timeZone: string): Span {
  const begins = localDay(day, timeZone);
  return { from: begins.toMillis(), to: begins.plus({ days: 1 }).toMillis() };
}

/** What waves that are planned or released within a day still bring to the docks. */
async function plannedLoads(ctx: AppContext, facility: WaveFacility, span: Span): Promise<PlannedLoad[]> {
  const waves = await findUnfinishedWaves(ctx.db.read, facility.id, span);
  return Promise.all(
    waves.map(async ({ id, status, releaseAt, cutOffAt }) => {
      const parts = await gatherParts(ctx, facility, id, status === 'planned' ? 'reserved' : 'released');
      return { releaseAt, cutOffAt, parcels: parts.reduce((sum, { parcels }) => sum + parcels, 0) };
    }),
  );
}

/** Shipments that carriers still take from a facility on a day, beside those that its planned waves hold; by code. */
async function carrierRoom(
  { read }: Database,
  facility: WaveFacility,
  day: string,
  span: Span,
): Promise<Map<string, number>> {
  const [room, planned, codes] = await Promise.all([
    roomOfCarriers(read, facility, dayOfText(day)),
    countPlannedByCarrier(read, facility.id, span),
    carrierCodes(read),
  ]);
  return new Map(
    [...room].map(([id, left]) => [codes.get(id) ?? '', Math.max(0, left - (planned.get(id) ?? 0))]),
  );
}

async function carrierCodes(read: Database['read']): Promise<Map<number, string>> {
  return new Map((await findCarriers(read)).map(({ id, code }) => [id, code]));
}
