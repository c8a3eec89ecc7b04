import { type RefObject, useLayoutEffect } from 'react';
import type { CardPlace } from './floating-card.tsx';
import type { Carried } from './use-stop-move.ts';

/** Keeps the card beside a stop that is carried by keyboard. */
export function usePlaceByCarried(
  carried: Carried | null,
  place: RefObject<CardPlace | null>,
  elementId: string | null,
): void {
  useLayoutEffect(() => {
    if (carried?.by !== 'keyboard' || elementId === null) return;
    const box = (document.getElementById(elementId) ?? document.activeElement)?.getBoundingClientRect();
    if (box) place.current?.to(Math.min(box.right, box.left + 200), box.bottom);
  }, [carried, elementId, place]);
}
