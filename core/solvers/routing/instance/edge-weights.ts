import type { Rounder } from './rounding.ts';
import { lineError, RoutingFileError } from './routing-file-error.ts';
import type { VrplibText } from './vrplib-text.ts';

type Metric = (dx: number, dy: number) => number;

const METRICS: Record<string, Metric> = {
  EUC_2D: euclid,
  EXACT_2D: euclid,
  FLOOR_2D: (dx, dy) => Math.floor(euclid(dx, dy)),
  CEIL_2D: (dx, dy) => Math.ceil(euclid(dx, dy)),
  MAN_2D: (dx, dy) => Math.abs(dx) + Math.abs(dy),
  MAX_2D: (dx, dy) => Math.max(Math.abs(dx), Math.abs(dy)),
  ATT: (dx, dy) => Math.ceil(Math.sqrt((dx * dx + dy * dy) / 10)),
};

/** Radius and pi of TSPLIB's GEO distances, as its authors fixed them. */
const GEO_RADIUS = 6378.388;
const GEO_PI = Math.PI;

function euclid(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}

/** Distances from place to place, row by row, in the problem's numbers. @throws RoutingFileError */
export function edgeWeights(file: VrplibText, dimension: number, rounder: Rounder): Float64Array {
  const type =
    file.text('EDGE_WEIGHT_TYPE') ?? (file.sections.has('EDGE_WEIGHT_SECTION') ? 'EXPLICIT' : 'EUC_2D');
  if (type === 'EXPLICIT') return explicitWeights(file, dimension, rounder);
  const points = file.table('NODE_COORD_SECTION', dimension, 'node', 2);
  if (!points) throw new RoutingFileError('NODE_COORD_SECTION', `is missing, and ${type} distances need it`);
  if (type === 'GEO') return geographic(points, rounder);
  const metric = METRICS[type];
  if (metric) return planeWeights(points, metric, rounder);
  const known = [...Object.keys(METRICS), 'GEO', 'EXPLICIT'].join(', ');
  throw lineError(
    file.lineOf('EDGE_WEIGHT_TYPE'),
    'EDGE_WEIGHT_TYPE',
    `${type} is not known; known are ${known}`,
  );
}

/** Straight-line distances between points of a plane. */
export function planeWeights(points: readonly number[][], metric: Metric, rounder: Rounder): Float64Array {
  const count = points.length;
  const weights = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    const [x, y] = points[i] as [number, number];
    for (let j = 0; j < i; j++) {
      const [otherX, otherY] = points[j] as [number, number];
      const weight = rounder.apply(metric(x - otherX, y - otherY));
      weights[i * count + j] = weight;
      weights[j * count + i] = weight;
    }
  }
  return weights;
}

export const straightLine: Metric = euclid;

/** TSPLIB's GEO: coordinates are degrees and minutes (DDD.MM), distances whole kilometres. */
function geographic(points: readonly number[][], rounder: Rounder): Float64Array {
  const radians = points.map((point) =>
    point.map((value) => {
      const degrees = Math.trunc(value);
      return (GEO_PI * (degrees + (5 * (value - degrees)) / 3)) / 180;
    }),
  );
  const count = points.length;
  const weights = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    const [latitude, longitude] = radians[i] as [number, number];
    for (let j = 0; j < count; j++) {
      if (i === j) continue;
      const [otherLatitude, otherLongitude] = radians[j] as [number, number];
      const q1 = Math.cos(longitude - otherLongitude);
      const q2 = Math.cos(latitude - otherLatitude);
      const q3 = Math.cos(latitude + otherLatitude);
      const angle = Math.acos(0.5 * ((1 + q1) * q2 - (1 - q1) * q3));
      weights[i * count + j] = rounder.apply(Math.trunc(GEO_RADIUS * angle + 1));
    }
  }
  return weights;
}

/** Where the nth number of a half matrix belongs: the columns of each row. Column-wise forms are the transposed row-wise ones. */
const HALVES: Record<string, (row: number, dimension: number) => [from: number, to: number]> = {
  UPPER_ROW: (row, dimension) => [row + 1, dimension],
  LOWER_ROW: (row) => [0, row],
  UPPER_DIAG_ROW: (row, dimension) => [row, dimension],
  LOWER_DIAG_ROW: (row) => [0, row + 1],
  LOWER_COL: (row, dimension) => [row + 1, dimension],
  UPPER_COL: (row) => [0, row],
  LOWER_DIAG_COL: (row, dimension) => [row, dimension],
  UPPER_DIAG_COL: (row) => [0, row + 1],
};

function explicitWeights(file: VrplibText, dimension: number, rounder: Rounder): Float64Array {
  const given = file.require(file.stream('EDGE_WEIGHT_SECTION'), 'EDGE_WEIGHT_SECTION');
  const line = file.lineOf('EDGE_WEIGHT_SECTION');
  const format = file.text('EDGE_WEIGHT_FORMAT') ?? 'FULL_MATRIX';
  const half = HALVES[format];
  if (format !== 'FULL_MATRIX' && !half) {
    const known = ['FULL_MATRIX', ...Object.keys(HALVES)].join(', ');
    throw lineError(
      file.lineOf('EDGE_WEIGHT_FORMAT'),
      'EDGE_WEIGHT_FORMAT',
      `${format} is not known; known are ${known}`,
    );
  }
  const spans = Array.from(
    { length: dimension },
    (_, row): [number, number] => half?.(row, dimension) ?? [0, dimension],
  );
  const needed = spans.reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0);
  if (given.length !== needed) {
    throw lineError(
      line,
      'EDGE_WEIGHT_SECTION',
      `has ${given.length} numbers; ${format} of ${dimension} nodes needs ${needed}`,
    );
  }
  const negative = given.findIndex((value) => value < 0);
  if (negative >= 0) throw lineError(line, 'EDGE_WEIGHT_SECTION', `its number ${negative + 1} is below 0`);
  const weights = new Float64Array(dimension * dimension);
  let next = 0;
  spans.forEach(([from, to], row) => {
    for (let column = from; column < to; column++) {
      const weight = rounder.apply(given[next] as number);
      next += 1;
      weights[row * dimension + column] = weight;
      if (half) weights[column * dimension + row] = weight;
    }
  });
  return weights;
}
