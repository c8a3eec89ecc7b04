import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ProposedWaveView, WaveFigures, WaveOrderView, WaveView } from '../../../core/contract/waves.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { FactList } from '../../components/display/fact-list.tsx';
import { StatusChip } from '../../components/display/status-chip.tsx';
import { SidePane } from '../../components/layout/side-pane.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import { NO_SELECTION } from '../../components/table/selection.ts';
import {
  type DataColumn,
  EMPTY_VIEW,
  type TableSelection,
  type TableView,
} from '../../components/table/table-types.ts';
import { useRows } from '../../components/table/use-paged-rows.ts';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { TimeField } from './time-field.tsx';

const Body = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  gap: 14,
  height: '100%',
  minHeight: 420,
  '& .table': { flex: 1, minHeight: 260, display: 'flex', flexDirection: 'column' },
});

const TONES = { inTime: 'ok', atRisk: 'warning', late: 'critical' } as const;

function useColumns(timeZone: string, released: boolean): DataColumn<WaveOrderView>[] {
  const { t } = useTranslation(['waves', 'orders']);
  const format = useFormat();
  return useMemo(() => {
    const status: DataColumn<WaveOrderView> = released
      ? {
          id: 'shipment',
          header: t('pane.shipment'),
          value: (row) => row.shipmentStatus && t(`shipmentStatus.${row.shipmentStatus}`),
          size: 130,
        }
      : {
          id: 'state',
          header: t('pane.state'),
          value: (row) => t(`state.${row.state}`),
          cell: (row) => <StatusChip quiet tone={TONES[row.state]} label={t(`state.${row.state}`)} />,
          size: 110,
        };
    return [
      { id: 'number', header: t('pane.order'), value: (row) => row.number, pin: 'start', size: 130 },
      status,
      {
        id: 'readyAt',
        header: t('pane.readyAt'),
        value: (row) => format.time(row.readyAt, timeZone),
        align: 'end',
        size: 90,
        hidden: released,
      },
      {
        id: 'leavesBy',
        header: t('pane.leavesBy'),
        value: (row) => format.dateTime(row.leavesBy, timeZone),
        align: 'end',
        size: 130,
        hidden: released,
      },
      { id: 'units', header: t('pane.units'), value: (row) => row.units, align: 'end', size: 80 },
      { id: 'service', header: t('pane.service'), value: (row) => row.service, size: 150 },
      { id: 'customer', header: t('pane.customer'), value: (row) => row.customer, size: 160, grow: true },
      { id: 'priority', header: t('pane.priority'), value: (row) => row.priority, align: 'end', size: 80 },
    ];
  }, [t, format, timeZone, released]);
}

function Facts({ figures, timeZone }: { figures: WaveFigures; timeZone: string }) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  const { orders, lines, units, pickSeconds, readyAt, late, atRisk, batches } = figures;
  return (
    <FactList
      facts={[
        { label: t('pane.orders'), value: format.integer(orders) },
        { label: t('pane.lines'), value: `${format.integer(lines)} / ${format.integer(units)}` },
        ...(readyAt === null
          ? []
          : [
              { label: t('pane.pickTime'), value: format.duration(pickSeconds) },
              { label: t('chart.batches'), value: format.integer(batches) },
              { label: t('pane.readyAt'), value: format.time(readyAt, timeZone) },
              { label: t('pane.danger'), value: `${format.integer(late)} / ${format.integer(atRisk)}` },
            ]),
      ]}
    />
  );
}

/** Minutes after midnight on the clocks of a place. */
function minutesOfDay(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return part('hour') * 60 + part('minute');
}

interface OrdersProps {
  rows: readonly WaveOrderView[];
  timeZone: string;
  released: boolean;
  selection?: TableSelection;
  onSelectionChange?: (selection: TableSelection) => void;
  selectionActions?: ReactNode;
}

function Orders({ rows, timeZone, released, ...selecting }: OrdersProps) {
  const { t } = useTranslation('waves');
  const navigate = useNavigate();
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  return (
    <div className="table">
      <DataTable
        label={t('pane.ordersOf')}
        columns={useColumns(timeZone, released)}
        rowId={(row) => row.number}
        source={useRows(rows)}
        view={view}
        onViewChange={setView}
        onOpen={(row) => void navigate(links.order(row.number))}
        {...selecting}
      />
    </div>
  );
}

/** A proposed wave: what it would hold, and what another release time would change. */
export function ProposedPane({
  wave,
  timeZone,
  onTry,
  onClose,
}: {
  wave: ProposedWaveView;
  timeZone: string;
  onTry: (releaseMinutes: number) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('waves');
  return (
    <SidePane name="wave" title={wave.name} subtitle={t('pane.proposed')} width={560} onClose={onClose}>
      <Body>
        <TimeField
          label={t('trial.release')}
          value={minutesOfDay(wave.releaseAt, timeZone)}
          onChange={onTry}
        />
        <Facts figures={wave.figures} timeZone={timeZone} />
        <Orders rows={wave.orders} timeZone={timeZone} released={false} />
      </Body>
    </SidePane>
  );
}

export interface WavePaneProps {
  waveId: number;
  /** Planned waves of the same facility, to move orders to. */
  others: readonly WaveView[];
  busy: boolean;
  onRelease: (wave: WaveView) => void;
  onTakeBack: (wave: WaveView) => void;
  onRemove: (wave: WaveView) => void;
  onMove: (numbers: string[], from: number, to: number | null) => void;
  onClose: () => void;
}

/** A kept wave: its orders, where they are, and what can be done with it. */
export function WavePane(props: WavePaneProps) {
  const { waveId, others, busy, onRelease, onTakeBack, onRemove, onMove, onClose } = props;
  const { t } = useTranslation('waves');
  const { data: wave, error, refetch } = useQuery(orpc.waves.wave.queryOptions({ input: { waveId } }));
  const [selection, setSelection] = useState<TableSelection>(NO_SELECTION);
  if (!wave) {
    return (
      <SidePane name="wave" title={t('pane.title')} width={560} onClose={onClose}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <PaneSkeleton blocks={3} />}
      </SidePane>
    );
  }
  const chosen = wave.orderRows
    .map(({ number }) => number)
    .filter((number) =>
      selection.mode === 'all' ? !selection.except.has(number) : selection.ids.has(number),
    );
  const move = (to: number | null) => {
    onMove(chosen, wave.id, to);
    setSelection(NO_SELECTION);
  };
  const planned = wave.status === 'planned';
  return (
    <SidePane
      name="wave"
      title={wave.name}
      subtitle={`${wave.number} · ${t(`status.${wave.status}`)} · ${wave.facilityName}`}
      width={560}
      onClose={onClose}
      footer={
        planned ? (
          <>
            <Button variant="contained" color="primary" disabled={busy} onClick={() => onRelease(wave)}>
              {t('action.release', { count: 1 })}
            </Button>
            <Button disabled={busy} onClick={() => onRemove(wave)}>
              {t('action.remove')}
            </Button>
          </>
        ) : (
          (wave.status === 'released' || wave.status === 'picking') && (
            <Button startIcon={<Undo2 size={14} />} disabled={busy} onClick={() => onTakeBack(wave)}>
              {t(wave.status === 'released' ? 'action.takeBack' : 'action.closeWave')}
            </Button>
          )
        )
      }
    >
      <Body>
        <Facts figures={wave.figures} timeZone={wave.timeZone} />
        <Orders
          rows={wave.orderRows}
          timeZone={wave.timeZone}
          released={!planned}
          {...(planned
            ? {
                selection,
                onSelectionChange: setSelection,
                selectionActions: <MoveTo others={others.filter(({ id }) => id !== wave.id)} onMove={move} />,
              }
            : {})}
        />
      </Body>
    </SidePane>
  );
}

function MoveTo({ others, onMove }: { others: readonly WaveView[]; onMove: (to: number | null) => void }) {
  const { t } = useTranslation('waves');
  return (
    <TextField
      select
      size="small"
      value=""
      onChange={(event) => onMove(event.target.value === 'none' ? null : Number(event.target.value))}
      sx={{ minWidth: 190 }}
      slotProps={{
        htmlInput: { 'aria-label': t('pane.moveTo') },
        select: { displayEmpty: true, renderValue: () => t('pane.moveTo') },
      }}
    >
      {others.map(({ id, name, number }) => (
        <MenuItem key={id} value={id}>
          {name} · {number}
        </MenuItem>
      ))}
      <MenuItem value="none">{t('pane.takeOut')}</MenuItem>
    </TextField>
  );
}
