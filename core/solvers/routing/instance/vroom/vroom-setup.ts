import type { TimeWindow, TravelProfile } from '../../routing-problem.ts';
import type { VroomInput, VroomTask } from './vroom-input.ts';
import type { VroomPlaces } from './vroom-travel.ts';

/**
 * VROOM counts a task's setup only when the vehicle comes from elsewhere. Where tasks share a place, setup is part of the way to
 * it: such a task has a place of its own beside the others, no way from them but as long as its setup from all else. Elsewhere,
 * and where breaks or open starts would cut the way, setup is simply a part of service.
 */
export class VroomSetups {
  /** Places of the problem: those of the input, then the ones made here. */
  readonly count: number;
  private readonly bases: number[];
  private readonly setups: number[];
  private readonly placeOfTask: number[];

  constructor(input: VroomInput, places: VroomPlaces, setupOf: (task: VroomTask) => number) {
    const at = input.tasks.map(({ place }) => places.indexOf(place));
    const shared = new Map<number, number>();
    for (const place of at) shared.set(place, (shared.get(place) ?? 0) + 1);
    const possible = input.vehicles.every(({ start, breaks }) => start !== null && breaks.length === 0);
    this.bases = Array.from({ length: places.count }, (_, place) => place);
    this.setups = this.bases.map(() => 0);
    const made = new Map<string, number>();
    this.placeOfTask = input.tasks.map((task, i) => {
      const base = at[i] as number;
      const setup = setupOf(task);
      const alone = (shared.get(base) ?? 0) < 2;
      if (!possible || setup === 0 || alone || later(task.windows, setup).length !== task.windows.length)
        return base;
      const key = `${base} ${setup}`;
      const known = made.get(key) ?? this.bases.length;
      if (known === this.bases.length) {
        this.bases.push(base);
        this.setups.push(setup);
      }
      made.set(key, known);
      return known;
    });
    this.count = this.bases.length;
  }

  placeOf(task: number): number {
    return this.placeOfTask[task] as number;
  }

  /** Seconds of setup that are part of the way to a task. */
  onTheWay(task: number): number {
    return this.setups[this.placeOf(task)] as number;
  }

  /** Windows for service, where VROOM's are for the beginning of setup. */
  windowsOf(task: number, windows: readonly TimeWindow[]): TimeWindow[] {
    return later(windows, this.onTheWay(task));
  }

  /** Travel between the problem's places. */
  travel(profile: TravelProfile, places: number): TravelProfile {
    if (this.count === places) return profile;
    const distance = new Float64Array(this.count * this.count);
    const duration = new Float64Array(this.count * this.count);
    this.bases.forEach((from, i) => {
      this.bases.forEach((to, j) => {
        const setup = from === to ? 0 : (this.setups[j] as number);
        distance[i * this.count + j] = profile.distance[from * places + to] as number;
        duration[i * this.count + j] = (profile.duration[from * places + to] as number) + setup;
      });
    });
    return { distance, duration };
  }
}

/** What is left of windows when service begins after setup; whoever needs no setup keeps to it as well. */
function later(windows: readonly TimeWindow[], setup: number): TimeWindow[] {
  return windows.map(({ from, to }) => ({ from: from + setup, to })).filter(({ from, to }) => from <= to);
}
