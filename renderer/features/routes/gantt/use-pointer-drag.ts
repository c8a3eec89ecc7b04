import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef } from 'react';

const BEGINS_AFTER = 4;
const EDGE = 30;
const MOST_PER_FRAME = 14;

export interface PointerDrag {
  /** Whether what was pressed can be dragged. */
  canDrag: () => boolean;
  /** Pressed and let go at its place. */
  onTap: () => void;
  /** The pointer has left its place with the button down. */
  onBegin: () => void;
  onMove: (clientX: number, clientY: number) => void;
  /** `dropped` is false where it was given up. */
  onEnd: (dropped: boolean) => void;
  /** Scrolls while the pointer is at its edge. */
  scroller: () => HTMLElement | null;
}

/** Scrolls an element whose edge the pointer is at; whether it did. */
function scrollAtEdge(element: HTMLElement | null, x: number, y: number): boolean {
  if (!element) return false;
  const box = element.getBoundingClientRect();
  if (x < box.left || x > box.right) return false;
  const above = box.top + EDGE - y;
  const below = y - (box.bottom - EDGE);
  const pull = above > 0 ? -above : Math.max(0, below);
  if (pull === 0) return false;
  const before = element.scrollTop;
  element.scrollTop += Math.max(-MOST_PER_FRAME, Math.min(MOST_PER_FRAME, pull / 2));
  return element.scrollTop !== before;
}

/** Follows the pointer from a press on; Escape gives up. Returns what begins it. */
export function usePointerDrag(drag: PointerDrag): (event: ReactPointerEvent) => void {
  const latest = useRef(drag);
  latest.current = drag;
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  return useCallback((press: ReactPointerEvent) => {
    stop.current?.();
    let at = { x: press.clientX, y: press.clientY };
    const began = { ...at };
    let moving = false;
    let frame = 0;
    const tick = () => {
      if (scrollAtEdge(latest.current.scroller(), at.x, at.y)) latest.current.onMove(at.x, at.y);
      frame = requestAnimationFrame(tick);
    };
    const onMove = (event: PointerEvent) => {
      at = { x: event.clientX, y: event.clientY };
      if (!moving) {
        if (Math.hypot(at.x - began.x, at.y - began.y) < BEGINS_AFTER) return;
        if (!latest.current.canDrag()) return;
        moving = true;
        latest.current.onBegin();
        frame = requestAnimationFrame(tick);
      }
      latest.current.onMove(at.x, at.y);
    };
    const end = (dropped: boolean) => {
      stop.current?.();
      if (moving) latest.current.onEnd(dropped);
      else if (dropped) latest.current.onTap();
    };
    const onUp = () => end(true);
    const onCancel = () => end(false);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !moving) return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('keydown', onKey, true);
    stop.current = () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      window.removeEventListener('keydown', onKey, true);
      stop.current = null;
    };
  }, []);
}
