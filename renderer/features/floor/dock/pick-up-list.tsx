import { styled } from '@mui/material/styles';
import { Plus, ScanEye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ManifestView } from '../../../../core/contract/manifests.ts';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { useFormat } from '../../../lib/format.ts';
import type { rpc } from '../../../lib/rpc.ts';
import { BigButton, StationList } from '../station-parts.tsx';
import { CountdownChip } from './countdown-chip.tsx';
import { inOrder } from './pick-up-times.ts';

type DockView = Awaited<ReturnType<typeof rpc.manifests.list>>;
type Waiting = DockView['waiting'][number];

const Groups = styled('div')({
  display: 'grid',
  gap: 18,
  '& .top': { display: 'flex', justifyContent: 'space-between', gap: 8, alignItems: 'center', minWidth: 0 },
  '& .top strong': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

interface PickUpListProps {
  dock: DockView;
  chosen: number | undefined;
  withoutScan: boolean;
  onPickUp: (id: number) => void;
  onWithoutScan: () => void;
  onWaiting: (waiting: Waiting) => void;
  onAnother: () => void;
}

function PickUpRow({
  manifest,
  chosen,
  onOpen,
}: {
  manifest: ManifestView;
  chosen: boolean;
  onOpen: () => void;
}) {
  const { t } = useTranslation('floor-dock');
  const format = useFormat();
  const { carrierName, cutOffAt, closedAt, timeZone, status, parcels, missing } = manifest;
  const open = status === 'open';
  return (
    <li>
      <button type="button" aria-current={chosen} onClick={onOpen}>
        <span className="top">
          <strong>{carrierName}</strong>
          {open ? (
            <CountdownChip cutOffAt={cutOffAt} />
          ) : (
            <StatusChip tone="ok" label={t('dock.leftAt', { time: format.time(closedAt, timeZone) })} />
          )}
        </span>
        <span className="quiet">
          {manifest.number} · {t('dock.cutOff', { time: format.time(cutOffAt, timeZone) })}
        </span>
        <span className="quiet">
          {t('dock.parcels', { count: parcels })}
          {missing > 0 && ` · ${t(open ? 'dock.missingCount' : 'dock.stayedCount', { count: missing })}`}
        </span>
      </button>
    </li>
  );
}

function WaitingRow({
  waiting,
  timeZone,
  onOpen,
}: {
  waiting: Waiting;
  timeZone: string;
  onOpen: () => void;
}) {
  const { t } = useTranslation('floor-dock');
  const format = useFormat();
  const { carrierName, cutOffAt, shipments, weightGrams } = waiting;
  return (
    <li>
      <button type="button" onClick={onOpen}>
        <span className="top">
          <strong>{carrierName}</strong>
          <CountdownChip cutOffAt={cutOffAt} />
        </span>
        <span className="quiet">
          {t('dock.shipments', { count: shipments })} · {format.weight(weightGrams)} ·{' '}
          {t('dock.cutOff', { time: format.time(cutOffAt, timeZone) })}
        </span>
        <span className="quiet">{t('dock.openIt')}</span>
      </button>
    </li>
  );
}

/** A dock's day: its pick-ups, what is packed and has none, and what left unseen. */
export function PickUpList(props: PickUpListProps) {
  const { t } = useTranslation('floor-dock');
  const { dock, chosen, onPickUp, onWaiting } = props;
  return (
    <Groups>
      <section>
        <h2>{t('dock.pickUps')}</h2>
        <StationList>
          {inOrder(dock.manifests).map((manifest) => (
            <PickUpRow
              key={manifest.id}
              manifest={manifest}
              chosen={manifest.id === chosen}
              onOpen={() => onPickUp(manifest.id)}
            />
          ))}
        </StationList>
        <BigButton
          fullWidth
          startIcon={<Plus size={20} />}
          onClick={props.onAnother}
          sx={{ marginTop: dock.manifests.length > 0 ? '8px' : 0 }}
        >
          {t('dock.another')}
        </BigButton>
      </section>
      {dock.waiting.length > 0 && (
        <section>
          <h2>{t('dock.waiting')}</h2>
          <StationList>
            {dock.waiting.map((waiting) => (
              <WaitingRow
                key={`${waiting.carrier} ${waiting.cutOffAt}`}
                waiting={waiting}
                timeZone={dock.timeZone}
                onOpen={() => onWaiting(waiting)}
              />
            ))}
          </StationList>
        </section>
      )}
      {dock.withoutScan.length > 0 && (
        <section>
          <h2>{t('dock.withoutScan')}</h2>
          <BigButton
            fullWidth
            startIcon={<ScanEye size={20} />}
            aria-pressed={props.withoutScan}
            onClick={props.onWithoutScan}
          >
            {t('dock.shipments', { count: dock.withoutScan.length })}
          </BigButton>
        </section>
      )}
    </Groups>
  );
}
