import { describe, expect, it } from 'vitest';
import {
  beyond,
  drives,
  nearestVisit,
  positionAt,
  rowAt,
  spanOfRows,
  timeAxis,
  timeTicks,
  visitAt,
  windowLanes,
} from '../../../../renderer/components/charts/gantt/gantt-geometry.ts';
import type { GanttRow, GanttVisit } from '../../../../renderer/components/charts/gantt/gantt-types.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MIDNIGHT = Date.parse('2026-05-04T22:00:00Z');
const at = (hours: number) => MIDNIGHT + hours * HOUR;

function visit(key: number, from: number, given: Partial<GanttVisit> = {}): GanttVisit {
  return {
    key,
    text: String(key),
    label: `Stop ${key}`,
    arrives: at(from),
    from: at(from),
    to: at(from + 0.25),
    windows: [{ from: at(8), to: at(12) }],
    lateSince: null,
    shape: 'solid',
    locked: false,
    ...given,
  };
}

function row(visits: GanttVisit[], span: GanttRow['span'] = { from: at(8.5), to: at(14.2) }): GanttRow {
  return {
    key: 'route-1',
    title: '1',
    detail: '',
    colour: '#000',
    locked: false,
    span,
    shift: { from: at(8), to: at(18) },
    visits,
    breaks: [],
    overloads: [],
    broken: [],
  };
}

const THREE = row([visit(1, 9), visit(2, 10), visit(3, 13)]);

describe('the axis', () => {
  it('turns instants into pixels and back', () => {
    const axis = timeAxis({ from: at(8), to: at(18) }, 1000);
    expect(axis.at(at(9))).toBe(100);
    expect(axis.instant(100)).toBe(at(9));
  });

  it('has ticks at round times of the local day, as many as there is room for', () => {
    const axis = timeAxis({ from: at(7.9), to: at(12) }, 410);
    expect(timeTicks(axis, MIDNIGHT, 60)).toEqual([at(8), at(9), at(10), at(11), at(12)]);
    expect(timeTicks(axis, MIDNIGHT, 40)).toHaveLength(9);
    expect(timeTicks(axis, MIDNIGHT, 180)).toEqual([at(8), at(10), at(12)]);
  });

  it('spans whole hours around what is planned, else the working hours', () => {
    expect(spanOfRows([THREE], MIDNIGHT)).toEqual({ from: at(8), to: at(15) });
    expect(spanOfRows([row([], null)], MIDNIGHT)).toEqual({ from: at(7), to: at(19) });
    expect(spanOfRows([], MIDNIGHT)).toEqual({ from: at(8), to: at(18) });
  });
});

describe('what lies where', () => {
  const axis = timeAxis({ from: at(8), to: at(18) }, 1000);

  it('finds a visit in its block and a little beside it', () => {
    expect(visitAt(THREE, axis, { x: 110, tolerance: 5 })?.key).toBe(1);
    expect(visitAt(THREE, axis, { x: 97, tolerance: 5 })?.key).toBe(1);
    expect(visitAt(THREE, axis, { x: 150, tolerance: 5 })).toBeNull();
  });

  it('takes the nearer of two narrow neighbours', () => {
    const narrow = row([visit(1, 9, { to: at(9.01) }), visit(2, 9.1, { to: at(9.11) })]);
    expect(visitAt(narrow, axis, { x: 103, tolerance: 8 })?.key).toBe(1);
    expect(visitAt(narrow, axis, { x: 108, tolerance: 8 })?.key).toBe(2);
  });

  it('counts the places before an instant without what is carried', () => {
    expect(positionAt(THREE, at(8), new Set())).toBe(0);
    expect(positionAt(THREE, at(11), new Set())).toBe(2);
    expect(positionAt(THREE, at(11), new Set([1]))).toBe(1);
    expect(positionAt(THREE, at(20), new Set([1]))).toBe(2);
  });

  it('knows the visit nearest in time, and the row at a height', () => {
    expect(nearestVisit(THREE, at(12))?.key).toBe(3);
    expect(nearestVisit(row([]), at(12))).toBeNull();
    expect([rowAt(-1, 40, 3), rowAt(0, 40, 3), rowAt(119, 40, 3), rowAt(120, 40, 3)]).toEqual([
      null,
      0,
      2,
      null,
    ]);
  });
});

describe('what is drawn of a row', () => {
  it('drives between the visits, but not while it waits', () => {
    const waiting = row([visit(1, 9), visit(2, 10, { arrives: at(9.5) })], { from: at(8.5), to: at(11) });
    expect(drives(waiting)).toEqual([
      { from: at(8.5), to: at(9) },
      { from: at(9.25), to: at(9.5) },
      { from: at(10.25), to: at(11) },
    ]);
    expect(drives(row([], null))).toEqual([]);
  });

  it('is outside of its shift before and after it', () => {
    const shift = { from: at(8), to: at(18) };
    expect(beyond({ from: at(7), to: at(19) }, shift)).toEqual([
      { from: at(7), to: at(8) },
      { from: at(18), to: at(19) },
    ]);
    expect(beyond({ from: at(9), to: at(17) }, shift)).toEqual([]);
  });

  it('has one line for each different window, with the visits that have it', () => {
    const early = { windows: [{ from: at(8), to: at(10) }] };
    const lanes = windowLanes(row([visit(1, 9), visit(2, 9.5, early), visit(3, 10)]), 4);
    expect(lanes.map(({ to, lane, visits }) => [to, lane, visits.map(({ key }) => key)])).toEqual([
      [at(10), 0, [2]],
      [at(12), 1, [1, 3]],
    ]);
  });
});
