import { useEffect, useState } from 'react';
import type { MapView } from './map-view.ts';

/** Counts the map's moves, so that what is drawn over it follows. */
export function useMoves(view: MapView | null): void {
  const [, setMoves] = useState(0);
  useEffect(() => {
    if (!view) return;
    const move = () => setMoves((moves) => moves + 1);
    view.map.on('move', move);
    view.map.on('resize', move);
    return () => {
      view.map.off('move', move);
      view.map.off('resize', move);
    };
  }, [view]);
}
