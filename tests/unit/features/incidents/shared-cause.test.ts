import { describe, expect, it } from 'vitest';
import { binomialTail, excessTail } from '../../../../core/features/incidents/chance.ts';
import { type CauseUnit, findSharedCauses } from '../../../../core/features/incidents/shared-cause.ts';
import { createRandom } from '../../../../core/kernel/random.ts';
import { labelledDay, ratesOf } from '../../../helpers/labelled-days.ts';

const LIMITS = { leastChildren: 8, chance: 1e-4, known: new Set<string>() };

/** Parcels spread over 40 towns, 5 carriers and 4 facilities, of which a share is held by chance. */
function network(seed: number, share: number, held: (unit: CauseUnit) => boolean = () => false): CauseUnit[] {
  const random = createRandom(seed);
  return Array.from({ length: 3000 }, (_, number) => {
    const town = random.integer(0, 39);
    const unit: CauseUnit = {
      key: `P${number}`,
      trouble: null,
      hub: `T${town}|FR`,
      carrier: `C${random.integer(0, 4)}`,
      facility: `F${random.integer(0, 3)}`,
      lane: `L${random.integer(0, 9)}`,
      point: { latitude: 44 + Math.floor(town / 8), longitude: (town % 8) * 1.2 },
    };
    return { ...unit, trouble: held(unit) || random.next() < share ? 'held' : null };
  });
}

describe('a shared cause', () => {
  it('is not seen in noise, however much there is of it', () => {
    for (const seed of [1, 2]) {
      expect(findSharedCauses(network(seed, 0.05), LIMITS)).toEqual([]);
      expect(findSharedCauses(network(seed, 0.3), LIMITS)).toEqual([]);
    }
  });

  it('is the hub, the carrier, the facility or the lane that explains most, told once', () => {
    const about = (held: (unit: CauseUnit) => boolean) =>
      findSharedCauses(network(1, 0.05, held), LIMITS).map(({ kind, key }) => `${kind}:${key}`);
    expect(about(({ hub }) => hub === 'T7|FR')).toEqual(['hub:T7|FR']);
    expect(about(({ carrier }) => carrier === 'C2')).toEqual(['carrier:C2']);
    expect(about(({ facility }) => facility === 'F1')).toEqual(['facility:F1']);
    expect(about(({ lane }) => lane === 'L4')).toEqual(['lane:L4']);
  });

  it('is an area when it covers towns near each other', () => {
    const stormy = new Set([0, 1, 2, 8, 9, 10].map((town) => `T${town}|FR`));
    const causes = findSharedCauses(
      network(1, 0.05, ({ hub, key }) => stormy.has(hub ?? '') && Number(key.slice(1)) % 3 > 0),
      LIMITS,
    );
    expect(causes[0]).toMatchObject({ kind: 'area' });
    expect(causes[0]?.area?.radiusMetres).toBeGreaterThan(0);
  });

  it('is found on simulated days with a hub outage, a strike and a lost truck, and on no calm one', () => {
    for (const kind of ['hubOutage', 'strike', 'lostTruck'] as const) {
      const rates = ratesOf([labelledDay(1, kind, 2000)]);
      expect(rates, kind).toMatchObject({ found: 1, falseParents: 0 });
      expect(rates.recall, kind).toBeGreaterThan(0.9);
    }
    expect(ratesOf([labelledDay(1, null, 2000)])).toMatchObject({ falseParents: 0 });
  });
});

describe('chance', () => {
  it('is what a table of the binomial says, and more where groups differ anyway', () => {
    expect(binomialTail(10, 8, 0.5)).toBeCloseTo(56 / 1024, 9);
    expect(binomialTail(1000, 100, 0.05)).toBeLessThan(1e-9);
    expect(excessTail(10, 8, 0.5, 0)).toBeCloseTo(56 / 1024, 9);
    expect(excessTail(10, 8, 0.5, 0.2)).toBeGreaterThan(56 / 1024);
  });

  it('is the same for every count where groups differ so much that any share is as likely as another', () => {
    expect(excessTail(10, 8, 0.5, 1 / 3)).toBeCloseTo(3 / 11, 9);
    expect(excessTail(10, 3, 0.5, 1 / 3)).toBeCloseTo(8 / 11, 9);
  });
});
