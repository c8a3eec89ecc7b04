import Button from '@mui/material/Button';
import { MapPinned } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ShipmentColumns } from '../../../core/contract/tower.ts';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { ErrorState } from '../../components/display/error-state.tsx';
import { Screen } from '../../components/layout/screen.tsx';
import { NetworkMap } from '../../components/map/network-map.tsx';
import type { MapSelection } from '../../components/map/types.ts';
import { links } from '../../lib/navigation.ts';
import { rpc } from '../../lib/rpc.ts';
import { StaleBanner } from '../feeds/freshness/stale-banner.tsx';
import { DemoOffer } from './demo-offer.tsx';
import { FacilityPane } from './facility-pane.tsx';
import { ShipmentPane } from './shipment-pane.tsx';
import { StackPane } from './stack-pane.tsx';
import { TowerKpis } from './tower-kpis.tsx';
import { useStreetTiles } from './use-street-tiles.ts';
import { useTowerMap, useTowerSelection } from './use-tower.ts';
import { WithoutPosition } from './without-position.tsx';

const NO_FACILITIES: never[] = [];

/** What the map and the numbers are made of. */
const TOLD_BY = ['orders', 'stock', 'inbound', 'shipments', 'tracking'] as const;

function lateIds(shipments: ShipmentColumns | undefined, ids: readonly number[]): Set<number> {
  const wanted = new Set(ids);
  return new Set(shipments?.ids.filter((id, i) => shipments.late[i] === 1 && wanted.has(id)));
}

function EmptyTower() {
  const { t } = useTranslation('tower');
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={MapPinned}
      title={t('empty.title')}
      actions={
        <>
          <Button variant="contained" color="primary" onClick={() => void navigate(links.import())}>
            {t('empty.import')}
          </Button>
          <Button onClick={() => void navigate(links.welcome())}>{t('empty.demo')}</Button>
        </>
      }
    >
      {t('empty.text')}
    </EmptyState>
  );
}

/** Double click: a facility opens its stock, a shipment the order it belongs to. */
function useDrill(): (selection: MapSelection) => void {
  const navigate = useNavigate();
  return useCallback(
    (selection) => {
      if (selection.kind === 'facility') {
        void navigate(links.stock({ facilities: [selection.code] }));
        return;
      }
      void rpc.tower.shipment({ id: selection.id }).then(({ orderNumber }) => {
        if (orderNumber) void navigate(links.order(orderNumber));
      });
    },
    [navigate],
  );
}

/** The home screen: the day in numbers, the network on the map, and a pane for what was clicked. */
export function TowerPage() {
  const { t } = useTranslation('tower');
  const { facilities, shipments } = useTowerMap();
  const [selection, select] = useTowerSelection();
  const [stack, setStack] = useState<number[] | null>(null);
  const drill = useDrill();
  const streets = useStreetTiles();
  const choose = useCallback(
    (next: MapSelection | null) => {
      setStack(null);
      select(next);
    },
    [select],
  );
  const close = useCallback(() => choose(null), [choose]);
  const columns = shipments.data?.shipments;
  const late = useMemo(() => lateIds(columns, stack ?? []), [columns, stack]);
  const marks = facilities.data?.facilities;
  const empty = marks?.length === 0 && facilities.data?.withoutPosition === 0;
  const failed = (facilities.error && !marks && facilities) || (shipments.error && !columns && shipments);
  return (
    <Screen title={t('title')}>
      <StaleBanner kinds={TOLD_BY} />
      <TowerKpis />
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : empty ? (
        <EmptyTower />
      ) : (
        <NetworkMap
          facilities={marks ?? NO_FACILITIES}
          shipments={columns ?? null}
          selection={selection}
          onSelect={choose}
          onDrill={drill}
          onStack={setStack}
          pmtiles={streets.tiles}
          onStreetTilesError={streets.onError}
        />
      )}
      <WithoutPosition
        facilities={facilities.data?.withoutPosition ?? 0}
        shipments={shipments.data?.withoutPosition ?? 0}
      />
      <DemoOffer />
      {stack && (
        <StackPane
          ids={stack}
          late={late}
          onChoose={(id) => choose({ kind: 'shipment', id })}
          onClose={close}
        />
      )}
      {!stack && selection?.kind === 'facility' && (
        <FacilityPane key={selection.code} code={selection.code} onClose={close} />
      )}
      {!stack && selection?.kind === 'shipment' && (
        <ShipmentPane key={selection.id} id={selection.id} onClose={close} />
      )}
    </Screen>
  );
}
