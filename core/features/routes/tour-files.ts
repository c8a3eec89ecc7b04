import type { PlannedRouteView, PlannedStopView, RoutePlanDetail } from '../../contract/routes.ts';
import { type Cell, csvLine, csvStyle } from '../exports/index.ts';

/** Columns of the file that is read back: their keys never change with the language. */
export const TOUR_COLUMNS = [
  'stop',
  'route',
  'position',
  'vehicle',
  'driver',
  'kind',
  'reference',
  'name',
  'address',
  'latitude',
  'longitude',
  'arrival',
  'eta',
  'departure',
  'windowFrom',
  'windowTo',
  'weightKg',
  'volumeLitres',
  'pallets',
  'distanceKm',
  'leftOut',
  'outcome',
  'actual',
  'remark',
] as const;

type Row = { stop: PlannedStopView; route: PlannedRouteView | null };

function rowsOf({ routes, stops }: RoutePlanDetail): Row[] {
  const byNumber = new Map(stops.map((stop) => [stop.number, stop]));
  const visited = routes.flatMap((route) =>
    route.stops.map((number) => ({ stop: byNumber.get(number) as PlannedStopView, route })),
  );
  return [...visited, ...stops.filter(({ route }) => route === null).map((stop) => ({ stop, route: null }))];
}

/** Every stop in its order, then what was left out; with empty columns for what becomes of it. */
export function tourCsv(plan: RoutePlanDetail, language: 'en' | 'fr'): string {
  const style = csvStyle(language, plan.timeZone);
  const at = (instant: number | null | undefined): Cell =>
    instant === null || instant === undefined ? null : { instant };
  const lines = rowsOf(plan).map(({ stop, route }) => {
    const cells: Record<(typeof TOUR_COLUMNS)[number], Cell> = {
      stop: stop.number,
      route: stop.route,
      position: stop.position === null ? null : stop.position + 1,
      vehicle: route?.vehicleName ?? null,
      driver: route?.driver ?? null,
      kind: stop.kind,
      reference: stop.reference,
      name: stop.name,
      address: stop.address,
      latitude: stop.latitude,
      longitude: stop.longitude,
      arrival: at(stop.arrivesAt),
      eta: at(stop.etaAt),
      departure: at(stop.departsAt),
      windowFrom: at(stop.windows[0]?.from),
      windowTo: at(stop.windows.at(-1)?.to),
      weightKg: stop.load.weightGrams / 1000,
      volumeLitres: stop.load.volumeMillilitres / 1000,
      pallets: stop.load.pallets,
      distanceKm: stop.distanceMetres === null ? null : stop.distanceMetres / 1000,
      leftOut: stop.leftOut,
      outcome: stop.outcome,
      actual: at(stop.actualAt),
      remark: stop.remark,
    };
    return csvLine(
      TOUR_COLUMNS.map((column) => cells[column]),
      style,
    );
  });
  return `\uFEFF${csvLine([...TOUR_COLUMNS], style)}${lines.join('')}`;
}

function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return (
    text
      .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
      // Signs that XML has no way to write.
      .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
  );
}

type Located = PlannedStopView & { latitude: number; longitude: number };

function tourStops(plan: RoutePlanDetail, route: PlannedRouteView): Located[] {
  const byNumber = new Map(plan.stops.map((stop) => [stop.number, stop]));
  return route.stops.map((number) => byNumber.get(number) as Located);
}

function depotOf(plan: RoutePlanDetail, { depot }: PlannedRouteView) {
  return plan.depots.find(({ code }) => code === depot);
}

/** One route a tour (GPX 1.1), from its depot and back, with the planned times. */
export function tourGpx(plan: RoutePlanDetail): string {
  const point = (at: { latitude: number; longitude: number }, name: string, time: number, text = '') =>
    `<rtept lat="${at.latitude}" lon="${at.longitude}"><time>${new Date(time).toISOString()}</time><name>${escapeXml(name)}</name>${text ? `<desc>${escapeXml(text)}</desc>` : ''}</rtept>`;
  const tours = plan.routes.map((route) => {
    const depot = depotOf(plan, route);
    const visits = tourStops(plan, route).map((stop) =>
      point(stop, stop.name, stop.etaAt ?? route.leavesAt, `${stop.reference} ${stop.address}`),
    );
    const ends = depot
      ? [point(depot, depot.name, route.leavesAt), point(depot, depot.name, route.returnsAt)]
      : ['', ''];
    return `<rte><name>${escapeXml(`${route.number} ${route.vehicleName}`)}</name><number>${route.number}</number>${ends[0]}${visits.join('')}${ends[1]}</rte>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Vigie" xmlns="http://www.topografix.com/GPX/1/1"><metadata><name>${escapeXml(plan.name)}</name></metadata>${tours.join('\n')}</gpx>\n`;
}

/** A line a tour and a point a stop (RFC 7946). */
export function tourGeoJson(plan: RoutePlanDetail): string {
  const at = ({ latitude, longitude }: { latitude: number; longitude: number }) => [longitude, latitude];
  const time = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
  const lines = plan.routes.map((route) => {
    const depot = depotOf(plan, route);
    const ends = depot ? [at(depot)] : [];
    return {
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: [...ends, ...tourStops(plan, route).map(at), ...ends] },
      properties: {
        route: route.number,
        vehicle: route.vehicleName,
        driver: route.driver,
        depot: route.depot,
        leaves: time(route.leavesAt),
        returns: time(route.returnsAt),
        distanceMetres: route.distanceMetres,
        costMinor: route.costMinor,
      },
    };
  });
  const points = rowsOf(plan).flatMap(({ stop }) => {
    const { latitude, longitude } = stop;
    if (latitude === null || longitude === null) return [];
    const { number, route, position, kind, reference, name, address, leftOut } = stop;
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: at({ latitude, longitude }) },
      properties: {
        stop: number,
        route,
        position,
        kind,
        reference,
        name,
        address,
        leftOut,
        eta: time(stop.etaAt),
      },
    };
  });
  return JSON.stringify({ type: 'FeatureCollection', features: [...lines, ...points] });
}
