import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type MapRoute, type MapStop, RoutesMap } from '../../../components/map/routes-map.tsx';
import { useScheme } from '../../../components/map/use-scheme.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { routeColour } from '../route-colours.ts';
import { useLivePlan } from './use-live-plan.ts';
import type { RouteJob } from './use-route-job.ts';

const MapBox = styled('div')({
  display: 'flex',
  height: 340,
  margin: '12px 0',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  overflow: 'hidden',
});
const Figures = styled('p')({ minHeight: 20, fontVariantNumeric: 'tabular-nums' });
const nothing = () => {};

function useDrawn(jobId: string | null) {
  const { t } = useTranslation('routes');
  const scheme = useScheme();
  const { problem, best } = useLivePlan(jobId);
  const depots = useMemo(
    () => (problem?.depots ?? []).map((depot) => ({ ...depot, name: depot.code })),
    [problem],
  );
  const stops = useMemo(() => {
    const served = new Set(best?.routes.flatMap((route) => route.stops));
    return (problem?.stops ?? []).map((stop): MapStop => {
      const state = best && !served.has(stop.number) ? 'leftOut' : 'planned';
      return { ...stop, mark: 'delivery', state, locked: false };
    });
  }, [problem, best]);
  const routes = useMemo(() => {
    const depotOf = new Map(problem?.vehicles.map(({ key, depot }) => [key, depot]));
    return (best?.routes ?? []).map(
      (route, index): MapRoute => ({
        key: String(index),
        label: t('route.name', { number: index + 1 }),
        colour: routeColour(index, scheme),
        depot: depotOf.get(route.vehicle) ?? '',
        stops: route.stops,
      }),
    );
  }, [problem, best, scheme, t]);
  return { best, depots, stops, routes };
}

/** A search for tours while it runs: how far it is, the best plan so far on the map and in figures. */
export function SearchProgress({ job, currency }: { job: RouteJob; currency: string }) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const { best, ...drawn } = useDrawn(job.jobId);
  return (
    <div>
      <LinearProgress
        variant={job.progress === null ? 'indeterminate' : 'determinate'}
        value={(job.progress ?? 0) * 100}
        aria-label={job.progress === null ? t('ask.working') : format.percent(job.progress, 0)}
      />
      <MapBox>
        <RoutesMap
          label={t('ask.map')}
          {...drawn}
          selectedStop={null}
          selectedRoute={null}
          onSelectStop={nothing}
          onSelectRoute={nothing}
        />
      </MapBox>
      <Figures role="status">
        {best
          ? t(best.leftOut === 0 ? 'ask.best' : 'ask.bestWithout', {
              cost: format.moneyMinor(Math.round(best.costMinor), currency),
              vehicles: format.integer(best.vehicles),
              leftOut: format.integer(best.leftOut),
            })
          : job.message || t('ask.working')}
      </Figures>
    </div>
  );
}
