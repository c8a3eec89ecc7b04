import { DateTime } from 'luxon';
import type { AppContext } from '../context.ts';
import type { WaveFacility } from './day.service.ts';
import { labourOf, localDay } from './day-problem.ts';
import type { OrderPart } from './order-parts.ts';
import { batchesByAffinity } from './pick-batches.ts';
import { findLabour } from './templates.queries.ts';
import { clocksOf, pickWave } from './wave-planner.ts';
import type { PickingLabour } from './wave-problem.ts';
import { pickedView } from './wave-views.ts';

interface WaveTimes {
  releaseAt: number;
  cutOffAt: number;
}

/** Who picks a wave, and the earliest instant at which they can begin. */
export interface Floor {
  now: number;
  labour: PickingLabour;
}

/** The floor of a facility on the day on which a wave is released. */
export async function floorOf(
  ctx: AppContext,
  { id, timeZone }: WaveFacility,
  { releaseAt }: WaveTimes,
): Promise<Floor> {
  const day = DateTime.fromMillis(releaseAt, { zone: timeZone }).toFormat('yyyy-LL-dd');
  const labour = labourOf(await findLabour(ctx.db.read, id), localDay(day, timeZone));
  return { now: Math.max(ctx.clock(), releaseAt), labour };
}

/** Orders of a wave as they would be picked: when each is ready, and what the wave comes to. Pure. */
export function pickedOrders(times: WaveTimes, parts: readonly OrderPart[], { now, labour }: Floor) {
  const options = { labour, clocks: clocksOf({ now, labour }), batcher: batchesByAffinity };
  return pickedView(pickWave(0, times, parts, options), new Map(parts.map((part) => [part.orderId, part])));
}
