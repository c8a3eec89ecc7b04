/**
 * The arc that a shipment is drawn along. All in the map's own plane: web Mercator, x and y from 0 to 1, y growing southwards.
 * The arc is a quadratic curve that bulges to the right of the direction of travel, so that the ways there and back are two.
 */

export interface PlanePoint {
  x: number;
  y: number;
}

const BULGE = 0.13;

/** Longitude in degrees to the plane. */
export function planeX(longitude: number): number {
  return (longitude + 180) / 360;
}

/** Latitude in degrees to the plane (clamped where Mercator ends). */
export function planeY(latitude: number): number {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, latitude)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export function planeLongitude(x: number): number {
  return x * 360 - 180;
}

export function planeLatitude(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}

/** The curve's middle control point: off the straight line's middle, to the right of the way. */
function control(from: PlanePoint, to: PlanePoint): PlanePoint {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  return { x: (from.x + to.x) / 2 + dy * BULGE, y: (from.y + to.y) / 2 - dx * BULGE };
}

/** The point at `fraction` (0 to 1) of the arc. */
export function arcPoint(from: PlanePoint, to: PlanePoint, fraction: number): PlanePoint {
  const middle = control(from, to);
  const a = (1 - fraction) ** 2;
  const b = 2 * fraction * (1 - fraction);
  const c = fraction ** 2;
  return { x: a * from.x + b * middle.x + c * to.x, y: a * from.y + b * middle.y + c * to.y };
}

/** Direction of travel at `fraction` of the arc: degrees clockwise from north, as icons are turned. */
export function arcBearing(from: PlanePoint, to: PlanePoint, fraction: number): number {
  const middle = control(from, to);
  const dx = (1 - fraction) * (middle.x - from.x) + fraction * (to.x - middle.x);
  const dy = (1 - fraction) * (middle.y - from.y) + fraction * (to.y - middle.y);
  return dx === 0 && dy === 0 ? 0 : ((Math.atan2(dx, -dy) * 180) / Math.PI + 360) % 360;
}

/** Longitude and latitude pairs along the arc between two fractions. */
export function arcLine(
  from: PlanePoint,
  to: PlanePoint,
  start = 0,
  end = 1,
  steps = 24,
): [number, number][] {
  const line: [number, number][] = [];
  for (let step = 0; step <= steps; step++) {
    const { x, y } = arcPoint(from, to, start + ((end - start) * step) / steps);
    line.push([planeLongitude(x), planeLatitude(y)]);
  }
  return line;
}
