import type { Random } from '../../../kernel/random.ts';
import type { SourcingModel } from './model.ts';
import type { PlanDesk } from './plan-desk.ts';
import { isFirstOf } from './plan-state.ts';

/** Knows who uses what, and so whom an order would have to displace. */
export class Conflicts {
  private readonly model: SourcingModel;
  private readonly desk: PlanDesk;
  private readonly random: Random;
  private readonly positionUsers: (number[] | undefined)[] = [];
  private readonly facilityUsers: (number[] | undefined)[] = [];
  /** Orders that want a product: `wanting[wantingStart[p]]` and on. */
  private readonly wantingStart: Int32Array;
  private readonly wanting: Int32Array;

  constructor(model: SourcingModel, desk: PlanDesk, random: Random) {
    this.model = model;
    this.desk = desk;
    this.random = random;
    const products = model.productPositions.length - 1;
    this.wantingStart = new Int32Array(products + 1);
    this.wanting = new Int32Array(model.lineProduct.length);
    this.indexWishes(products);
    for (let order = 0; order < model.orderCount; order++)
      this.note(order, desk.state.plans[order] as number[], 1);
    desk.watch((order, plan, sign) => this.note(order, plan, sign));
  }

  /** Orders in the way of this plan: users of positions and facilities that have too little left. */
  blockers(order: number, plan: readonly number[], into: Set<number>): void {
    const { model, desk } = this;
    const room = desk.state.rooms[model.orderClass[order] as number] as Int32Array;
    for (let i = 0; i < plan.length; i += 4) {
      const position = plan[i + 1] as number;
      let missing = (plan[i + 3] as number) - (room[position] as number);
      const users = this.positionUsers[position] ?? [];
      for (let tries = 0; missing > 0 && tries < users.length + 2 && users.length > 0; tries++) {
        const user = this.random.pick(users);
        if (user === order || into.has(user)) continue;
        into.add(user);
        missing -= this.unitsOf(user, position);
      }
      if (!isFirstOf(plan, i)) continue;
      const facility = model.positionFacility[position] as number;
      if ((desk.state.ordersLeft[facility] as number) <= 0) this.addUser(facility, order, into);
    }
  }

  /** Another order that wants something this one wants; -1 for none. */
  rival(order: number): number {
    const { model, random } = this;
    const first = model.orderLines[order] as number;
    const end = model.orderLines[order + 1] as number;
    if (first === end) return -1;
    const product = model.lineProduct[random.integer(first, end - 1)] as number;
    const from = this.wantingStart[product] as number;
    const to = this.wantingStart[product + 1] as number;
    return this.wanting[random.integer(from, to - 1)] as number;
  }

  /** Another order that one of the order's facilities ships; -1 for none. */
  neighbour(order: number): number {
    const plan = this.desk.state.plans[order] as number[];
    if (plan.length === 0) return -1;
    const at = this.random.integer(0, plan.length / 4 - 1) * 4;
    const users = this.facilityUsers[this.model.positionFacility[plan[at + 1] as number] as number] ?? [];
    return users.length === 0 ? -1 : this.random.pick(users);
  }

  private addUser(facility: number, order: number, into: Set<number>): void {
    const users = this.facilityUsers[facility] ?? [];
    if (users.length === 0) return;
    const user = this.random.pick(users);
    if (user !== order) into.add(user);
  }

  private unitsOf(order: number, position: number): number {
    const plan = this.desk.state.plans[order] as number[];
    let units = 0;
    for (let i = 0; i < plan.length; i += 4) if (plan[i + 1] === position) units += plan[i + 3] as number;
    return units;
  }

  private note(order: number, plan: readonly number[], sign: 1 | -1): void {
    for (let i = 0; i < plan.length; i += 4) {
      const position = plan[i + 1] as number;
      noteUser(this.positionUsers, position, order, sign);
      if (!isFirstOf(plan, i)) continue;
      noteUser(this.facilityUsers, this.model.positionFacility[position] as number, order, sign);
    }
  }

  private indexWishes(products: number): void {
    const { model, wantingStart } = this;
    for (const product of model.lineProduct) {
      wantingStart[product + 1] = (wantingStart[product + 1] as number) + 1;
    }
    for (let p = 0; p < products; p++) {
      wantingStart[p + 1] = (wantingStart[p + 1] as number) + (wantingStart[p] as number);
    }
    const next = wantingStart.slice();
    for (let order = 0; order < model.orderCount; order++) {
      const end = model.orderLines[order + 1] as number;
      for (let line = model.orderLines[order] as number; line < end; line++) {
        const product = model.lineProduct[line] as number;
        this.wanting[next[product] as number] = order;
        next[product] = (next[product] as number) + 1;
      }
    }
  }
}

function noteUser(lists: (number[] | undefined)[], at: number, order: number, sign: 1 | -1): void {
  let users = lists[at];
  if (!users) {
    users = [];
    lists[at] = users;
  }
  if (sign > 0) {
    users.push(order);
    return;
  }
  const index = users.indexOf(order);
  users[index] = users.at(-1) as number;
  users.pop();
}
