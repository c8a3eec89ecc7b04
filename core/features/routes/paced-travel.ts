import type { TravelProfile } from '../../solvers/routing/index.ts';
import { sharedCopy } from '../routing/index.ts';
import type { TourPlan } from './tour-plan.ts';

/** Travel by the pace of vehicles, in percent of the usual, and the day's traffic. */
export type PacedTravel = ReadonlyMap<number, TravelProfile>;

/** One profile for each pace in a plan's fleet. */
export async function pacedTravel(
  { facts, parameters }: Pick<TourPlan, 'facts' | 'parameters'>,
  travel: TravelProfile,
): Promise<PacedTravel> {
  const paced = new Map<number, TravelProfile>();
  for (const { speedPercent } of facts.vehicles) {
    if (paced.has(speedPercent)) continue;
    const factor = parameters.trafficPercent / speedPercent;
    const scale = (seconds: number) => Math.round(seconds * factor);
    const duration = factor === 1 ? travel.duration : await sharedCopy(travel.duration, scale);
    paced.set(speedPercent, { distance: travel.distance, duration });
  }
  return paced;
}
