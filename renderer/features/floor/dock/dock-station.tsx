import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { Truck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { localDay } from '../../../lib/zone-clock.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { ScanField, type ScanVerdict } from '../scan-field.tsx';
import { Station } from '../station-parts.tsx';
import { dockRefusal } from './dock-refusals.ts';
import { OpenPickUpDialog } from './open-pick-up-dialog.tsx';
import { PickUp } from './pick-up.tsx';
import { PickUpList } from './pick-up-list.tsx';
import { cutOffToOpen } from './pick-up-times.ts';
import { WithoutScan } from './without-scan.tsx';

/** What the middle of the station shows. */
type Shown = { pickUp: number } | 'withoutScan' | null;

/** The day that a facility's calendar shows; this machine's until the facility's time zone is known. */
function useDock(facility: string) {
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [asked, setDay] = useState<string | null>(null);
  const day = asked ?? localDay(Date.now(), timeZone);
  const {
    data: dock,
    error,
    refetch,
  } = useQuery(orpc.manifests.list.queryOptions({ input: { facility, day } }));
  const zone = dock?.timeZone;
  useEffect(() => {
    if (zone !== undefined) setTimeZone(zone);
  }, [zone]);
  return { dock, error, refetch, day, setDay, timeZone };
}

/** The dock: a carrier's vehicle at a time, its parcels scanned on, and away. */
export function DockStation({ facility }: { facility: string }) {
  const { t } = useTranslation(['floor-dock', 'common']);
  const { dock, error, refetch, day, setDay, timeZone } = useDock(facility);
  const [shown, setShown] = useState<Shown>(null);
  const [asking, setAsking] = useState(false);
  const openPickUp = async (input: { carrier: string; cutOffMinutes?: number }) => {
    setAsking(false);
    try {
      const { id } = await rpc.manifests.open({ facility, day, ...input });
      setShown({ pickUp: id });
      await refetch();
    } catch (failure) {
      const names = { scanned: '', number: '', carrier: input.carrier };
      showToast({ severity: 'critical', message: await dockRefusal(failure, t, names) });
    }
  };
  const scanPickUp = (text: string): ScanVerdict => {
    const found = dock?.manifests.find(({ number }) => number.toLowerCase() === text.toLowerCase());
    if (!found) return { tone: 'wrong', message: t('dock.noSuchPickUp', { text }) };
    setShown({ pickUp: found.id });
    return { tone: 'ok', message: found.number };
  };
  const chosen = typeof shown === 'object' ? shown?.pickUp : undefined;
  return (
    <Station>
      <div className="work">
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !dock ? (
          <PaneSkeleton />
        ) : chosen !== undefined ? (
          <PickUp key={chosen} id={chosen} />
        ) : shown === 'withoutScan' ? (
          <WithoutScan rows={dock.withoutScan} timeZone={timeZone} />
        ) : (
          <>
            <ScanField label={t('dock.scanPickUp')} onScan={scanPickUp} />
            <EmptyState
              icon={Truck}
              title={t(dock.manifests.length + dock.waiting.length > 0 ? 'dock.choose' : 'dock.none')}
            >
              {t(dock.manifests.length + dock.waiting.length > 0 ? 'dock.chooseText' : 'dock.noneText')}
            </EmptyState>
          </>
        )}
      </div>
      <aside aria-label={t('dock.pickUps')}>
        <TextField
          fullWidth
          type="date"
          label={t('dock.day')}
          value={day}
          onChange={({ target }) => {
            if (target.value === '') return;
            setDay(target.value);
            setShown(null);
          }}
          slotProps={{ inputLabel: { shrink: true } }}
          sx={{ marginBottom: '14px' }}
        />
        {dock && (
          <PickUpList
            dock={dock}
            chosen={chosen}
            withoutScan={shown === 'withoutScan'}
            onPickUp={(id) => setShown({ pickUp: id })}
            onWithoutScan={() => setShown('withoutScan')}
            onWaiting={(waiting) =>
              void openPickUp({
                carrier: waiting.carrier,
                ...cutOffToOpen(waiting, { timeZone, now: Date.now() }),
              })
            }
            onAnother={() => setAsking(true)}
          />
        )}
      </aside>
      {asking && (
        <OpenPickUpDialog onOpen={(input) => void openPickUp(input)} onClose={() => setAsking(false)} />
      )}
    </Station>
  );
}
