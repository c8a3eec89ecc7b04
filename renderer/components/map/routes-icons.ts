import type { StopMark } from './routes-map-types.ts';

const SIZE = 40;
const MIDDLE = SIZE / 2;
/** In pixels of the image, which has two for each on screen. */
const RADIUS = 11;
/** What MapLibre takes for a distance field: an edge at three quarters, eight pixels of fall. */
const FALL_PIXELS = 8;
const EDGE = 0.25;

type Distance = (x: number, y: number) => number;

/** Negative within the shape. */
const DISTANCES: Record<StopMark, Distance> = {
  delivery: (x, y) => Math.hypot(x, y) - RADIUS,
  collection: (x, y) => (Math.abs(x) + Math.abs(y)) / Math.SQRT2 - RADIUS * 0.95,
  transfer: (x, y) => Math.max(Math.abs(x), Math.abs(y)) - RADIUS * 0.9,
};

export interface FieldImage {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** The mark of a kind of stop as a distance field, so that one image takes every colour and a clean rim. */
export function stopImage(mark: StopMark): FieldImage {
  const data = new Uint8ClampedArray(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const distance = DISTANCES[mark](x + 0.5 - MIDDLE, y + 0.5 - MIDDLE);
      const at = (y * SIZE + x) * 4;
      data.fill(255, at, at + 3);
      data[at + 3] = 255 - 255 * (distance / FALL_PIXELS + EDGE);
    }
  return { width: SIZE, height: SIZE, data };
}
