import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../core/features/incidents/detection-rules.ts';
import type { FacilityPlace, UnderWayRow } from '../../../../core/features/incidents/under-way.queries.ts';
import { UnderWay } from '../../../../core/features/incidents/under-way.ts';
import { createRandom, type Random } from '../../../../core/kernel/random.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 4, 20, 12);
const CITIES = ['Lyon', 'Metz', 'Lille', 'Nantes'];
const FACILITIES: FacilityPlace[] = [
  [1, 'LYON', 45.75, 4.85, 'FR'],
  [2, 'METZ', 49.12, 6.18, 'FR'],
];

function rowOf(id: number, random: Random): UnderWayRow {
  const city = random.pick(CITIES);
  const trouble = city === 'Metz' && random.next() < 0.9;
  const promised = NOW + (random.next() < 0.1 ? -4 : 48) * HOUR;
  const own: UnderWayRow = [
    id,
    `SH-${id}`,
    'inTransit',
    NOW - 60 * HOUR,
    random.next() < 0.5 ? promised : null,
    promised,
    NOW,
    NOW + random.next() * 60 * HOUR,
    null,
    1 + Math.floor(random.next() * 3),
    1 + Math.floor(random.next() * 2),
    48.85,
    2.35,
    'Paris',
    'FR',
    'EUR',
    id * 10,
    `O-${id}`,
    id % 7,
    'Somebody',
    random.pick(['vip', 'standard']),
    NOW - (trouble ? 90 : 5) * HOUR,
    trouble ? 'exception' : 'inTransit',
    trouble ? 'delayed' : null,
    city,
    'FR',
    46 + CITIES.indexOf(city),
    4,
  ];
  return own;
}

function sorted(rows: ReadonlyMap<number, UnderWayRow>): UnderWayRow[] {
  return [...rows.values()].sort((a, b) => a[0] - b[0]);
}

function readAll(kept: UnderWay, rows: readonly UnderWayRow[]): void {
  const reading = kept.begin();
  reading.add(rows);
  reading.finish();
}

function looked(kept: UnderWay, now: number) {
  const limits = { leastChildren: 8, chance: 1e-4, known: new Set<string>() };
  return structuredClone(kept.look({ settings: DEFAULT_SETTINGS, now, limits }));
}

it('what is kept and told of changes finds exactly what is found when all of it is read again', () => {
  const random = createRandom(7);
  const rows = new Map(Array.from({ length: 600 }, (_, index) => [index + 1, rowOf(index + 1, random)]));
  const carriers = [
    [1, 'Alpha'],
    [2, 'Beta'],
    [3, 'Gamma'],
  ] as const;
  const kept = new UnderWay();
  kept.setHeads(FACILITIES, carriers);
  readAll(kept, [...rows.values()]);
  expect(looked(kept, NOW).causes.map(({ key }) => key)).toContain('Metz|FR');
  for (let turn = 0; turn < 20; turn++) {
    const changed = Array.from({ length: 30 }, () => 1 + Math.floor(random.next() * 650));
    for (const id of changed) {
      if (random.next() < 0.3) rows.delete(id);
      else rows.set(id, rowOf(id, random));
    }
    kept.update(
      changed,
      [...new Set(changed)].flatMap((id) => {
        const row = rows.get(id);
        return row ? [row] : [];
      }),
    );
    const moved = FACILITIES.map(([id, code, latitude, longitude, country]) => {
      return [id, turn < 10 ? code : `${code}-2`, latitude, longitude, country] as const;
    });
    kept.setHeads(moved, carriers);
    const whole = new UnderWay();
    whole.setHeads(moved, carriers);
    readAll(whole, sorted(rows));
    const now = NOW + turn * 3 * HOUR;
    expect(looked(kept, now)).toEqual(looked(whole, now));
    const only = changed.slice(0, 5);
    const some = { settings: DEFAULT_SETTINGS, now, limits: null, only };
    const wanted = new Set(only.map((id) => `SH-${id}`));
    const found = looked(whole, now).findings.filter(({ key }) => wanted.has(key));
    expect(new Set(kept.look(some).findings)).toEqual(new Set(found));
  }
});

it('answers from what it had while it reads anew, and loses no change that it is told of meanwhile', () => {
  const random = createRandom(8);
  const rows = new Map(Array.from({ length: 40 }, (_, index) => [index + 1, rowOf(index + 1, random)]));
  const kept = new UnderWay();
  kept.setHeads(FACILITIES, [[1, 'Alpha']]);
  readAll(kept, sorted(rows));
  const before = looked(kept, NOW);

  const reading = kept.begin();
  expect(reading.add(sorted(rows).slice(0, 20))).toBe(true);
  expect(looked(kept, NOW)).toEqual(before);
  rows.delete(3);
  rows.set(5, rowOf(5, random));
  rows.set(30, rowOf(30, random));
  rows.set(41, rowOf(41, random));
  const told = [5, 30, 41].map((id) => rows.get(id) as UnderWayRow);
  kept.update([3, 5, 30, 41], told);
  const changed = looked(kept, NOW);
  expect(reading.add(sorted(rows).slice(19, -1))).toBe(true);
  reading.finish();
  expect(looked(kept, NOW)).toEqual(changed);
  const whole = new UnderWay();
  whole.setHeads(FACILITIES, [[1, 'Alpha']]);
  readAll(whole, sorted(rows));
  expect(changed).toEqual(looked(whole, NOW));
});

it('gives a reading up when another one begins', () => {
  const random = createRandom(9);
  const kept = new UnderWay();
  kept.setHeads(FACILITIES, [[1, 'Alpha']]);
  const first = kept.begin();
  first.add([rowOf(1, random)]);
  readAll(kept, [rowOf(2, random), rowOf(3, random)]);
  expect(first.add([rowOf(4, random)])).toBe(false);
  first.finish();
  expect(looked(kept, NOW).looked).toBe(2);
});
