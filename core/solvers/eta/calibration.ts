import { quantileOf } from './booster/losses.ts';
import { HIGH, MEDIAN, type RawForecast } from './eta-model.ts';
import { DAY_MS } from './history.ts';
import { LateCalibration, type Opinions } from './late-calibration.ts';

/** A forecast that holds what it says: P90 comes true nine times in ten. */
export interface EtaForecast {
  p50At: number;
  p90At: number;
  /** The chance that the promise breaks; NaN where nothing is promised. */
  lateChance: number;
  /** What the chance was mixed from; null where nothing is promised. */
  opinions: Opinions | null;
}

/** How a shipment came out; `promisedAt` is NaN where nothing was promised. */
export interface Outcome {
  deliveredAt: number;
  promisedAt: number;
}

const WINDOW = 1200;
const REFRESH_EVERY = 40;
const LEAST_OUTCOMES = 30;
/** How fast the level that is aimed at follows its misses (adaptive conformal inference, Gibbs and Candès 2021). */
const PACE = 0.004;

/**
 * Corrects forecasts by how the latest ones came out (conformal prediction over a moving window): whatever the model is
 * wrong about, nine deliveries in ten come before P90.
 */
export class Calibration {
  private readonly errors50 = new Ring(WINDOW);
  private readonly errors90 = new Ring(WINDOW);
  private readonly late = new LateCalibration();
  private level = HIGH;
  private untilRefresh = 0;
  private p50Days = 0;
  private p90Days = 0;

  /** Takes in how a forecast came out, with what was said at the time; `judged`: it counts for the level that P90 aims at. */
  learn(raw: RawForecast, outcome: Outcome, said: EtaForecast, judged: boolean): void {
    const { deliveredAt, promisedAt } = outcome;
    this.errors50.push((deliveredAt - raw.p50At) / DAY_MS);
    this.errors90.push((deliveredAt - raw.p90At) / DAY_MS);
    if (said.opinions) this.late.learn(raw.lateLogOdds, deliveredAt > promisedAt, said.opinions);
    if (judged) {
      const missed = deliveredAt > said.p90At ? 1 : 0;
      this.level = Math.min(0.99, Math.max(0.8, this.level + PACE * (missed - (1 - HIGH))));
    }
    if (--this.untilRefresh > 0 || this.errors90.size < LEAST_OUTCOMES) return;
    this.untilRefresh = REFRESH_EVERY;
    this.refresh();
  }

  /** The forecast with the corrections made that are known by now. */
  correct(raw: RawForecast): EtaForecast {
    const p50At = raw.p50At + this.p50Days * DAY_MS;
    const opinions = this.late.opinions(raw.lateLogOdds);
    return {
      p50At,
      p90At: Math.max(p50At, raw.p90At + this.p90Days * DAY_MS),
      lateChance: opinions ? this.late.mix(opinions) : Number.NaN,
      opinions,
    };
  }

  private refresh(): void {
    const count = this.errors90.size;
    const level = Math.min(1, (this.level * (count + 1)) / count);
    this.p50Days = quantileOf(this.errors50.values(), MEDIAN);
    this.p90Days = quantileOf(this.errors90.values(), level);
  }
}

/** The latest values, as many as it holds. */
class Ring {
  private readonly held: Float64Array;
  private next = 0;
  size = 0;

  constructor(capacity: number) {
    this.held = new Float64Array(capacity);
  }

  push(value: number): void {
    this.held[this.next] = value;
    this.next = (this.next + 1) % this.held.length;
    this.size = Math.min(this.held.length, this.size + 1);
  }

  values(): Float64Array {
    return this.held.slice(0, this.size);
  }
}
