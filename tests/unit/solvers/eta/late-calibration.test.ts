import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../core/kernel/random.ts';
import { LateCalibration } from '../../../../core/solvers/eta/late-calibration.ts';

const chanceOf = (logOdds: number) => 1 / (1 + Math.exp(-logOdds));

/** Shipments with chances of their own; `said` is what a model that was right once makes of them. */
function play(count: number, world: (i: number) => { said: number; chance: number }) {
  const random = createRandom(5);
  const calibration = new LateCalibration();
  const squares = { mixed: 0, model: 0, constant: 0 };
  const outcomes: { late: number; mixed: number }[] = [];
  for (let i = 0; i < count; i++) {
    const { said, chance } = world(i);
    const opinions = calibration.opinions(said);
    if (!opinions) throw new Error('No opinions');
    const mixed = calibration.mix(opinions);
    const late = random.chance(chance) ? 1 : 0;
    calibration.learn(said, late === 1, opinions);
    outcomes.push({ late, mixed });
    squares.mixed += (mixed - late) ** 2;
    squares.model += (chanceOf(said) - late) ** 2;
  }
  const share = outcomes.reduce((sum, { late }) => sum + late, 0) / count;
  squares.constant = outcomes.reduce((sum, { late }) => sum + (share - late) ** 2, 0);
  const mean = (sum: number) => sum / count;
  return {
    mixed: mean(squares.mixed),
    model: mean(squares.model),
    constant: mean(squares.constant),
    outcomes,
  };
}

describe('the corrected chance of being late', () => {
  const random = createRandom(9);

  it('leaves a model alone that is right', () => {
    const said = Array.from({ length: 4000 }, () => random.normal(-1.5, 1.5));
    const { mixed, model } = play(said.length, (i) => ({
      said: said[i] ?? 0,
      chance: chanceOf(said[i] ?? 0),
    }));
    expect(mixed).toBeLessThan(model * 1.02);
  });

  it('notices that far fewer are late than before, and beats both the model and the share of all', () => {
    const said = Array.from({ length: 6000 }, () => random.normal(-0.5, 1.2));
    const drift = (i: number) => (i < 1500 ? 0 : -1.8);
    const told = play(said.length, (i) => ({
      said: said[i] ?? 0,
      chance: chanceOf((said[i] ?? 0) + drift(i)),
    }));
    expect(told.mixed).toBeLessThan(told.constant);
    expect(told.mixed).toBeLessThan(told.model * 0.85);
    const after = told.outcomes.slice(3000);
    const mean = (of: (one: (typeof after)[number]) => number) =>
      after.reduce((sum, one) => sum + of(one), 0) / after.length;
    expect(Math.abs(mean(({ mixed }) => mixed) - mean(({ late }) => late))).toBeLessThan(0.02);
  });

  it('loses hardly anything against the plain share when the model knows nothing', () => {
    const said = Array.from({ length: 4000 }, () => random.normal(1, 2));
    const { mixed, constant } = play(said.length, (i) => ({ said: said[i] ?? 0, chance: 0.15 }));
    expect(mixed).toBeLessThan(constant * 1.02);
  });

  it('says nothing of what is not promised', () => {
    expect(new LateCalibration().opinions(Number.NaN)).toBeNull();
  });
});
