import { DAY_MS, type ShipmentHistory } from './history.ts';

/** The plain means of each lane until now, by row (NaN without any); those of all lanes for a lane never seen. */
export class LaneMeans {
  readonly delayDays: Float64Array;
  readonly transitDays: Float64Array;
  readonly late: Float64Array;
  private readonly history: ShipmentHistory;
  private readonly lanes: Float64Array;
  private readonly sums = new Map<
    number,
    { delays: number; delay: number; late: number; transits: number; transit: number }
  >();

  constructor(history: ShipmentHistory) {
    this.history = history;
    const size = history.destination.labels.length + 1;
    this.lanes = new Float64Array(history.origin.codes).map(
      (code, row) => code * size + (history.destination.codes[row] ?? -1),
    );
    [this.delayDays, this.transitDays, this.late] = [0, 0, 0].map(() =>
      new Float64Array(history.count).fill(Number.NaN),
    ) as [Float64Array, Float64Array, Float64Array];
  }

  absorb(row: number): void {
    const { deliveredAt, promisedAt, shippedAt } = this.history;
    const delivered = deliveredAt[row] ?? Number.NaN;
    const delay = (delivered - (promisedAt[row] ?? Number.NaN)) / DAY_MS;
    const transit = (delivered - (shippedAt[row] ?? Number.NaN)) / DAY_MS;
    for (const key of [this.lanes[row] ?? 0, Number.POSITIVE_INFINITY]) {
      const sums = this.sums.get(key) ?? { delays: 0, delay: 0, late: 0, transits: 0, transit: 0 };
      if (!Number.isNaN(delay)) {
        sums.delays++;
        sums.delay += delay;
        sums.late += delay > 0 ? 1 : 0;
      }
      if (!Number.isNaN(transit)) {
        sums.transits++;
        sums.transit += transit;
      }
      this.sums.set(key, sums);
    }
  }

  read(row: number): void {
    const lane = this.sums.get(this.lanes[row] ?? 0);
    const all = this.sums.get(Number.POSITIVE_INFINITY);
    const byDelay = lane && lane.delays > 0 ? lane : all;
    const byTransit = lane && lane.transits > 0 ? lane : all;
    if (byDelay && byDelay.delays > 0) {
      this.delayDays[row] = byDelay.delay / byDelay.delays;
      this.late[row] = byDelay.late / byDelay.delays;
    }
    if (byTransit && byTransit.transits > 0) this.transitDays[row] = byTransit.transit / byTransit.transits;
  }
}
