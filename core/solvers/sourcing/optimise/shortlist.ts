import type { SourcingModel } from './model.ts';

/** What each candidate of one order alone is worth, column by column. */
export class Accounts {
  /** Value of all it can serve, less its fixed cost; `-Infinity` = it may not ship. */
  solo = new Float64Array(64);
  fixed = new Float64Array(64);
  /** Cost of a gram on top of the position's. */
  slope = new Float64Array(64);
  /** Units that it can serve. */
  covered = new Int32Array(64);
  /** The only line it can serve; -1 = it serves several. */
  onlyLine = new Int32Array(64);

  resize(count: number): void {
    if (count <= this.solo.length) return;
    this.solo = new Float64Array(count * 2);
    this.fixed = new Float64Array(count * 2);
    this.slope = new Float64Array(count * 2);
    this.covered = new Int32Array(count * 2);
    this.onlyLine = new Int32Array(count * 2);
  }

  /** What a unit from a candidate is worth that serves but one line. */
  unitOf(c: number): number {
    return ((this.solo[c] as number) + (this.fixed[c] as number)) / (this.covered[c] as number);
  }
}

export type ShortlistTask = {
  order: number;
  candidates: number;
  /** Above this fixed cost nobody is in a better plan. */
  mostFixed: number;
  /** Values are what they seem: neither tariffs by weight nor lines worth different amounts. */
  simple: boolean;
};

/**
 * The candidates that a plan of several shipments may need. Left out is who gains nothing even alone, and who serves one line
 * only and can be replaced, in any plan, by another that is as good: no plan is the worse for it.
 */
export class Shortlist {
  /** By candidate, its place on the list; -1 = it is not on it. */
  place = new Int32Array(64);
  private readonly model: SourcingModel;
  private readonly accounts: Accounts;
  private width = 0;
  private fullOfLine = new Int32Array(16);
  /** Who serves a part of one line: who they are, that line, and what a unit from them is worth. */
  private parts = new Int32Array(64);
  private lineOfPart = new Int32Array(64);
  private unitOfPart = new Float64Array(64);
  private partCount = 0;

  constructor(model: SourcingModel, accounts: Accounts) {
    this.model = model;
    this.accounts = accounts;
  }

  /** Sets `place`. @returns how many are on the list */
  list({ order, candidates, mostFixed, simple }: ShortlistTask): number {
    const { model, accounts } = this;
    const first = model.orderLines[order] as number;
    const lines = (model.orderLines[order + 1] as number) - first;
    if (candidates > this.place.length) this.grow(candidates * 2);
    if (lines > this.fullOfLine.length) this.fullOfLine = new Int32Array(lines * 2);
    this.fullOfLine.fill(-1, 0, lines);
    const whole = model.shipComplete[order] === 1;
    this.width = 0;
    this.partCount = 0;
    for (let c = 0; c < candidates; c++) {
      this.place[c] = -1;
      if (accounts.covered[c] === 0 || (!whole && (accounts.solo[c] as number) <= 0)) continue;
      if ((accounts.fixed[c] as number) > mostFixed) continue;
      const line = simple ? (accounts.onlyLine[c] as number) : -1;
      if (line < 0) this.add(c);
      else if ((accounts.covered[c] as number) < (model.lineQuantity[line] as number)) this.notePart(c, line);
      else this.rival(line - first, c);
    }
    for (let row = 0; row < lines; row++) {
      const full = this.fullOfLine[row] as number;
      if (full >= 0) this.add(full);
    }
    this.addParts(first, model.maxShipments[order] as number);
    return this.width;
  }

  private add(c: number): void {
    this.place[c] = this.width;
    this.width += 1;
  }

  /** Of those who serve one whole line the best is enough. */
  private rival(row: number, c: number): void {
    const { solo } = this.accounts;
    const known = this.fullOfLine[row] as number;
    if (known < 0 || (solo[c] as number) > (solo[known] as number)) this.fullOfLine[row] = c;
  }

  private grow(candidates: number): void {
    this.place = new Int32Array(candidates);
    this.parts = new Int32Array(candidates);
    this.lineOfPart = new Int32Array(candidates);
    this.unitOfPart = new Float64Array(candidates);
  }

  private notePart(c: number, line: number): void {
    const { accounts, partCount } = this;
    this.parts[partCount] = c;
    this.lineOfPart[partCount] = line;
    this.unitOfPart[partCount] = accounts.unitOf(c);
    this.partCount += 1;
  }

  /** Those who serve a part of a line, less those that others replace; who is kept moves to the front. */
  private addParts(firstLine: number, mostShipments: number): void {
    const { parts, lineOfPart, unitOfPart } = this;
    let kept = 0;
    for (let i = 0; i < this.partCount; i++) {
      const full = this.fullOfLine[(lineOfPart[i] as number) - firstLine] as number;
      if (full >= 0 && this.isNeedlessBeside(i, full)) continue;
      if (this.isReplaced(i, kept, mostShipments)) continue;
      parts[kept] = parts[i] as number;
      lineOfPart[kept] = lineOfPart[i] as number;
      unitOfPart[kept] = unitOfPart[i] as number;
      this.add(parts[kept] as number);
      kept += 1;
    }
  }

  /** The other serves the whole line, and is as good: beside it this one could not even pay for its shipment. */
  private isNeedlessBeside(part: number, full: number): boolean {
    const more = (this.unitOfPart[part] as number) - this.accounts.unitOf(full);
    return this.replaces(full, this.parts[part] as number, more);
  }

  /** As many as a plan has shipments are as good: one of them is not in the plan yet. */
  private isReplaced(part: number, kept: number, mostShipments: number): boolean {
    const { parts, lineOfPart, unitOfPart } = this;
    const { covered } = this.accounts;
    const c = parts[part] as number;
    let count = 0;
    for (let i = 0; i < kept && count < mostShipments; i++) {
      if (lineOfPart[i] !== lineOfPart[part]) continue;
      const other = parts[i] as number;
      if ((covered[other] as number) < (covered[c] as number)) continue;
      if (this.replaces(other, c, (unitOfPart[part] as number) - (unitOfPart[i] as number))) count += 1;
    }
    return count === mostShipments;
  }

  /** Whatever number of units it serves, the other is worth as much. @param more what its unit is worth more */
  private replaces(other: number, c: number, more: number): boolean {
    const { fixed, covered } = this.accounts;
    const units = more > 0 ? (covered[c] as number) : 1;
    return units * more <= (fixed[c] as number) - (fixed[other] as number);
  }
}
