import { boxAround, type Point } from '../../../core/kernel/geo.ts';
import { tokens } from '../../lib/tokens.ts';
import type { MapView } from './map-view.ts';

interface AreaCircleProps extends Point {
  view: MapView;
  radiusMetres: number;
}

/** A circle around trouble, in a drawing that lies over the map. */
export function AreaCircle({ view, latitude, longitude, radiusMetres }: AreaCircleProps) {
  const { north } = boxAround({ latitude, longitude }, radiusMetres);
  const centre = view.map.project([longitude, latitude]);
  const edge = view.map.project([longitude, north]);
  return (
    <circle
      cx={centre.x}
      cy={centre.y}
      r={Math.abs(edge.y - centre.y)}
      fill={tokens.criticalSoft}
      fillOpacity={0.5}
      stroke={tokens.critical}
      strokeDasharray="5 4"
    />
  );
}
