import { chanceOf } from './booster/losses.ts';

/** What each way of correcting a chance said of one shipment; they are held until its outcome is known. */
export type Opinions = Float64Array;

interface Opinion {
  of(logOdds: number): number;
  learn(logOdds: number, late: number): void;
}

/** How much an outcome counts in telling which opinions to trust (2 is the most at which the mix is sure to hold). */
const TRUST = 2;
/** Older mistakes are forgotten: about the last 2,000 outcomes count. */
const MEMORY = 0.9995;

/**
 * Corrects the chance of being late by what came true until now. Several opinions run side by side: the model's own chance,
 * corrected ones that forget quickly or slowly, and the plain share of late ones lately. Each is trusted by how near its
 * chances came to the outcomes (Vovk's aggregation of experts under the Brier score): when the model stops being right the
 * mix falls back to the share, with no more lost than it takes to notice.
 */
export class LateCalibration {
  private readonly experts: readonly Opinion[];
  private readonly losses: Float64Array;

  constructor(experts: readonly Opinion[] = [...shiftedOpinions(), ...freeOpinions()]) {
    this.experts = experts;
    this.losses = new Float64Array(experts.length);
  }

  /** Only shifts: the tighter the promise the higher the chance, also for promises tighter than any that were seen. */
  static shifting(): LateCalibration {
    return new LateCalibration(shiftedOpinions());
  }

  /** What each opinion says now; NaN chances make no opinions. */
  opinions(logOdds: number): Opinions | null {
    return Number.isNaN(logOdds) ? null : Float64Array.from(this.experts, (expert) => expert.of(logOdds));
  }

  /** The opinions, each as far as it is trusted. */
  mix(opinions: Opinions): number {
    const least = this.losses.reduce((lowest, loss) => Math.min(lowest, loss), Number.POSITIVE_INFINITY);
    let sum = 0;
    let total = 0;
    for (let i = 0; i < opinions.length; i++) {
      const weight = Math.exp(-TRUST * ((this.losses[i] as number) - least));
      sum += weight * (opinions[i] as number);
      total += weight;
    }
    return sum / total;
  }

  /** Takes in an outcome, with what was said of it at the time. */
  learn(logOdds: number, late: boolean, said: Opinions): void {
    const outcome = late ? 1 : 0;
    for (let i = 0; i < said.length; i++) {
      this.losses[i] = MEMORY * (this.losses[i] as number) + ((said[i] as number) - outcome) ** 2;
    }
    for (const expert of this.experts) expert.learn(logOdds, outcome);
  }
}

/** The model's own chance, and the same shifted. */
function shiftedOpinions(): Opinion[] {
  const own: Opinion = { of: chanceOf, learn: () => {} };
  return [own, ...[100, 400].map((life) => new ForgettingLogistic(life, false))];
}

/** Those that may trust the model less, or not at all. */
function freeOpinions(): Opinion[] {
  return [
    ...[100, 400, 1600].map((life) => new LateShare(life)),
    ...[200, 800, 3200].map((life) => new ForgettingLogistic(life, true)),
  ];
}

const PRIOR_SHARE = 0.2;
const PRIOR_OUTCOMES = 5;

/** The share of late ones lately, whatever the model says. */
class LateShare implements Opinion {
  private readonly keep: number;
  private late = PRIOR_SHARE * PRIOR_OUTCOMES;
  private all = PRIOR_OUTCOMES;

  constructor(life: number) {
    this.keep = Math.exp(-1 / life);
  }

  of(): number {
    return this.late / this.all;
  }

  learn(_logOdds: number, late: number): void {
    this.late = this.keep * this.late + late;
    this.all = this.keep * this.all + 1;
  }
}

const STIFFNESS = 4;

/** Logistic correction of log-odds, one Newton step an outcome, older ones forgotten. Starts at "as it is". */
class ForgettingLogistic implements Opinion {
  private readonly keep: number;
  private readonly bends: boolean;
  private slope = 1;
  private offset = 0;
  private readonly curvature = { ss: STIFFNESS, so: 0, oo: STIFFNESS };

  /** @param bends false: only shifts, the slope stays. */
  constructor(life: number, bends: boolean) {
    this.keep = Math.exp(-1 / life);
    this.bends = bends;
  }

  of(logOdds: number): number {
    return chanceOf(this.slope * logOdds + this.offset);
  }

  learn(logOdds: number, late: number): void {
    const { keep, curvature: c } = this;
    const chance = this.of(logOdds);
    const weight = Math.max(1e-4, chance * (1 - chance));
    const error = late - chance;
    const renewed = (1 - keep) * STIFFNESS;
    c.ss = keep * c.ss + renewed + weight * logOdds * logOdds;
    c.so = keep * c.so + weight * logOdds;
    c.oo = keep * c.oo + renewed + weight;
    if (!this.bends) {
      this.offset += error / c.oo;
      return;
    }
    const determinant = c.ss * c.oo - c.so * c.so;
    this.slope = Math.min(3, Math.max(0, this.slope + (error * (logOdds * c.oo - c.so)) / determinant));
    this.offset += (error * (c.ss - logOdds * c.so)) / determinant;
  }
}
