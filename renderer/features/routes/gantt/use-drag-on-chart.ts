import { type PointerEvent, useRef } from 'react';
import type { GanttHandle } from '../../../components/charts/gantt/gantt-chart.tsx';
import { positionAt } from '../../../components/charts/gantt/gantt-geometry.ts';
import type { CardPlace } from './floating-card.tsx';
import type { MoveTarget } from './moves.ts';
import type { Cursor } from './use-cursor.ts';
import { usePointerDrag } from './use-pointer-drag.ts';
import type { RouteRow } from './use-route-rows.ts';
import type { StopMove } from './use-stop-move.ts';

/** What the pointer went down on. */
interface Pressed {
  stop: number | null;
  route: number | null;
}

interface DragOnChart {
  move: StopMove;
  cursor: Cursor;
  readOnly: boolean;
  /** Rows as they are: what is drawn may already show the move. */
  now: readonly RouteRow[];
}

/** Selects stops by pointer, and carries them over rows and the tray of those left out. */
export function useDragOnChart({ move, cursor, readOnly, now }: DragOnChart) {
  const chart = useRef<GanttHandle>(null);
  const place = useRef<CardPlace>(null);
  const pressed = useRef<Pressed>({ stop: null, route: null });
  const targetAt = (x: number, y: number): MoveTarget | null => {
    if (document.elementFromPoint(x, y)?.closest('[data-left-out]')) return { route: null };
    const point = chart.current?.pointAt(x, y);
    const entry = point && now.find(({ row }) => row.key === point.row.key);
    if (!entry) return null;
    if (point.onTitle) return entry.target;
    const held = new Set(move.carried?.stops);
    return { ...entry.target, position: positionAt(entry.row, point.instant, held) };
  };
  const begin = usePointerDrag({
    scroller: () => chart.current?.scroller ?? null,
    canDrag: () => !readOnly && pressed.current.stop !== null,
    onTap: () => cursor.choose(pressed.current.route, pressed.current.stop),
    onBegin: () => {
      if (pressed.current.stop !== null) move.take([pressed.current.stop], 'pointer');
    },
    onMove: (x, y) => {
      move.aim(targetAt(x, y));
      place.current?.to(x, y);
    },
    onEnd: (dropped) => (dropped ? move.drop() : move.cancel()),
  });
  const press = (what: Pressed, event: PointerEvent) => {
    pressed.current = what;
    begin(event);
  };
  return { chart, place, press };
}
