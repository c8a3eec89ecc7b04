import { beforeAll, describe, expect, it } from 'vitest';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import {
  besideTarget,
  holdOn,
  isAlreadyAt,
  nextRouteNumber,
  spareVehicles,
  summarise,
} from '../../../../renderer/features/routes/gantt/moves.ts';
import { lateSince, overloads, routeRow } from '../../../../renderer/features/routes/gantt/route-rows.ts';
import {
  listRows,
  markOf,
  nextRoute,
  nextSlot,
  slots,
  stopsBetween,
  targetOn,
} from '../../../../renderer/features/routes/list/list-rows.ts';
import { MadeUpPlan } from '../../../helpers/made-up-plan.ts';

const NONE: ReadonlySet<number> = new Set();
const made = new MadeUpPlan(40);
let plan: RoutePlanDetail;
const routeAt = (index: number) => plan.routes[index] as RoutePlanDetail['routes'][number];
const stopOf = (number: number) =>
  plan.stops.find((stop) => stop.number === number) as RoutePlanDetail['stops'][number];

beforeAll(() => {
  plan = made.detail();
  expect(plan.routes.length).toBeGreaterThan(1);
});

describe('carrying stops', () => {
  it('knows where they are already', () => {
    const [first = 0, second = 0, third = 0] = routeAt(0).stops;
    const route = routeAt(0).number;
    expect(isAlreadyAt(plan, [second], { route, position: 1 })).toBe(true);
    expect(isAlreadyAt(plan, [second, third], { route, position: 1 })).toBe(true);
    expect(isAlreadyAt(plan, [third, first], { route, position: 0 })).toBe(false);
    expect(isAlreadyAt(plan, [first], { route })).toBe(false);
    expect(isAlreadyAt(plan, [1], { route: null })).toBe(true);
    expect(isAlreadyAt(plan, [1, first], { route: null })).toBe(false);
  });

  it('is held by locks of stops and of routes', () => {
    const locked = plan.stops.find((stop) => stop.locked && stop.route !== null);
    const free = routeAt(0).stops.find((number) => !stopOf(number).locked) ?? 0;
    expect(holdOn(plan, [locked?.number ?? 0])).toBe('lockedStop');
    expect(holdOn(plan, [free])).toBeNull();
    expect(stopOf(1)).toMatchObject({ locked: true, route: null });
    expect(holdOn(plan, [1])).toBeNull();
    const routes = plan.routes.map((route) => ({ ...route, locked: route.number === routeAt(0).number }));
    expect(holdOn({ ...plan, routes }, [free])).toBe('lockedRoute');
  });

  it('goes along a route up to its ends', () => {
    const { number, stops } = routeAt(0);
    const carried = stops.slice(0, 1);
    expect(besideTarget(routeAt(0), carried, { position: 0, step: -1 })).toBeNull();
    expect(besideTarget(routeAt(0), carried, { position: 0, step: 1 })).toEqual({
      route: number,
      position: 1,
    });
    const last = stops.length - 1;
    expect(besideTarget(routeAt(0), carried, { position: last, step: 1 })).toBeNull();
  });

  it('counts the vehicles that stand free, and numbers the route that one of them begins', () => {
    const [spare] = spareVehicles(plan);
    expect(spare?.left).toBe((plan.vehicles[0]?.count ?? 0) - plan.routes.length);
    expect(nextRouteNumber(plan.routes)).toBe(Math.max(...plan.routes.map(({ number }) => number)) + 1);
  });

  it('sums up what the core says of a move', async () => {
    const stop = routeAt(0).stops.find((number) => !stopOf(number).locked) ?? 0;
    const target = routeAt(1).number;
    const effect = await made.preview([{ kind: 'move', stops: [stop], route: target, position: 0 }]);
    const summary = summarise(plan, effect, target);
    expect(summary.costMinor).toBe(effect.after.costMinor - plan.figures.costMinor);
    expect(summary.load?.before).toBe(routeAt(1).loadShare);
    expect(summary.load?.after).toBe(effect.routes.find(({ number }) => number === target)?.loadShare);
    const late = effect.newlyBroken.filter(({ code }) => code === 'late').length;
    expect(summary.late.after - summary.late.before).toBe(late);
    expect(summarise(plan, effect, null).load).toBeNull();
  });
});

describe('a row of the chart', () => {
  const words = { title: () => '', detail: () => '', visit: () => '', broken: () => '', colour: () => '' };
  const rowOf = (index: number, given: Partial<RoutePlanDetail['vehicles'][number]> = {}) => {
    const vehicle = { ...(plan.vehicles[0] as RoutePlanDetail['vehicles'][number]), ...given };
    const stops = new Map(plan.stops.map((stop) => [stop.number, stop]));
    return routeRow(routeAt(index), stops, { vehicle, shift: null, words });
  };

  it('has the visits of its route in order, numbered from 1', () => {
    const { visits } = rowOf(0);
    expect(visits.map(({ key }) => key)).toEqual(routeAt(0).stops);
    expect(visits.map(({ text }) => text)).toEqual(routeAt(0).stops.map((_, i) => String(i + 1)));
    expect(visits.every(({ arrives, from, to }) => arrives <= from && from < to)).toBe(true);
  });

  it('is overloaded on the drives on which too much is on board', () => {
    expect(rowOf(0).overloads).toEqual([]);
    const { peak } = routeAt(0);
    const { overloads: spans, span } = rowOf(0, { capacityWeightGrams: peak.weightGrams - 1 });
    expect(spans.length).toBeGreaterThan(0);
    expect(spans.length).toBeLessThan(routeAt(0).stops.length + 1);
    expect(spans.every(({ from, to }) => span && from >= span.from && to <= span.to)).toBe(true);
    expect(overloads(routeAt(0), [], plan.vehicles[0] as RoutePlanDetail['vehicles'][number])).toEqual([]);
  });

  it('is late since the end of the window, or since the promise where that is earlier', () => {
    const stop = { ...stopOf(routeAt(0).stops[0] ?? 0), etaAt: 10_000_000, promisedAt: null };
    const limit = { code: 'late' as const, stop: stop.number, by: 600 };
    expect(lateSince(stop, [])).toBeNull();
    expect(lateSince(stop, [{ ...limit, stop: -1 }])).toBeNull();
    expect(lateSince(stop, [limit])).toBe(9_400_000);
    expect(lateSince({ ...stop, promisedAt: 9_000_000 }, [limit])).toBe(9_000_000);
    expect(lateSince({ ...stop, promisedAt: 9_999_500 }, [])).toBeNull();
  });
});

describe('the list', () => {
  it('has a line for each route, its stops unless it is closed, free vehicles and what is left out', () => {
    const open = listRows(plan, NONE, true);
    expect(open.filter(({ kind }) => kind === 'stop')).toHaveLength(plan.stops.length);
    expect(open.filter(({ kind }) => kind === 'route')).toHaveLength(plan.routes.length);
    expect(open.some(({ kind }) => kind === 'spare')).toBe(true);
    const closed = listRows(plan, new Set([routeAt(0).number]), false);
    expect(closed).toHaveLength(open.length - routeAt(0).stops.length - 1);
  });

  it('takes stops before and after a line, where they cost least on a head, off on what is left out', () => {
    const rows = listRows(plan, NONE, true);
    const { number, stops } = routeAt(0);
    const [first = 0] = stops;
    const line = (key: string) => rows.find((row) => row.key === key) as (typeof rows)[number];
    const on = (key: string, lower: boolean, carried = NONE) =>
      targetOn(line(key), { lower, carried, routes: plan.routes });
    expect(on(`stop-${stops[2]}`, false)).toEqual({ route: number, position: 2 });
    expect(on(`stop-${stops[2]}`, true)).toEqual({ route: number, position: 3 });
    expect(on(`stop-${stops[2]}`, true, new Set([first]))).toEqual({ route: number, position: 2 });
    expect(on(`route-${number}`, true)).toEqual({ route: number });
    expect(on('left-out', true)).toEqual({ route: null });
    expect(on('stop-1', true)).toEqual({ route: null });
    expect(on('spare-VAN@LYON', true)).toEqual({ route: nextRouteNumber(plan.routes), vehicle: 'VAN@LYON' });
  });

  it('goes by keys through every place of every route that is not locked', () => {
    const carried = new Set(routeAt(0).stops.slice(0, 1));
    const all = slots(plan, carried);
    const served = plan.routes.reduce((total, { stops }) => total + stops.length, 0);
    expect(all).toHaveLength(served - 1 + plan.routes.length + 2);
    const last = { route: routeAt(0).number, position: routeAt(0).stops.length - 1 };
    expect(nextSlot(all, last, 1)).toEqual({ route: routeAt(1).number, position: 0 });
    expect(nextSlot(all, { route: routeAt(0).number, position: 0 }, -1)).toEqual(all[0]);
    expect(nextSlot(all, { route: routeAt(1).number }, 1)).toEqual({ route: routeAt(1).number, position: 0 });
    expect(nextRoute(all, last, 1)).toEqual({ route: routeAt(1).number });
    expect(nextRoute(all, { route: routeAt(0).number, position: 0 }, -1)).toBeNull();
    const locked = { ...plan, routes: plan.routes.map((route, i) => ({ ...route, locked: i === 1 })) };
    expect(slots(locked, carried).some(({ route }) => route === routeAt(1).number)).toBe(false);
  });

  it('marks the line before which, after which or on which stops would go', () => {
    const rows = listRows(plan, NONE, true);
    const { number, stops } = routeAt(0);
    const carried = new Set(stops.slice(0, 1));
    expect(markOf(rows, { route: number, position: 0 }, carried)).toEqual({
      key: `stop-${stops[1]}`,
      edge: 'before',
    });
    expect(markOf(rows, { route: number, position: stops.length - 1 }, carried)).toEqual({
      key: `stop-${stops.at(-1)}`,
      edge: 'after',
    });
    expect(markOf(rows, { route: number }, carried)).toEqual({ key: `route-${number}`, edge: 'on' });
    const closed = listRows(plan, new Set([number]), true);
    expect(markOf(closed, { route: number, position: 3 }, carried)?.key).toBe(`route-${number}`);
    expect(markOf(rows, null, carried)).toBeNull();
  });

  it('selects the lines between two stops, upwards too', () => {
    const rows = listRows(plan, NONE, true);
    const { stops } = routeAt(0);
    expect(stopsBetween(rows, stops[1] ?? 0, stops[3] ?? 0)).toEqual(stops.slice(1, 4));
    expect(stopsBetween(rows, stops[3] ?? 0, stops[1] ?? 0)).toEqual(stops.slice(1, 4));
    expect(stopsBetween(rows, -1, stops[1] ?? 0)).toEqual([stops[1]]);
  });
});
