import type { Plan } from './plan.ts';
import type { Ruin } from './ruin.ts';

/** Which requests to put back after a ruin: what was taken off, and near the ruin what was left out before. */
export class PlacementList {
  readonly list: Int32Array;
  private readonly plan: Plan;
  private readonly ruin: Ruin;
  private readonly listed: Int32Array;
  private round = 0;

  constructor(plan: Plan, ruin: Ruin) {
    this.plan = plan;
    this.ruin = ruin;
    this.list = new Int32Array(plan.absent.length);
    this.listed = new Int32Array(plan.absent.length);
  }

  /** @returns how many requests are now in `list`. */
  gather(mostLeftOut: number): number {
    const { plan, ruin, list, listed } = this;
    const round = ++this.round;
    let count = 0;
    for (; count < ruin.takenCount; count++) {
      const request = ruin.taken[count] as number;
      list[count] = request;
      listed[request] = round;
    }
    if (plan.absentCount - count > mostLeftOut) return this.addNear(count, count + mostLeftOut);
    for (let i = 0; i < plan.absentCount; i++) {
      const request = plan.absent[i] as number;
      if (listed[request] !== round) list[count++] = request;
    }
    return count;
  }

  private addNear(from: number, most: number): number {
    const { plan, list, listed, round } = this;
    const { near, reach } = plan.model.neighbours;
    const { requestOf } = plan.model.requests;
    const { seed } = this.ruin;
    let count = from;
    for (let i = seed * reach - 1; i < (seed + 1) * reach && count < most; i++) {
      const request = requestOf[i < seed * reach ? seed : (near[i] as number)] as number;
      if (listed[request] === round || !plan.isAbsent(request)) continue;
      listed[request] = round;
      list[count++] = request;
    }
    return count;
  }
}
