import { type PointerEvent, useRef } from 'react';
import type { CardPlace } from '../gantt/floating-card.tsx';
import type { MoveTarget } from '../gantt/moves.ts';
import { usePointerDrag } from '../gantt/use-pointer-drag.ts';
import { type ListRow, targetOn } from './list-rows.ts';
import { type ListKeys, lookAt } from './use-list-keys.ts';
import { inOrder } from './use-picked.ts';

/** The line that the pointer went down on, and with which keys. */
interface Pressed {
  row: ListRow;
  several: boolean;
  extend: boolean;
}

function tap(keys: ListKeys, { row, several, extend }: Pressed): void {
  if (row.kind === 'stop' && several) keys.picked.toggle(row.stop);
  else lookAt(keys, row, extend);
}

function targetAt(
  { plan, move, rows }: ListKeys,
  scroller: HTMLElement | null,
  x: number,
  y: number,
): MoveTarget | null {
  const line = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-line]');
  const row = line && scroller?.contains(line) && rows.find(({ key }) => key === line.dataset.line);
  if (!line || !row) return null;
  const box = line.getBoundingClientRect();
  const carried = new Set(move.carried?.stops);
  return targetOn(row, { lower: y > box.top + box.height / 2, carried, routes: plan.routes });
}

/** Selects lines by pointer, and carries selected stops over them. */
export function useDragOnList(keys: ListKeys, scroller: HTMLElement | null) {
  const { plan, move, picked, readOnly, rows } = keys;
  const place = useRef<CardPlace>(null);
  const pressed = useRef<Pressed | null>(null);
  const begin = usePointerDrag({
    scroller: () => scroller,
    canDrag: () => !readOnly && pressed.current?.row.kind === 'stop',
    onTap: () => {
      if (pressed.current) tap(keys, pressed.current);
    },
    onBegin: () => {
      const row = pressed.current?.row;
      if (row?.kind !== 'stop') return;
      const { stop } = row;
      const together = picked.stops.has(stop);
      if (!together) picked.only(stop);
      move.take(together ? inOrder(plan, picked.stops) : [stop], 'pointer');
    },
    onMove: (x, y) => {
      move.aim(targetAt(keys, scroller, x, y));
      place.current?.to(x, y);
    },
    onEnd: (dropped) => (dropped ? move.drop() : move.cancel()),
  });
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const element = event.target as HTMLElement;
    const line = element.closest<HTMLElement>('[data-line]');
    const row = line && rows.find(({ key }) => key === line.dataset.line);
    if (!row || event.button !== 0 || element.closest('button')) return;
    pressed.current = { row, several: event.ctrlKey || event.metaKey, extend: event.shiftKey };
    begin(event);
  };
  return { place, onPointerDown };
}
