import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditEffect, PlanChange, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { type MapStopPlace, RoutesMap } from '../../../components/map/routes-map.tsx';
import { useScheme } from '../../../components/map/use-scheme.ts';
import { EffectLines } from './effect-lines.tsx';
import { mapRoutes, mapStops } from './plan-map.ts';
import type { PlanEdit } from './use-plan-edit.ts';
import type { PlanSelection } from './use-plan-selection.ts';

interface PlanMapViewProps {
  plan: RoutePlanDetail;
  edit: PlanEdit;
  selection: PlanSelection;
  readOnly: boolean;
}

function moveTo(stop: number, { route, position }: MapStopPlace): PlanChange {
  return { kind: 'move', stops: [stop], route: Number(route), position };
}

interface Tried {
  key: string;
  route: number;
  effect: EditEffect | null;
}

/** Asks what dropping a stop would do, the newest place only. */
function useTried(preview: PlanEdit['preview']) {
  const [tried, setTried] = useState<Tried | null>(null);
  const wanted = useRef<string | null>(null);
  const tryStop = (stop: number, place: MapStopPlace | null) => {
    const key = place && `${stop} ${place.route} ${place.position}`;
    if (key === wanted.current) return;
    wanted.current = key;
    if (!place || !key) {
      setTried(null);
      return;
    }
    const route = Number(place.route);
    setTried({ key, route, effect: null });
    preview([moveTo(stop, place)]).then(
      (effect) => wanted.current === key && setTried({ key, route, effect }),
      () => wanted.current === key && setTried(null),
    );
  };
  return { tried, tryStop };
}

/** A plan on the map; in a draft, stops can be dragged onto any route's way, with the effect beside the pointer. */
export function PlanMapView({ plan, edit, selection, readOnly }: PlanMapViewProps) {
  const { t } = useTranslation('routes');
  const scheme = useScheme();
  const stops = useMemo(() => mapStops(plan), [plan]);
  const routes = useMemo(
    () => mapRoutes(plan, (number) => t('route.name', { number }), scheme),
    [plan, scheme, t],
  );
  const { tried, tryStop } = useTried(edit.preview);
  const drop = (stop: number, place: MapStopPlace) => void edit.apply([moveTo(stop, place)]);
  const move = readOnly ? {} : { onMoveStop: drop, onTryStop: tryStop };
  return (
    <RoutesMap
      label={t('plan.map', { count: routes.length })}
      depots={plan.depots}
      stops={stops}
      routes={routes}
      selectedStop={selection.stop}
      selectedRoute={selection.route === null ? null : String(selection.route)}
      onSelectStop={selection.selectStop}
      onSelectRoute={(key) => selection.selectRoute(key === null ? null : Number(key))}
      {...move}
      tried={
        tried && (
          <>
            <strong>{t('edit.toRoute', { number: tried.route })}</strong>
            {tried.effect ? (
              <EffectLines plan={plan} effect={tried.effect} route={tried.route} />
            ) : (
              <span>…</span>
            )}
          </>
        )
      }
    />
  );
}
