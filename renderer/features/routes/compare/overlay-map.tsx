import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { SeriesMark } from '../../../components/charts/series-mark.tsx';
import { type MapRoute, type MapStop, RoutesMap } from '../../../components/map/routes-map.tsx';
import { useScheme } from '../../../components/map/use-scheme.ts';
import { tokens } from '../../../lib/tokens.ts';
import { mapRoutes, mapStops } from '../plan/plan-map.ts';
import { routeColour } from '../route-colours.ts';

/** Keeps the stop numbers of plans apart on one map. */
const PLAN_STEP = 1_000_000;
const APART_PIXELS = 2.6;

const Frame = styled('div')({
  display: 'flex',
  height: 440,
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  overflow: 'hidden',
});
const Choices = styled('div')({ display: 'flex', gap: 14, flexWrap: 'wrap', marginBottom: 4 });
const Swatch = styled('span')({ display: 'inline-block', width: 22, height: 3, borderRadius: 2 });

export interface OverlaidPlan {
  key: string;
  name: string;
  /** Undefined while it loads. */
  plan: Pick<RoutePlanDetail, 'depots' | 'routes' | 'stops'> | undefined;
}

/** The routes of plans over one another, a colour a plan; any of them can be taken away. */
export function OverlayMap({ plans }: { plans: readonly OverlaidPlan[] }) {
  const { t } = useTranslation('routes');
  const scheme = useScheme();
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const [selected, setSelected] = useState<string | null>(null);
  const drawn = useMemo(() => {
    const stops: MapStop[] = [];
    const routes: MapRoute[] = [];
    plans.forEach(({ key, name, plan }, index) => {
      if (!plan || hidden.includes(key)) return;
      const step = index * PLAN_STEP;
      const label = (number: number) => `${name}: ${t('route.name', { number })}`;
      for (const stop of mapStops(plan)) stops.push({ ...stop, number: stop.number + step });
      for (const route of mapRoutes(plan, label, scheme))
        routes.push({
          ...route,
          key: `${key} ${route.key}`,
          colour: routeColour(index, scheme),
          offset: (index - (plans.length - 1) / 2) * APART_PIXELS,
          stops: route.stops.map((number) => number + step),
        });
    });
    const depots = new Map(
      plans.flatMap(({ plan }) => plan?.depots ?? []).map((depot) => [depot.code, depot]),
    );
    return { stops, routes, depots: [...depots.values()] };
  }, [plans, hidden, scheme, t]);
  const toggle = (key: string) =>
    setHidden(hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key]);
  return (
    <>
      <Choices role="group" aria-label={t('compare.shownPlans')}>
        {plans.map(({ key, name }, index) => (
          <FormControlLabel
            key={key}
            control={<Checkbox size="small" checked={!hidden.includes(key)} onChange={() => toggle(key)} />}
            label={
              <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
                <SeriesMark index={index} size={12} />
                {name}
                <Swatch style={{ backgroundColor: routeColour(index, scheme) }} />
              </span>
            }
          />
        ))}
      </Choices>
      <Frame>
        <RoutesMap
          label={t('compare.overlay')}
          depots={drawn.depots}
          stops={drawn.stops}
          routes={drawn.routes}
          selectedStop={null}
          selectedRoute={selected}
          onSelectStop={() => {}}
          onSelectRoute={setSelected}
        />
      </Frame>
    </>
  );
}
