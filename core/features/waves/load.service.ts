import type { WaveFigures, WaveStatus } from '../../contract/waves.ts';
import type { AppContext } from '../context.ts';
import { partFacts } from './day.service.ts';
import { findAllocatedLines } from './day-orders.queries.ts';
import { localDay } from './day-problem.ts';
import { orderParts } from './order-parts.ts';
import { knownFacility } from './templates.service.ts';
import { floorOf, pickedOrders } from './wave-effort.ts';
import { listWaves } from './waves.service.ts';

const UNFINISHED: WaveStatus[] = ['planned', 'released', 'picking'];

/** Unfinished waves of a facility's day with the work that is left in each. @throws CONFLICT `unknownFacility` */
export async function dayLoad(ctx: AppContext, { facility: code, day }: { facility: string; day: string }) {
  const facility = await knownFacility(ctx, code);
  const waves = await listWaves(ctx, { facility: code, statuses: UNFINISHED, limit: 1000 });
  const begins = localDay(day, facility.timeZone);
  const [from, to] = [begins.toMillis(), begins.plus({ days: 1 }).toMillis()];
  const ofDay = waves.filter(({ releaseAt }) => releaseAt >= from && releaseAt < to);
  if (ofDay.length === 0) return [];
  const facts = await partFacts(ctx, facility);
  return Promise.all(
    ofDay.map(async ({ id, number, name, status, releaseAt, cutOffAt }) => {
      const left = status === 'planned' ? 'reserved' : 'released';
      const parts = orderParts(await findAllocatedLines(ctx.db.read, facility.id, id, left), facts);
      const floor = await floorOf(ctx, facility, { releaseAt, cutOffAt });
      const figures: WaveFigures = pickedOrders({ releaseAt, cutOffAt }, parts, floor).figures;
      return { id, number, name, status, releaseAt, cutOffAt, figures };
    }),
  );
}
