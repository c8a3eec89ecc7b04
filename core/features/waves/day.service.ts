import type { DayProposal, DayTrial } from '../../contract/waves.ts';
import type { Database } from '../../db/database.ts';
import { RateBook } from '../../solvers/sourcing/index.ts';
import type { AppContext } from '../context.ts';
import { findRates, findServices, toRate, toService } from '../sourcing/index.ts';
import { type AllocatedLine, findAllocatedLines, type findFacility } from './day-orders.queries.ts';
import type { DayFacts } from './day-problem.ts';
import { type OrderPart, orderParts, type PartFacts } from './order-parts.ts';
import { findLabour, listTemplates } from './templates.queries.ts';
import { knownFacility } from './templates.service.ts';
import type { ProposedDay } from './wave-views.ts';
import { findCarrierCodes } from './waves.queries.ts';

export type WaveFacility = NonNullable<Awaited<ReturnType<typeof findFacility>>>;

/** Waves for a day at a facility; nothing is kept. @throws CONFLICT `unknownFacility` */
export async function proposeDay(
  ctx: AppContext,
  trial: DayTrial,
  signal?: AbortSignal,
): Promise<DayProposal> {
  const started = performance.now();
  const facility = await knownFacility(ctx, trial.facility);
  const [orders, templates, labour] = await Promise.all([
    gatherParts(ctx.db, facility),
    listTemplates(ctx.db.read, facility.code),
    findLabour(ctx.db.read, facility.id),
  ]);
  const { timeZone } = facility;
  const facts: DayFacts = { now: ctx.clock(), timeZone, orders: orders.map(withoutRows), templates, labour };
  const view = await ctx.jobs.ask<ProposedDay>('waves.propose', { trial, facts }, signal);
  return { ...view, timeZone, computedInMs: performance.now() - started };
}

/** Planning asks for an order's lines; the rows behind them stay here. */
function withoutRows(part: OrderPart): OrderPart {
  return { ...part, allocations: [] };
}

/** What a facility may release of orders: of a wave, or of those that no wave holds. */
export async function gatherParts(
  db: Database,
  facility: WaveFacility,
  waveId?: number,
): Promise<OrderPart[]> {
  const lines = await findAllocatedLines(db.read, facility.id, waveId);
  return orderParts(lines, await partFacts(db, facility));
}

/** What tells when orders of a facility have to leave. */
export async function partFacts(db: Database, facility: WaveFacility): Promise<PartFacts> {
  const [services, rates, codes] = await Promise.all([
    findServices(db),
    findRates(db),
    findCarrierCodes(db.read),
  ]);
  const book = new RateBook(services.map(toService), rates.map(toRate));
  const known = new Map<string, ReadonlyMap<number, number>>();
  const transit = (line: AllocatedLine) => {
    const place = { country: line.country, postalCode: line.postalCode, serviceLevel: null };
    const key = book.destinationKey(place);
    const found = known.get(key);
    if (found) return found;
    const lanes = book.lanesTo(facility.country, place);
    const days = new Map(lanes.map(({ service, steps }) => [service.id, steps[0]?.transitDays ?? 1]));
    known.set(key, days);
    return days;
  };
  return {
    timeZone: facility.timeZone,
    cutOffMinutes: facility.cutOffMinutes,
    services: new Map(
      services.map(({ id, code, name, carrier, carrier_id, cut_off_minutes }) => [
        id,
        { code, name, carrier, carrierCode: codes.get(carrier_id) ?? '', cutOffMinutes: cut_off_minutes },
      ]),
    ),
    transitDays: (serviceId, line) => transit(line).get(serviceId) ?? null,
  };
}
