import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';

export interface Suppositions {
  /** Stops that no order stands behind. */
  madeUp: number;
  /** Stops that are served from a depot that does not hold their goods. */
  elsewhere: number;
}

/** What a plan of a simulation supposes: as long as it supposes anything it cannot be published. */
export function suppositionsOf({ routes, stops }: Pick<RoutePlanDetail, 'routes' | 'stops'>): Suppositions {
  const depotOf = new Map(routes.map(({ number, depot }) => [number, depot]));
  return {
    madeUp: stops.filter(({ madeUp }) => madeUp).length,
    elsewhere: stops.filter(
      ({ depot, route }) => route !== null && depot !== null && depotOf.get(route) !== depot,
    ).length,
  };
}
