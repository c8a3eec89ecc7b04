import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arcBearing,
  arcLine,
  arcPoint,
  planeLatitude,
  planeLongitude,
  planeX,
  planeY,
} from '../../../../renderer/components/map/lanes.ts';

const coordinate = fc.record({
  latitude: fc.double({ min: -80, max: 80, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('the map plane', () => {
  it('takes degrees there and back', () => {
    fc.assert(
      fc.property(coordinate, ({ latitude, longitude }) => {
        expect(planeLatitude(planeY(latitude))).toBeCloseTo(latitude, 6);
        expect(planeLongitude(planeX(longitude))).toBeCloseTo(longitude, 6);
      }),
    );
  });

  it('stays finite at the poles', () => {
    expect(planeY(90)).toBeGreaterThanOrEqual(0);
    expect(planeY(-90)).toBeLessThanOrEqual(1);
  });
});

describe('an arc', () => {
  const west = { x: 0.4, y: 0.4 };
  const east = { x: 0.6, y: 0.4 };

  it('begins and ends at its places', () => {
    expect(arcPoint(west, east, 0)).toEqual(west);
    expect(arcPoint(west, east, 1)).toEqual(east);
  });

  it('keeps the ways there and back apart', () => {
    const there = arcPoint(west, east, 0.5);
    const back = arcPoint(east, west, 0.5);
    expect(there.y).toBeLessThan(0.4);
    expect(back.y).toBeGreaterThan(0.4);
  });

  it('turns its marks the way they travel', () => {
    expect(arcBearing(west, east, 0.5)).toBeCloseTo(90);
    expect(arcBearing(east, west, 0.5)).toBeCloseTo(270);
    expect(arcBearing({ x: 0.5, y: 0.6 }, { x: 0.5, y: 0.4 }, 0.5)).toBeCloseTo(0);
    expect(arcBearing(west, west, 0.5)).toBe(0);
  });

  it('can be drawn in parts that meet', () => {
    const done = arcLine(west, east, 0, 0.3);
    const ahead = arcLine(west, east, 0.3, 1);
    expect(done.at(-1)).toEqual(ahead[0]);
  });
});
