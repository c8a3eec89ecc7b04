import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planeX, planeY } from '../../../../renderer/components/map/lanes.ts';
import { ShipmentField } from '../../../../renderer/components/map/shipment-field.ts';
import type { MapShipments } from '../../../../renderer/components/map/types.ts';

const WORLD = { west: 0, north: 0, east: 1, south: 1 };

interface Made {
  from: [number, number];
  to: [number, number];
  fraction: number;
  late: boolean;
}

function columns(made: readonly Made[]): MapShipments {
  return {
    ids: made.map((_, i) => 100 + i),
    originLatitudes: made.map(({ from }) => from[0]),
    originLongitudes: made.map(({ from }) => from[1]),
    destinationLatitudes: made.map(({ to }) => to[0]),
    destinationLongitudes: made.map(({ to }) => to[1]),
    fractions: made.map(({ fraction }) => fraction),
    late: made.map(({ late }) => Number(late)),
  };
}

const place = fc.tuple(
  fc.double({ min: 36, max: 60, noNaN: true }),
  fc.double({ min: -10, max: 25, noNaN: true }),
);
const shipment = fc.record({
  from: place,
  to: place,
  fraction: fc.double({ min: 0, max: 1, noNaN: true }),
  late: fc.boolean(),
});

describe('merging marks', () => {
  it('loses no shipment and counts each once, at any zoom', () => {
    fc.assert(
      fc.property(fc.array(shipment, { maxLength: 300 }), fc.integer({ min: 1, max: 16 }), (made, zoom) => {
        const field = new ShipmentField(columns(made));
        const cells = field.cells(zoom, WORLD);
        expect(cells.reduce((sum, cell) => sum + cell.count, 0)).toBe(made.length);
        expect(cells.reduce((sum, cell) => sum + cell.late, 0)).toBe(made.filter(({ late }) => late).length);
        const members = cells.flatMap((cell) => field.members(zoom, cell.first));
        expect(new Set(members).size).toBe(made.length);
        for (const cell of cells) expect(field.members(zoom, cell.first)).toHaveLength(cell.count);
      }),
    );
  });

  it('parts what lies apart as one comes closer, and never what lies in one place', () => {
    const paris: [number, number] = [48.85, 2.35];
    const berlin: [number, number] = [52.52, 13.4];
    const still = { from: paris, to: berlin, fraction: 0, late: false };
    const near = { ...still, fraction: 0.02 };
    const field = new ShipmentField(columns([still, still, near]));
    expect(field.cells(2, WORLD)).toHaveLength(1);
    const parted = field.cells(12, WORLD);
    expect(parted.map(({ count }) => count).sort()).toEqual([1, 2]);
    const box = field.boxOf([0, 1]);
    expect(box.east - box.west).toBe(0);
  });

  it('gives only what the view holds', () => {
    const field = new ShipmentField(
      columns([
        { from: [40, -3], to: [41, -3], fraction: 0.5, late: false },
        { from: [59, 18], to: [60, 18], fraction: 0.5, late: true },
      ]),
    );
    const iberia = { west: planeX(-10), east: planeX(3), north: planeY(44), south: planeY(36) };
    expect(field.cells(9, iberia).map(({ first }) => field.id(first))).toEqual([100]);
  });
});

describe('flows', () => {
  it('join what goes from one origin into one neighbourhood, the largest first', () => {
    const lyon: [number, number] = [45.76, 4.84];
    const made: Made[] = [
      { from: lyon, to: [52.5, 13.4], fraction: 0.1, late: false },
      { from: lyon, to: [52.52, 13.41], fraction: 0.6, late: true },
      { from: lyon, to: [40.4, -3.7], fraction: 0.6, late: false },
    ];
    const flows = new ShipmentField(columns(made)).flows(4, WORLD, 10);
    expect(flows.map(({ count, late }) => [count, late])).toEqual([
      [2, 1],
      [1, 0],
    ]);
  });

  it('can be asked of one origin, and no more than wanted', () => {
    const made: Made[] = [
      { from: [45, 5], to: [52, 13], fraction: 0, late: false },
      { from: [45, 5], to: [40, -3], fraction: 0, late: false },
      { from: [50, 3], to: [52, 13], fraction: 0, late: false },
    ];
    const field = new ShipmentField(columns(made));
    expect(field.flows(5, WORLD, 10, { x: planeX(3), y: planeY(50) })).toHaveLength(1);
    expect(field.flows(5, WORLD, 2)).toHaveLength(2);
  });
});

describe('finding a shipment', () => {
  it('goes by its id', () => {
    const field = new ShipmentField(columns([{ from: [45, 5], to: [52, 13], fraction: 7, late: true }]));
    expect(field.indexOf(100)).toBe(0);
    expect(field.indexOf(5)).toBe(-1);
    expect(field.fraction(0)).toBe(1);
  });

  it('handles 50,000 of them in a moment', () => {
    const made = Array.from({ length: 50_000 }, (_, i): Made => {
      const at = (i * 0.61803) % 1;
      return {
        from: [45 + (i % 40) / 10, 5],
        to: [40 + at * 15, -5 + ((i * 7) % 30)],
        fraction: at,
        late: i % 9 === 0,
      };
    });
    const start = performance.now();
    const field = new ShipmentField(columns(made));
    for (const zoom of [4, 5, 6]) {
      field.cells(zoom, WORLD);
      field.flows(zoom, WORLD, 140);
    }
    expect(performance.now() - start).toBeLessThan(1500);
  });
});
