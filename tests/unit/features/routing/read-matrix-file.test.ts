import { describe, expect, it } from 'vitest';
import { readMatrixFile } from '../../../../core/features/routing/matrix/read-matrix-file.ts';
import {
  drivenMetres,
  drivingSeconds,
  greatCircleMatrix,
} from '../../../../core/solvers/routing/matrix/great-circle-matrix.ts';

describe('a matrix file', () => {
  it('may be a table with a row for each way, in any order and usual units', () => {
    const text = 'from;to;km;minutes\nB;A;1,5;2\n"A";B;2;3\n\n';
    const { profile, missing } = readMatrixFile(text, ['A', 'B']);
    expect([...profile.distance]).toEqual([0, 2000, 1500, 0]);
    expect([...profile.duration]).toEqual([0, 180, 120, 0]);
    expect(missing).toEqual([]);
  });

  it('tells what it leaves out; a way in one direction counts for both', () => {
    const { profile, missing } = readMatrixFile('from,to,metres\nA,B,700\n', ['A', 'B', 'C']);
    expect(missing).toHaveLength(5);
    expect([profile.distance[1], profile.distance[3], profile.distance[2]]).toEqual([700, 700, Number.NaN]);
    expect(profile.duration[1]).toBe(drivingSeconds(700));
  });

  it('may be JSON with tables, by ids or in the order of the places', () => {
    const tables = {
      durations: [
        [0, 60],
        [90, 0],
      ],
    };
    expect([...readMatrixFile(JSON.stringify(tables), ['A', 'B']).profile.duration]).toEqual([0, 60, 90, 0]);
    const named = JSON.stringify({ ids: ['B', 'A'], ...tables });
    const { profile } = readMatrixFile(named, ['A', 'B']);
    expect([...profile.duration]).toEqual([0, 90, 60, 0]);
    expect(profile.distance[1]).toBeCloseTo(drivenMetres(90));
  });

  it.each([
    ['from,to\nA,B', 'line 1: needs the columns from, to, and one or both'],
    ['from,to,km\nA,B,x', 'line 2, km: “x” is not a number of 0 or more'],
    ['from,to,km\nA,B,1\nA,B,2', 'line 3: A to B occurs twice'],
    ['{"durations": [[0]]}', 'durations: must be 2 rows of 2 numbers'],
    ['{"durations": [[0,1],[1]]}', 'durations[1]: must have 2 numbers'],
    ['{"distances": [[0,"x"],[1,0]]}', 'distances[0][1]: must be a number of 0 or more, not "x"'],
    ['{}', 'file: has neither'],
    ['{', 'file: is not JSON'],
  ])('says where something is wrong: %j', (text, message) => {
    expect(() => readMatrixFile(text, ['A', 'B'])).toThrow(message);
  });
});

describe('assumed roads', () => {
  it('are longer than the great circle, and faster the farther one goes', () => {
    const [lyon, paris] = [
      { latitude: 45.76, longitude: 4.84 },
      { latitude: 48.86, longitude: 2.35 },
    ];
    const { distance, duration } = greatCircleMatrix([lyon, paris]);
    expect(distance[1]).toBeGreaterThan(480_000);
    expect(distance[1]).toBeLessThan(530_000);
    expect((duration[1] as number) / 3600).toBeGreaterThan(5);
    expect((duration[1] as number) / 3600).toBeLessThan(6.5);
    for (const metres of [0, 900, 4000, 20_000, 400_000]) {
      expect(drivenMetres(drivingSeconds(metres))).toBeCloseTo(metres, 6);
    }
    expect(drivingSeconds(2000)).toBeCloseTo(266.7, 1);
  });
});
