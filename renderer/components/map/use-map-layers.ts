import { useState } from 'react';
import { MAP_LAYERS, type MapLayer, type MapLayers } from './types.ts';

const STORED = 'vigie.map.layers';
const INITIAL: MapLayers = { facilities: true, shipments: true, lanes: true, labels: true, gateways: false };

function stored(): MapLayers {
  try {
    const saved: Partial<Record<string, unknown>> = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    const pairs = MAP_LAYERS.map((name) => [
      name,
      typeof saved[name] === 'boolean' ? saved[name] : INITIAL[name],
    ]);
    return Object.fromEntries(pairs);
  } catch {
    return INITIAL;
  }
}

/** Which layers this machine's user wants to see. */
export function useMapLayers(): [MapLayers, (layer: MapLayer, shown: boolean) => void] {
  const [layers, setLayers] = useState(stored);
  const change = (layer: MapLayer, shown: boolean) => {
    const next = { ...layers, [layer]: shown };
    localStorage.setItem(STORED, JSON.stringify(next));
    setLayers(next);
  };
  return [layers, change];
}
