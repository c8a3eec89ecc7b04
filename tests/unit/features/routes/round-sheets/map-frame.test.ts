import { describe, expect, it } from 'vitest';
import {
  clipRing,
  mapFrame,
  type Spot,
  scaleBar,
  spreadBadges,
} from '../../../../../core/features/routes/round-sheets/map-frame.ts';

const BOX = { x: 0, y: 0, width: 400, height: 200 };

describe('a map on paper', () => {
  it('shows every point within its margin, north up', () => {
    const points = [
      { latitude: 51.4, longitude: 6.7 },
      { latitude: 51.6, longitude: 7.5 },
      { latitude: 50.9, longitude: 6.9 },
    ];
    const frame = mapFrame(points, BOX);
    for (const { longitude, latitude } of points) {
      const [x, y] = frame.at(longitude, latitude);
      expect(x).toBeGreaterThan(20);
      expect(x).toBeLessThan(380);
      expect(y).toBeGreaterThan(20);
      expect(y).toBeLessThan(180);
    }
    expect(frame.at(7, 51.6)[1]).toBeLessThan(frame.at(7, 51.4)[1]);
  });

  it('shows the neighbourhood of a single place', () => {
    const frame = mapFrame([{ latitude: 48.85, longitude: 2.35 }], BOX);
    expect(frame.metresPerPoint * 400).toBeGreaterThan(3_000);
    expect(frame.at(2.35, 48.85)).toEqual([200, 100]);
  });

  it('keeps of an area what lies in the box', () => {
    const ring: Spot[] = [
      [-100, -100],
      [200, -100],
      [200, 100],
      [-100, 100],
    ];
    const clipped = clipRing(ring, BOX);
    expect(clipped).toHaveLength(4);
    expect(clipped.every(([x, y]) => x >= 0 && x <= 200 && y >= 0 && y <= 100)).toBe(true);
    expect(
      clipRing(
        ring.map(([x, y]): Spot => [x + 900, y]),
        BOX,
      ),
    ).toEqual([]);
  });

  it('spreads the numbers of one spot, all within the box', () => {
    const badges = spreadBadges(
      Array.from({ length: 12 }, (): Spot => [5, 5]),
      6,
      BOX,
    );
    badges.forEach(([x, y], i) => {
      expect(x).toBeGreaterThanOrEqual(6);
      expect(y).toBeGreaterThanOrEqual(6);
      for (const other of badges.slice(i + 1))
        expect(Math.hypot(other[0] - x, other[1] - y)).toBeGreaterThan(8);
    });
  });

  it('measures in round lengths', () => {
    expect(scaleBar(100, 90)).toEqual({ metres: 5_000, points: 50 });
    expect(scaleBar(10, 90)).toEqual({ metres: 500, points: 50 });
  });
});
