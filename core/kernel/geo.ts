/**
 * Places on the sphere. Degrees outside, radians inside; latitudes -90..90, longitudes -180..180 (WGS 84).
 * Distances are great-circle metres on a sphere of the earth's mean radius: at most 0.5 % off the ellipsoid.
 */

export type Point = { latitude: number; longitude: number };

/** `west > east` means that the box crosses the antimeridian. */
export type BoundingBox = { south: number; west: number; north: number; east: number };

/** Mean radius R1 of the GRS 80 ellipsoid, in metres (IUGG). */
export const EARTH_RADIUS_METRES = 6_371_008.8;

const RADIANS = Math.PI / 180;

/** True for finite coordinates inside the WGS 84 ranges. */
export function isPoint(
  value: { latitude?: unknown; longitude?: unknown } | null | undefined,
): value is Point {
  return isLatitude(value?.latitude) && isLongitude(value?.longitude);
}

export function isLatitude(value: unknown): value is number {
  return typeof value === 'number' && value >= -90 && value <= 90;
}

export function isLongitude(value: unknown): value is number {
  return typeof value === 'number' && value >= -180 && value <= 180;
}

/** True for 0,0: valid, but in practice a missing coordinate (it lies in the Gulf of Guinea). */
export function isNullIsland(point: Point): boolean {
  return Math.abs(point.latitude) < 1e-6 && Math.abs(point.longitude) < 1e-6;
}

/** A longitude of any size, brought into -180..180. */
export function normaliseLongitude(longitude: number): number {
  if (longitude >= -180 && longitude <= 180) return longitude;
  const turned = (((longitude + 180) % 360) + 360) % 360;
  return turned - 180;
}

/** Great-circle distance in metres (haversine: stable for short distances; R. W. Sinnott, 1984). */
export function distanceMetres(from: Point, to: Point): number {
  return centralAngle(from, to) * EARTH_RADIUS_METRES;
}

function centralAngle(from: Point, to: Point): number {
  const sinLatitude = Math.sin(((to.latitude - from.latitude) * RADIANS) / 2);
  const sinLongitude = Math.sin(((to.longitude - from.longitude) * RADIANS) / 2);
  const cosines = Math.cos(from.latitude * RADIANS) * Math.cos(to.latitude * RADIANS);
  const h = sinLatitude * sinLatitude + cosines * sinLongitude * sinLongitude;
  return 2 * Math.asin(Math.sqrt(Math.min(1, h)));
}

/**
 * The point at `fraction` (0 = from, 1 = to; clamped) of the great circle between two points
 * (spherical linear interpolation). For antipodes, any great circle is as good: the straight blend in degrees is given.
 */
export function interpolate(from: Point, to: Point, fraction: number): Point {
  if (!(fraction > 0)) return { ...from };
  if (fraction >= 1) return { ...to };
  const angle = centralAngle(from, to);
  const sinAngle = Math.sin(angle);
  if (sinAngle < 1e-12) return blend(from, to, fraction);
  const a = Math.sin((1 - fraction) * angle) / sinAngle;
  const b = Math.sin(fraction * angle) / sinAngle;
  const fromCos = a * Math.cos(from.latitude * RADIANS);
  const toCos = b * Math.cos(to.latitude * RADIANS);
  const x = fromCos * Math.cos(from.longitude * RADIANS) + toCos * Math.cos(to.longitude * RADIANS);
  const y = fromCos * Math.sin(from.longitude * RADIANS) + toCos * Math.sin(to.longitude * RADIANS);
  const z = a * Math.sin(from.latitude * RADIANS) + b * Math.sin(to.latitude * RADIANS);
  return { latitude: Math.atan2(z, Math.hypot(x, y)) / RADIANS, longitude: Math.atan2(y, x) / RADIANS };
}

function blend(from: Point, to: Point, fraction: number): Point {
  return {
    latitude: from.latitude + (to.latitude - from.latitude) * fraction,
    longitude: from.longitude + (to.longitude - from.longitude) * fraction,
  };
}

/** Compass direction in which the great circle leaves `from` towards `to`: degrees 0..360 clockwise from north; 0 for equal points. */
export function initialBearingDegrees(from: Point, to: Point): number {
  const difference = (to.longitude - from.longitude) * RADIANS;
  const y = Math.sin(difference) * Math.cos(to.latitude * RADIANS);
  const x =
    Math.cos(from.latitude * RADIANS) * Math.sin(to.latitude * RADIANS) -
    Math.sin(from.latitude * RADIANS) * Math.cos(to.latitude * RADIANS) * Math.cos(difference);
  return (Math.atan2(y, x) / RADIANS + 360) % 360;
}

/**
 * The smallest box that holds every point: of all boxes, the one with the least width in longitude,
 * so points on both sides of the antimeridian give a box with `west > east`. Null for no points.
 */
export function boundingBox(points: Iterable<Point>): BoundingBox | null {
  const longitudes: number[] = [];
  let south = 90;
  let north = -90;
  for (const { latitude, longitude } of points) {
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
    longitudes.push(longitude);
  }
  if (longitudes.length === 0) return null;
  return { south, north, ...narrowestSpan(longitudes) };
}

function narrowestSpan(longitudes: number[]): { west: number; east: number } {
  const sorted = Float64Array.from(longitudes).sort();
  let west = sorted[0] ?? 0;
  let east = sorted[sorted.length - 1] ?? 0;
  let widestGap = west + 360 - east;
  for (let i = 1; i < sorted.length; i++) {
    const before = sorted[i - 1] ?? 0;
    const after = sorted[i] ?? 0;
    if (after - before > widestGap) {
      widestGap = after - before;
      west = after;
      east = before;
    }
  }
  return { west, east };
}

/** True if the point lies in the box, its edges included. */
export function contains(box: BoundingBox, point: Point): boolean {
  if (point.latitude < box.south || point.latitude > box.north) return false;
  if (box.west <= box.east) return point.longitude >= box.west && point.longitude <= box.east;
  return point.longitude >= box.west || point.longitude <= box.east;
}

/** A box around `centre` that holds every point within `radiusMetres`; the cheap first filter before `distanceMetres`. */
export function boxAround(centre: Point, radiusMetres: number): BoundingBox {
  const angle = radiusMetres / EARTH_RADIUS_METRES;
  const south = centre.latitude - angle / RADIANS;
  const north = centre.latitude + angle / RADIANS;
  if (south <= -90 || north >= 90 || angle >= Math.PI) {
    return { south: Math.max(-90, south), north: Math.min(90, north), west: -180, east: 180 };
  }
  const reach = Math.asin(Math.min(1, Math.sin(angle) / Math.cos(centre.latitude * RADIANS))) / RADIANS;
  return {
    south,
    north,
    west: normaliseLongitude(centre.longitude - reach),
    east: normaliseLongitude(centre.longitude + reach),
  };
}
