import { distanceMetres, type Point } from '../../kernel/geo.ts';
import type { CauseUnit, SharedCause } from './shared-cause.ts';

/** A circle that somebody drew. */
export interface DrawnArea extends Point {
  id: number;
  name: string;
  radiusMetres: number;
}

/** A shipment under way as an area looks at it. */
export interface AreaUnit {
  unit: CauseUnit;
  /** Something is wrong with it, whatever it is. */
  troubled: boolean;
  destination: Point | null;
}

/**
 * The shared causes of drawn areas: nobody asks whether chance did it. Inside is what was last seen there or goes there; the first
 * area that holds it takes it.
 * @returns the causes, and what is left for others
 */
export function causesOfDrawn(
  areas: readonly DrawnArea[],
  units: readonly AreaUnit[],
): { causes: SharedCause[]; left: CauseUnit[] } {
  let rest = units;
  const causes = areas.map((area) => {
    const { inside = [], outside = [] } = Object.groupBy(rest, (own) =>
      isInside(area, own) ? 'inside' : 'outside',
    );
    rest = outside;
    return toCause(area, inside, outside);
  });
  return { causes, left: rest.map(({ unit }) => unit) };
}

function isInside(area: DrawnArea, { unit, destination }: AreaUnit): boolean {
  return [unit.point, destination].some((place) => place && distanceMetres(area, place) <= area.radiusMetres);
}

function toCause(
  { id, name, latitude, longitude, radiusMetres }: DrawnArea,
  inside: readonly AreaUnit[],
  outside: readonly AreaUnit[],
): SharedCause {
  const share = (own: readonly AreaUnit[]) =>
    own.length === 0 ? 0 : own.filter(({ troubled }) => troubled).length / own.length;
  return {
    kind: 'area',
    family: 'held',
    key: `drawn:${id}`,
    name,
    members: inside.filter(({ troubled }) => troubled).map(({ unit }) => unit.key),
    total: inside.length,
    share: share(inside),
    usualShare: share(outside),
    area: { latitude, longitude, radiusMetres },
  };
}
