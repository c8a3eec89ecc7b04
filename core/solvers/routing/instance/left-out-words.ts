import type { LeftOutReason } from '../routing-result.ts';

/** Why a stop is on no route, in words of the command line. */
export const LEFT_OUT_WORDS: Record<LeftOutReason, string> = {
  cheaperLeftOut: 'Going there costs more than leaving it out.',
  tooLargeForEveryVehicle: 'It is more than any vehicle can carry.',
  noVehicleWithSkills: 'No vehicle that may come has the skills it needs.',
  unreachableInTime: 'No vehicle can be there in its time windows and be back in its shift.',
  allVehiclesFull: 'Every vehicle that could come is full.',
  noTimeLeft: 'No vehicle that could come has time left.',
  alternativeVisited: 'Another stop of its group is visited instead.',
};
