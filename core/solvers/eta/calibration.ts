import { chanceOf, quantileOf } from './booster/losses.ts';
import { HIGH, MEDIAN, type RawForecast } from './eta-model.ts';
import { DAY_MS } from './history.ts';

/** A forecast that holds what it says: P90 comes true nine times in ten. */
export interface EtaForecast {
  p50At: number;
  p90At: number;
  /** The chance that the promise breaks; NaN where nothing is promised. */
  lateChance: number;
}

/** What the corrections are; they can be kept and used again. */
export interface Corrections {
  p50Days: number;
  p90Days: number;
  slope: number;
  offset: number;
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
  private readonly logOdds = new Ring(WINDOW);
  private readonly outcomes = new Ring(WINDOW);
  private level = HIGH;
  private untilRefresh = 0;
  corrections: Corrections = { p50Days: 0, p90Days: 0, slope: 1, offset: 0 };

  /** Takes in how a forecast came out, with what was said at the time (null: nothing yet). */
  learn(raw: RawForecast, deliveredAt: number, promisedAt: number, said: EtaForecast | null): void {
    this.errors50.push((deliveredAt - raw.p50At) / DAY_MS);
    this.errors90.push((deliveredAt - raw.p90At) / DAY_MS);
    if (!Number.isNaN(raw.lateLogOdds)) {
      this.logOdds.push(raw.lateLogOdds);
      this.outcomes.push(deliveredAt > promisedAt ? 1 : 0);
    }
    if (said) {
      const missed = deliveredAt > said.p90At ? 1 : 0;
      this.level = Math.min(0.99, Math.max(0.8, this.level + PACE * (missed - (1 - HIGH))));
    }
    if (--this.untilRefresh > 0 || this.errors90.size < LEAST_OUTCOMES) return;
    this.untilRefresh = REFRESH_EVERY;
    this.refresh();
  }

  correct(raw: RawForecast): EtaForecast {
    return corrected(raw, this.corrections);
  }

  private refresh(): void {
    const count = this.errors90.size;
    const level = Math.min(1, (this.level * (count + 1)) / count);
    this.corrections = {
      p50Days: quantileOf(this.errors50.values(), MEDIAN),
      p90Days: quantileOf(this.errors90.values(), level),
      ...fitLogistic(this.logOdds.values(), this.outcomes.values(), this.corrections),
    };
  }
}

/** The forecast with the corrections made. */
export function corrected(raw: RawForecast, { p50Days, p90Days, slope, offset }: Corrections): EtaForecast {
  const p50At = raw.p50At + p50Days * DAY_MS;
  return {
    p50At,
    p90At: Math.max(p50At, raw.p90At + p90Days * DAY_MS),
    lateChance: Number.isNaN(raw.lateLogOdds) ? Number.NaN : chanceOf(slope * raw.lateLogOdds + offset),
  };
}

const NEWTON_STEPS = 12;
const PRIOR = 5;

/** Platt's scaling, held towards "as it is" where outcomes are few. */
function fitLogistic(
  logOdds: Float64Array,
  outcomes: Float64Array,
  start: { slope: number; offset: number },
): { slope: number; offset: number } {
  if (logOdds.length < LEAST_OUTCOMES) return { slope: start.slope, offset: start.offset };
  let { slope, offset } = start;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    let [gs, go, hss, hso, hoo] = [PRIOR * (1 - slope), -PRIOR * 0.1 * offset, PRIOR, 0, PRIOR * 0.1];
    for (let i = 0; i < logOdds.length; i++) {
      const x = logOdds[i] as number;
      const chance = chanceOf(slope * x + offset);
      const error = (outcomes[i] as number) - chance;
      const weight = chance * (1 - chance);
      gs += error * x;
      go += error;
      hss += weight * x * x;
      hso += weight * x;
      hoo += weight;
    }
    const determinant = hss * hoo - hso * hso;
    if (!(determinant > 1e-9)) break;
    const stepSlope = (gs * hoo - go * hso) / determinant;
    const stepOffset = (go * hss - gs * hso) / determinant;
    slope = Math.min(3, Math.max(0, slope + Math.max(-1, Math.min(1, stepSlope))));
    offset += Math.max(-1, Math.min(1, stepOffset));
    if (Math.abs(stepSlope) + Math.abs(stepOffset) < 1e-5) break;
  }
  return { slope, offset };
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
