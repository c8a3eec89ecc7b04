import type { Feature, LineString, Point } from 'geojson';
import { arcLine, arcPoint, type PlanePoint, planeLatitude, planeLongitude } from './lanes.ts';
import type { Flow, ShipmentCell, ShipmentField } from './shipment-field.ts';
import type { MapFacility } from './types.ts';

/** Lanes and groups with at least this share of late shipments are drawn as late. */
const LATE_SHARE = 0.25;

function point({ x, y }: PlanePoint): Point {
  return { type: 'Point', coordinates: [planeLongitude(x), planeLatitude(y)] };
}

function line(coordinates: [number, number][]): LineString {
  return { type: 'LineString', coordinates };
}

export function facilityFeature({ code, name, kind, health, latitude, longitude }: MapFacility): Feature {
  return {
    type: 'Feature',
    properties: { code, name, kind, health },
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
  };
}

export function cellFeature(cell: ShipmentCell, field: ShipmentField, short: Intl.NumberFormat): Feature {
  const { count, late, first } = cell;
  const single = count === 1;
  return {
    type: 'Feature',
    properties: {
      count,
      late,
      first,
      mostlyLate: late / count >= LATE_SHARE,
      bearing: single ? field.bearing(first) : 0,
      label: single ? '' : short.format(count),
      lateLabel: !single && late > 0 ? `\n▲${short.format(late)}` : '',
    },
    geometry: point(cell),
  };
}

export function flowFeature({ from, to, count, late, first }: Flow): Feature {
  return {
    type: 'Feature',
    properties: { count, lateCount: late, late: late / count >= LATE_SHARE, first },
    geometry: line(arcLine(from, to)),
  };
}

/** One shipment's whole way: behind it, ahead of it, its ends and its mark. */
export function focusFeatures(field: ShipmentField, index: number): Feature[] {
  const from = field.from(index);
  const to = field.to(index);
  const at = field.fraction(index);
  const late = field.isLate(index);
  const part = (name: string, geometry: Point | LineString): Feature => ({
    type: 'Feature',
    properties: { part: name, late, first: index, bearing: field.bearing(index) },
    geometry,
  });
  return [
    part('ahead', line(arcLine(from, to, at, 1))),
    part('done', line(arcLine(from, to, 0, at))),
    part('end', point(from)),
    part('end', point(to)),
    part('mark', point(arcPoint(from, to, at))),
  ];
}

export function haloFeature({ latitude, longitude }: MapFacility, firm: boolean): Feature {
  return {
    type: 'Feature',
    properties: { firm },
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
  };
}
