import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { type MapRoute, type MapStop, RoutesMap } from '../../../components/map/routes-map.tsx';
import { useScheme } from '../../../components/map/use-scheme.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useFacilityNames } from '../../sourcing/use-facility-names.ts';
import type { LivePlan } from '../ask/use-live-plan.ts';
import { mapRoutes, mapStops } from '../plan/plan-map.ts';
import { routeColour } from '../route-colours.ts';

const Frame = styled('div')({
  display: 'flex',
  height: 250,
  borderTop: `1px solid ${tokens.line}`,
  borderBottom: `1px solid ${tokens.line}`,
  overflow: 'hidden',
});
const Nothing = styled('div')({
  display: 'grid',
  placeItems: 'center',
  flex: 1,
  padding: 16,
  textAlign: 'center',
  color: tokens.textMuted,
  backgroundColor: tokens.subtle,
});

type Found = { problem: NonNullable<LivePlan['problem']>; best: LivePlan['best'] };

/** What a search has found so far, for a map. */
function liveStops({ problem, best }: Found): MapStop[] {
  const served = new Set(best?.routes.flatMap(({ stops }) => stops));
  return problem.stops.map((stop) => ({
    ...stop,
    mark: 'delivery',
    state: served.has(stop.number) ? 'planned' : 'leftOut',
    locked: false,
  }));
}

function liveRoutes(
  { problem, best }: Found,
  labelOf: (number: number) => string,
  scheme: string,
): MapRoute[] {
  const depots = new Map(problem.vehicles.map(({ key, depot }) => [key, depot]));
  return (best?.routes ?? []).map(({ vehicle, stops }, index) => ({
    key: String(index + 1),
    label: labelOf(index + 1),
    colour: routeColour(index, scheme),
    depot: depots.get(vehicle) ?? '',
    stops,
  }));
}

interface ScenarioMapProps {
  label: string;
  /** While its job runs. */
  live: LivePlan | null;
  plan: RoutePlanDetail | undefined;
  /** What is said where there is nothing to draw. */
  nothing: string;
}

/** The routes of a scenario: those that are being found, else those of its plan. */
export function ScenarioMap({ label, live, plan, nothing }: ScenarioMapProps) {
  const { t } = useTranslation('routes');
  const scheme = useScheme();
  const facilityName = useFacilityNames();
  const [stop, setStop] = useState<number | null>(null);
  const [route, setRoute] = useState<string | null>(null);
  const drawn = useMemo(() => {
    const labelOf = (number: number) => t('route.name', { number });
    if (live?.problem) {
      const found = { problem: live.problem, best: live.best };
      return {
        depots: found.problem.depots.map((depot) => ({ ...depot, name: facilityName(depot.code) })),
        stops: liveStops(found),
        routes: liveRoutes(found, labelOf, scheme),
      };
    }
    return plan && { depots: plan.depots, stops: mapStops(plan), routes: mapRoutes(plan, labelOf, scheme) };
  }, [live, plan, scheme, t, facilityName]);
  return (
    <Frame>
      {drawn ? (
        <RoutesMap
          label={label}
          legend={false}
          depots={drawn.depots}
          stops={drawn.stops}
          routes={drawn.routes}
          selectedStop={stop}
          selectedRoute={route}
          onSelectStop={setStop}
          onSelectRoute={setRoute}
        />
      ) : (
        <Nothing>{nothing}</Nothing>
      )}
    </Frame>
  );
}
