import { useMemo } from 'react';
import type { EditEffect, PlannedRouteView, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import type { GanttRow } from '../../../components/charts/gantt/gantt-types.ts';
import { useScheme } from '../../../components/map/use-scheme.ts';
import { tokens } from '../../../lib/tokens.ts';
import { routeColour } from '../route-colours.ts';
import { brokenText, useEffectWords } from './effect-words.ts';
import { type MoveTarget, nextRouteNumber, spareVehicles, stopsOf } from './moves.ts';
import { type RowWords, routeRow, shiftOf } from './route-rows.ts';

/** A row, and where stops go that are put on it. */
export interface RouteRow {
  row: GanttRow;
  /** Null for vehicles that stand free. */
  route: PlannedRouteView | null;
  target: Pick<MoveTarget, 'route' | 'vehicle'>;
}

function useRowWords(plan: RoutePlanDetail): RowWords {
  const { t, format, currency } = useEffectWords(plan);
  const scheme = useScheme();
  return useMemo(() => {
    const names = new Map(plan.stops.map(({ number, name, reference }) => [number, name || reference]));
    const colours = new Map(plan.routes.map(({ number }, i) => [number, routeColour(i, scheme)]));
    return {
      title: ({ number, vehicleName, driver }) =>
        t('route.name', { number, vehicle: [vehicleName, driver].filter(Boolean).join(' · ') }),
      detail: ({ stops, loadShare, costMinor }) =>
        [
          t('route.stops', { count: stops.length, formatted: format.integer(stops.length) }),
          ...(loadShare === null ? [] : [t('route.full', { share: format.percent(loadShare, 0) })]),
          format.moneyMinor(costMinor, currency),
        ].join(' · '),
      visit: (stop) =>
        t('stop.label', {
          position: (stop.position ?? 0) + 1,
          name: stop.name || stop.reference,
          kind: t(`routes:stopKind.${stop.kind}`),
          time: format.time(stop.etaAt, plan.timeZone),
        }),
      broken: (limit) =>
        brokenText(limit, {
          t,
          format,
          stopName: limit.stop === null ? undefined : names.get(limit.stop),
        }),
      colour: ({ number }) => colours.get(number) ?? routeColour(plan.routes.length, scheme),
    };
  }, [plan, t, format, currency, scheme]);
}

/** The rows of a plan: its routes, then vehicles that stand free. */
function usePlanRows(plan: RoutePlanDetail, words: RowWords, withSpare: boolean): RouteRow[] {
  const { t, format } = useEffectWords(plan);
  return useMemo(() => {
    const stops = new Map(plan.stops.map((stop) => [stop.number, stop]));
    const vehicles = new Map(plan.vehicles.map((vehicle) => [vehicle.key, vehicle]));
    const shifts = new Map(plan.vehicles.map((vehicle) => [vehicle.key, shiftOf(plan, vehicle)]));
    const routes = plan.routes.map((route): RouteRow => {
      const vehicle = vehicles.get(route.vehicle);
      const shift = shifts.get(route.vehicle) ?? null;
      return {
        row: routeRow(route, stops, { vehicle, shift, words }),
        route,
        target: { route: route.number },
      };
    });
    if (!withSpare) return routes;
    const spare = spareVehicles(plan).map(({ key, name, depot, left }): RouteRow => {
      const row: GanttRow = {
        key: `spare-${key}`,
        title: t('route.spare', { vehicle: name, depot }),
        detail: t('route.spareLeft', { count: left, formatted: format.integer(left) }),
        colour: tokens.lineStrong,
        locked: false,
        span: null,
        shift: shifts.get(key) ?? null,
        visits: [],
        breaks: [],
        overloads: [],
        broken: [],
      };
      return { row, route: null, target: { route: nextRouteNumber(plan.routes), vehicle: key } };
    });
    return [...routes, ...spare];
  }, [plan, words, withSpare, t, format]);
}

/** Rows as they are, and as a move would make them; rows that do not change stay the same objects. */
export function useRouteRows(
  plan: RoutePlanDetail,
  effect: EditEffect | null,
  withSpare: boolean,
): { now: RouteRow[]; shown: RouteRow[] } {
  const words = useRowWords(plan);
  const now = usePlanRows(plan, words, withSpare);
  const shown = useMemo(() => {
    if (!effect) return now;
    const stops = stopsOf(effect);
    const changed = new Map(effect.routes.map((route) => [route.number, route]));
    return now.map((entry): RouteRow => {
      const { row, target } = entry;
      const route = target.route === null ? undefined : changed.get(target.route);
      if (!route || (target.vehicle !== undefined && target.vehicle !== route.vehicle)) return entry;
      const vehicle = plan.vehicles.find(({ key }) => key === route.vehicle);
      return {
        ...entry,
        row: { ...routeRow(route, stops, { vehicle, shift: row.shift, words }), key: row.key },
      };
    });
  }, [now, effect, plan, words]);
  return { now, shown };
}
