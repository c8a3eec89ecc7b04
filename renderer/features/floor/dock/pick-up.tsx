import { styled } from '@mui/material/styles';
import { FileSpreadsheet, FileText, PackageMinus, RotateCcw, Truck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManifestDetail } from '../../../../core/contract/manifests.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { ScanField } from '../scan-field.tsx';
import { BigButton, BigFigure } from '../station-parts.tsx';
import { useCountdown } from './countdown-chip.tsx';
import { ParcelTable } from './parcel-table.tsx';
import { type PickUpWork, usePickUp } from './use-pick-up.ts';

const Head = styled('header')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px 14px',
  alignItems: 'center',
  '& h2': { fontSize: 22, fontWeight: 600, margin: 0 },
  '& .quiet': { color: tokens.textMuted, fontSize: 16 },
});
const Figures = styled('div')({
  display: 'flex',
  justifyContent: 'space-between',
  gap: '12px 24px',
  padding: '14px 20px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 12,
  backgroundColor: tokens.subtle,
  '& .value': { whiteSpace: 'nowrap', fontSize: 'clamp(22px, 2.4vw, 34px)' },
  '& [data-urgency="due"] .value': { color: tokens.warning },
  '& [data-urgency="passed"] .value': { color: tokens.critical },
});
const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 10 });

function PickUpFigures({ manifest }: { manifest: ManifestDetail }) {
  const { t } = useTranslation('floor-dock');
  const format = useFormat();
  const { urgency, duration } = useCountdown(manifest.cutOffAt);
  const open = manifest.status === 'open';
  return (
    <Figures>
      {open ? (
        <div data-urgency={urgency}>
          <BigFigure label={t(urgency === 'passed' ? 'dock.figure.passed' : 'dock.figure.left')}>
            {duration}
          </BigFigure>
        </div>
      ) : (
        <BigFigure label={t('dock.figure.leftAt')}>
          {format.time(manifest.closedAt, manifest.timeZone)}
        </BigFigure>
      )}
      <BigFigure label={t('dock.figure.loaded')} unit={t('dock.shipments', { count: manifest.shipments })}>
        {format.integer(manifest.parcels)}
      </BigFigure>
      <BigFigure label={t(open ? 'dock.figure.missing' : 'dock.figure.stayed')}>
        {format.integer(manifest.missing)}
      </BigFigure>
      <BigFigure
        label={t('dock.figure.weight')}
        unit={manifest.costs.map((cost) => format.money(cost)).join(' · ')}
      >
        {format.weight(manifest.weightGrams)}
      </BigFigure>
    </Figures>
  );
}

/** What will follow when the vehicle leaves, a sentence each. */
function useConsequences(manifest: ManifestDetail): string[] {
  const { t } = useTranslation('floor-dock');
  const { parcels, shipments, missing, carrierName: carrier, cutOffAt, timeZone } = manifest;
  const format = useFormat();
  const lines = [
    t('dock.close.leave', { count: parcels, shipments: t('dock.shipments', { count: shipments }), carrier }),
    t('dock.close.told'),
  ];
  if (missing > 0) lines.push(t('dock.close.stay', { count: missing }));
  if (Date.now() < cutOffAt) {
    lines.push(t('dock.close.early', { time: format.time(cutOffAt, timeZone) }));
  }
  return [...lines, t('dock.close.back')];
}

function CloseDialog(props: { manifest: ManifestDetail; onConfirm: () => void; onClose: () => void }) {
  const { t } = useTranslation('floor-dock');
  const { number, carrierName: carrier, parcels } = props.manifest;
  return (
    <ConfirmDialog
      open
      large
      title={t('dock.close.title', { number, carrier })}
      consequences={useConsequences(props.manifest)}
      confirmLabel={t('dock.close.confirm', { count: parcels })}
      onConfirm={props.onConfirm}
      onClose={props.onClose}
    />
  );
}

function ReopenDialog(props: { manifest: ManifestDetail; onConfirm: () => void; onClose: () => void }) {
  const { t } = useTranslation('floor-dock');
  const { number, shipments, carrierName: carrier } = props.manifest;
  return (
    <ConfirmDialog
      open
      large
      title={t('dock.reopen.title', { number, carrier })}
      consequences={[t('dock.reopen.packed', { count: shipments }), t('dock.reopen.told')]}
      confirmLabel={t('dock.reopen.confirm')}
      onConfirm={props.onConfirm}
      onClose={props.onClose}
    />
  );
}

interface ActionsProps {
  work: PickUpWork;
  manifest: ManifestDetail;
  off: boolean;
  onOff: () => void;
  onAsk: () => void;
}

function Actions({ work, manifest, off, onOff, onAsk }: ActionsProps) {
  const { t } = useTranslation('floor-dock');
  const { busy } = work;
  const open = manifest.status === 'open';
  return (
    <Buttons>
      <BigButton
        variant={open ? 'contained' : 'outlined'}
        {...(open ? { color: 'primary' as const } : {})}
        startIcon={open ? <Truck size={20} /> : <RotateCcw size={20} />}
        disabled={busy || (open && manifest.parcels === 0)}
        onClick={onAsk}
      >
        {open ? t('dock.close.action', { count: manifest.parcels }) : t('dock.reopen.action')}
      </BigButton>
      {open && (
        <BigButton
          aria-pressed={off}
          variant={off ? 'contained' : 'outlined'}
          {...(off ? { color: 'error' as const } : {})}
          startIcon={<PackageMinus size={20} />}
          disabled={!off && manifest.parcels === 0}
          onClick={onOff}
        >
          {t(off ? 'dock.stopTakingOff' : 'dock.takeOffByScan')}
        </BigButton>
      )}
      <BigButton startIcon={<FileText size={20} />} disabled={busy} onClick={() => void work.file('pdf')}>
        {t('dock.pdf')}
      </BigButton>
      <BigButton
        startIcon={<FileSpreadsheet size={20} />}
        disabled={busy}
        onClick={() => void work.file('csv')}
      >
        {t('dock.csv')}
      </BigButton>
    </Buttons>
  );
}

function PickUpHead({ manifest }: { manifest: ManifestDetail }) {
  const { t } = useTranslation('floor-dock');
  const format = useFormat();
  const { carrierName, number, cutOffAt, timeZone, status } = manifest;
  return (
    <Head>
      <h2>{carrierName}</h2>
      <span className="quiet">
        {number} · {t('dock.cutOff', { time: format.time(cutOffAt, timeZone) })}
      </span>
      <StatusChip tone={status === 'open' ? 'accent' : 'ok'} label={t(`dock.status.${status}`)} />
    </Head>
  );
}

/** One pick-up: scan its parcels on, see who is missing, let it go. */
export function PickUp({ id }: { id: number }) {
  const { t } = useTranslation('floor-dock');
  const work = usePickUp(id);
  const [off, setOff] = useState(false);
  const [asking, setAsking] = useState(false);
  const { manifest } = work;
  if (work.error) return <ErrorState error={work.error} onRetry={() => void work.refetch()} />;
  if (!manifest) return <PaneSkeleton />;
  const open = manifest.status === 'open';
  const taking = off && open;
  const toggle = () => setOff((now) => !now);
  const Ask = open ? CloseDialog : ReopenDialog;
  const confirm = () => {
    setAsking(false);
    setOff(false);
    void (open ? work.close() : work.reopen());
  };
  const loaded = manifest.parcelRows.toSorted((a, b) => (b.loadedAt ?? 0) - (a.loadedAt ?? 0));
  return (
    <>
      <PickUpHead manifest={manifest} />
      <PickUpFigures manifest={manifest} />
      <ScanField
        label={t(taking ? 'dock.scanOff' : 'dock.scan', { carrier: manifest.carrierName })}
        hint={t(open ? (taking ? 'dock.scanOffHint' : 'dock.scanHint') : 'dock.scanClosed')}
        keys={open ? { '-': toggle } : {}}
        told={work.told}
        onScan={taking ? work.unload : work.load}
      />
      <Actions work={work} manifest={manifest} off={taking} onOff={toggle} onAsk={() => setAsking(true)} />
      <ParcelTable
        title={t(open ? 'dock.missing' : 'dock.stayed', { count: manifest.missing })}
        rows={manifest.missingRows}
        timeZone={manifest.timeZone}
        none={t(open ? 'dock.nobodyMissing' : 'dock.nothingStayed')}
      />
      <ParcelTable
        title={t('dock.onBoard', { count: manifest.parcels })}
        rows={loaded}
        timeZone={manifest.timeZone}
        none={t('dock.nothingLoaded')}
        onTakeOff={open ? (code) => void work.takeOff(code) : undefined}
      />
      {asking && <Ask manifest={manifest} onConfirm={confirm} onClose={() => setAsking(false)} />}
    </>
  );
}
