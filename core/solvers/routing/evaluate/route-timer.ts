import type { Ways } from '../model/travel.ts';
import type {
  RoutingProblem,
  RoutingStop,
  TimeWindow,
  VehicleBreak,
  VehicleType,
} from '../routing-problem.ts';
import { LabelSet } from './label-set.ts';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * The exact times of one route: the least time from leaving to coming back, over every choice of window and of the leg on
 * which each break is taken. A break may interrupt driving, never a service.
 */
export class RouteTimer {
  /** Of the last route measured: when it leaves for the least duration, as early as that allows. */
  leaves = 0;
  private readonly problem: RoutingProblem;
  private readonly travel: Ways;
  private readonly breaks: VehicleBreak[][];
  /** By number of breaks taken. */
  private labels: LabelSet[] = [];
  private spare: LabelSet[] = [];
  private used: VehicleBreak[] = [];
  private from = 0;
  private at: number | null = null;

  constructor(problem: RoutingProblem, travel: Ways) {
    this.problem = problem;
    this.travel = travel;
    this.breaks = problem.vehicleTypes.map(({ breaks }) =>
      [...breaks].sort((a, b) => a.window.from - b.window.from || a.window.to - b.window.to),
    );
  }

  /** The breaks of a type, in the order in which they are taken. */
  breaksOf(vehicleType: number): VehicleBreak[] {
    return this.breaks[vehicleType] as VehicleBreak[];
  }

  /** Driving times of a type from each stop of a route to the next, first to the first one and last to the end. */
  legs(vehicleType: number, stops: readonly number[]): number[] {
    const { startPlace, endPlace } = this.problem.vehicleTypes[vehicleType] as VehicleType;
    let at = startPlace;
    return [...stops.map((stop) => this.problem.stops[stop]?.place as number), endPlace].map((to) => {
      const driving = this.driving(vehicleType, at, to);
      at = to;
      return driving;
    });
  }

  /** An open end is no distance from anywhere. */
  private driving(vehicleType: number, from: number | null, to: number | null): number {
    if (from === null || to === null) return 0;
    const { places, duration } = this.travel;
    const profile = this.problem.vehicleTypes[vehicleType]?.profile as number;
    return duration[profile * places * places + from * places + to] as number;
  }

  /** @returns the least duration of a route along these stops; infinity if windows, shift or breaks do not allow it. */
  leastDuration(vehicleType: number, stops: ArrayLike<number>, count: number): number {
    const type = this.problem.vehicleTypes[vehicleType] as VehicleType;
    this.begin(type, this.breaksOf(vehicleType));
    for (let i = 0; i < count; i++) {
      const stop = this.problem.stops[stops[i] as number] as RoutingStop;
      this.drive(this.driving(vehicleType, this.at, stop.place));
      this.at = stop.place;
      if (!this.serve(stop.windows, stop.service)) return NEVER;
    }
    this.drive(this.driving(vehicleType, this.at, type.endPlace));
    return this.finish(type.shift?.to ?? NEVER);
  }

  /** A break is not taken if the vehicle leaves after it. */
  private begin(type: VehicleType, breaks: VehicleBreak[]): void {
    while (this.labels.length <= breaks.length) {
      this.labels.push(new LabelSet());
      this.spare.push(new LabelSet());
    }
    const latest = type.shift?.to ?? NEVER;
    let earliest = type.shift?.from ?? -NEVER;
    this.from = earliest;
    this.at = type.startPlace;
    this.used = breaks;
    for (let taken = 0; taken <= breaks.length; taken++) {
      if (taken > 0) earliest = Math.max(earliest, (breaks[taken - 1] as VehicleBreak).window.to);
      const set = this.labels[taken] as LabelSet;
      set.clear();
      if (earliest <= latest) set.add(latest, earliest, 0);
    }
  }

  private drive(driving: number): void {
    if (this.used.length === 0) {
      this.labels[0]?.prolong(driving);
      return;
    }
    for (const set of this.spare) set.clear();
    for (let taken = 0; taken <= this.used.length; taken++) this.depart(taken, driving);
    [this.labels, this.spare] = [this.spare, this.labels];
  }

  /** With no further break on the leg, or with the next ones. */
  private depart(taken: number, driving: number): void {
    const set = this.labels[taken] as LabelSet;
    for (let i = 0; i < set.count; i++) {
      let latest = set.latest[i] as number;
      let path = set.path[i] as number;
      let ready = set.floor[i] as number;
      let arrives = ready + driving;
      this.spare[taken]?.add(latest, arrives, path + driving);
      for (let b = taken; b < this.used.length; b++) {
        const { window, duration } = this.used[b] as VehicleBreak;
        latest = Math.min(latest, window.to - path);
        if (ready > window.to || latest < this.from) break;
        ready = Math.max(ready, window.from) + duration;
        arrives = Math.max(arrives, window.from) + duration;
        path += duration;
        this.spare[b + 1]?.add(latest, arrives, path + driving);
      }
    }
  }

  private serve(windows: TimeWindow[], service: number): boolean {
    let any = false;
    for (let taken = 0; taken <= this.used.length; taken++) {
      if (windows.length > 0) this.open(taken, windows);
      const set = this.labels[taken] as LabelSet;
      set.prolong(service);
      any ||= set.count > 0;
    }
    return any;
  }

  private open(taken: number, windows: TimeWindow[]): void {
    const set = this.labels[taken] as LabelSet;
    const open = this.spare[taken] as LabelSet;
    open.clear();
    for (let i = 0; i < set.count; i++) {
      const floor = set.floor[i] as number;
      const path = set.path[i] as number;
      for (const { from, to } of windows) {
        const latest = Math.min(set.latest[i] as number, to - path);
        if (floor <= to && latest >= this.from) open.add(latest, Math.max(floor, from), path);
      }
    }
    this.labels[taken] = open;
    this.spare[taken] = set;
  }

  /** A break is not taken either if the vehicle is back before it. */
  private finish(shiftEnd: number): number {
    let least = NEVER;
    for (let taken = 0; taken <= this.used.length; taken++) {
      let end = shiftEnd;
      for (let b = taken; b < this.used.length; b++) end = Math.min(end, this.used[b]?.window.from ?? end);
      const { path, latest, floor, count } = this.labels[taken] as LabelSet;
      for (let i = 0; i < count; i++) {
        const along = path[i] as number;
        const back = floor[i] as number;
        const last = Math.min(latest[i] as number, end - along);
        if (back > end || last < this.from) continue;
        const ideal = back - along;
        const duration = ideal <= last ? along : back - last;
        if (duration >= least) continue;
        least = duration;
        this.leaves = ideal <= last ? Math.max(ideal, Math.min(0, last)) : last;
      }
    }
    return least;
  }
}
