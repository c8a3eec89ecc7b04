/** What a group's shipments were like: shrunk towards all shipments where few are known. */
export interface GroupReading {
  slowDelay: number;
  slowLate: number;
  fastDelay: number;
  fastLate: number;
  weight: number;
}

const SHRINKAGE = 6;
const SLOW_DAYS = 540;
const FAST_DAYS = 30;
const FIELDS = 6;

/** Means of delays (days) and of being late, by group: one that remembers long, one that forgets within weeks. */
export class RunningMeans {
  private readonly slots = new Map<number, number>();
  private readonly heardAt: number[] = [];
  private sums = new Float64Array(FIELDS * 64);

  absorb(key: number, delayDays: number, late: number, at: number): void {
    const slot = this.slotOf(key);
    this.fade(slot, at);
    const base = slot * FIELDS;
    const { sums } = this;
    for (const part of [base, base + 3]) {
      sums[part] = (sums[part] as number) + 1;
      sums[part + 1] = (sums[part + 1] as number) + delayDays;
      sums[part + 2] = (sums[part + 2] as number) + late;
    }
  }

  /** The group's means at an instant, given in days; those of `parent` where nothing is known. */
  read(key: number, at: number, parent: GroupReading, into: GroupReading): void {
    const slot = this.slots.get(key);
    if (slot === undefined) {
      Object.assign(into, parent, { weight: 0 });
      return;
    }
    const base = slot * FIELDS;
    const { sums } = this;
    const age = Math.max(0, at - (this.heardAt[slot] ?? at));
    const slow = Math.exp(-age / SLOW_DAYS);
    const fast = Math.exp(-age / FAST_DAYS);
    const slowWeight = (sums[base] as number) * slow + SHRINKAGE;
    into.weight = slowWeight - SHRINKAGE;
    into.slowDelay = ((sums[base + 1] as number) * slow + SHRINKAGE * parent.slowDelay) / slowWeight;
    into.slowLate = ((sums[base + 2] as number) * slow + SHRINKAGE * parent.slowLate) / slowWeight;
    const fastWeight = (sums[base + 3] as number) * fast + SHRINKAGE;
    into.fastDelay = ((sums[base + 4] as number) * fast + SHRINKAGE * into.slowDelay) / fastWeight;
    into.fastLate = ((sums[base + 5] as number) * fast + SHRINKAGE * into.slowLate) / fastWeight;
  }

  private fade(slot: number, at: number): void {
    const age = at - (this.heardAt[slot] ?? at);
    this.heardAt[slot] = Math.max(at, this.heardAt[slot] ?? at);
    if (age <= 0) return;
    const slow = Math.exp(-age / SLOW_DAYS);
    const fast = Math.exp(-age / FAST_DAYS);
    for (let field = 0; field < FIELDS; field++) {
      const place = slot * FIELDS + field;
      this.sums[place] = (this.sums[place] as number) * (field < 3 ? slow : fast);
    }
  }

  private slotOf(key: number): number {
    const known = this.slots.get(key);
    if (known !== undefined) return known;
    const slot = this.slots.size;
    this.slots.set(key, slot);
    if ((slot + 1) * FIELDS > this.sums.length) {
      const larger = new Float64Array(this.sums.length * 2);
      larger.set(this.sums);
      this.sums = larger;
    }
    return slot;
  }
}
