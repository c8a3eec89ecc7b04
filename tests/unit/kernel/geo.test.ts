import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundingBox,
  boxAround,
  contains,
  distanceMetres,
  initialBearingDegrees,
  interpolate,
  isNullIsland,
  isPoint,
  normaliseLongitude,
  type Point,
} from '../../../core/kernel/geo.ts';

const paris: Point = { latitude: 48.8566, longitude: 2.3522 };
const berlin: Point = { latitude: 52.52, longitude: 13.405 };
const tokyo: Point = { latitude: 35.6895, longitude: 139.6917 };
const losAngeles: Point = { latitude: 34.0522, longitude: -118.2437 };

const anyPoint = fc.record({
  latitude: fc.double({ min: -89, max: 89, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('distance', () => {
  it('agrees with published distances within 0.5 %', () => {
    expect(distanceMetres(paris, berlin) / 1000).toBeCloseTo(877.5, 0);
    expect(distanceMetres(tokyo, losAngeles) / 1000).toBeGreaterThan(8770);
    expect(distanceMetres(tokyo, losAngeles) / 1000).toBeLessThan(8860);
  });

  it("is half the earth's girth between antipodes", () => {
    const there = { latitude: 0, longitude: 0 };
    const back = { latitude: 0, longitude: 180 };
    expect(distanceMetres(there, back)).toBeCloseTo(Math.PI * 6_371_008.8, 3);
  });

  it('is symmetric, zero for itself, and keeps the triangle inequality', () => {
    fc.assert(
      fc.property(anyPoint, anyPoint, anyPoint, (a, b, c) => {
        expect(distanceMetres(a, b)).toBeCloseTo(distanceMetres(b, a), 4);
        expect(distanceMetres(a, a)).toBe(0);
        expect(distanceMetres(a, c)).toBeLessThanOrEqual(distanceMetres(a, b) + distanceMetres(b, c) + 1);
      }),
    );
  });
});

describe('position along a lane', () => {
  it('splits the distance in the given proportion', () => {
    fc.assert(
      fc.property(anyPoint, anyPoint, fc.double({ min: 0, max: 1, noNaN: true }), (from, to, fraction) => {
        const whole = distanceMetres(from, to);
        fc.pre(whole > 1 && whole < 19_900_000);
        const here = interpolate(from, to, fraction);
        expect(isPoint(here)).toBe(true);
        expect(Math.abs(distanceMetres(from, here) - whole * fraction)).toBeLessThan(1);
      }),
    );
  });

  it('stays at the ends outside 0..1', () => {
    expect(interpolate(paris, berlin, -1)).toEqual(paris);
    expect(interpolate(paris, berlin, Number.NaN)).toEqual(paris);
    expect(interpolate(paris, berlin, 2)).toEqual(berlin);
    expect(interpolate(paris, paris, 0.5)).toEqual(paris);
  });

  it('crosses the antimeridian the short way', () => {
    const middle = interpolate(tokyo, losAngeles, 0.5);
    expect(Math.abs(middle.longitude)).toBeGreaterThan(150);
  });
});

describe('bearing', () => {
  it('points along the compass', () => {
    const origin = { latitude: 0, longitude: 0 };
    expect(initialBearingDegrees(origin, { latitude: 10, longitude: 0 })).toBeCloseTo(0);
    expect(initialBearingDegrees(origin, { latitude: 0, longitude: 10 })).toBeCloseTo(90);
    expect(initialBearingDegrees(origin, { latitude: -10, longitude: 0 })).toBeCloseTo(180);
    expect(initialBearingDegrees(origin, { latitude: 0, longitude: -10 })).toBeCloseTo(270);
    expect(initialBearingDegrees(paris, berlin)).toBeCloseTo(58.3, 0);
  });
});

describe('boxes', () => {
  it('holds every point that it was made of', () => {
    fc.assert(
      fc.property(fc.array(anyPoint, { minLength: 1 }), (points) => {
        const box = boundingBox(points);
        expect(box).not.toBeNull();
        for (const point of points) expect(box && contains(box, point)).toBe(true);
      }),
    );
  });

  it('is narrow across the antimeridian', () => {
    expect(
      boundingBox([
        { latitude: -18, longitude: 178 },
        { latitude: -14, longitude: -171 },
      ]),
    ).toEqual({ south: -18, north: -14, west: 178, east: -171 });
    expect(boundingBox([])).toBeNull();
  });

  it('around a centre holds all that is near', () => {
    fc.assert(
      fc.property(
        anyPoint,
        anyPoint,
        fc.double({ min: 1, max: 5_000_000, noNaN: true }),
        (centre, other, radius) => {
          fc.pre(distanceMetres(centre, other) < radius * 0.999);
          expect(contains(boxAround(centre, radius), other)).toBe(true);
        },
      ),
    );
  });
});

describe('validation', () => {
  it('refuses what is no place', () => {
    expect(isPoint(paris)).toBe(true);
    expect(isPoint({ latitude: 91, longitude: 0 })).toBe(false);
    expect(isPoint({ latitude: Number.NaN, longitude: 0 })).toBe(false);
    expect(isPoint({ latitude: '48', longitude: 2 })).toBe(false);
    expect(isPoint(null)).toBe(false);
    expect(isNullIsland({ latitude: 0, longitude: 0 })).toBe(true);
    expect(isNullIsland(paris)).toBe(false);
    expect(normaliseLongitude(190)).toBe(-170);
    expect(normaliseLongitude(-541)).toBe(179);
    expect(normaliseLongitude(180)).toBe(180);
  });
});
