import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ProposedWaveView, WaveFigures, WaveOrderView, WaveView } from '../../../core/contract/waves.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { FactList } from '../../components/display/fact-list.tsx';
import { StatusChip } from '../../components/display/status-chip.tsx';
import { SidePane } from '../../components/layout/side-pane.tsx';
import { DataTable, type DataTableProps } from '../../components/table/data-table.tsx';
import { isSelected, NO_SELECTION } from '../../components/table/selection.ts';
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
import { type DraggedOrders, OrderGrip } from './order-drag.tsx';
import { PickLists } from './pick-lists.tsx';
import { minutesOfDay, TimeField } from './time-field.tsx';

const Body = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  gap: 14,
  height: '100%',
  minHeight: 420,
  '& .table': { flex: 1, minHeight: 260, display: 'flex', flexDirection: 'column' },
});

const TONES = { inTime: 'ok', atRisk: 'warning', late: 'critical' } as const;

function useColumns(
  timeZone: string,
  released: boolean,
  take: ((number: string) => DraggedOrders) | undefined,
): DataColumn<WaveOrderView>[] {
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
      {
        id: 'number',
        header: t('pane.order'),
        value: (row) => row.number,
        ...(take ? { cell: (row) => <OrderGrip number={row.number} take={take} /> } : {}),
        pin: 'start',
        size: 130,
      },
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
  }, [t, format, timeZone, released, take]);
}

function Facts({ figures, timeZone }: { figures: WaveFigures; timeZone: string }) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  const { orders, lines, units, parcels, pickSeconds, readyAt, late, atRisk, batches } = figures;
  return (
    <FactList
      facts={[
        { label: t('pane.orders'), value: format.integer(orders) },
        { label: t('pane.lines'), value: `${format.integer(lines)} / ${format.integer(units)}` },
        { label: t('pane.parcels'), value: format.integer(parcels) },
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

interface OrdersProps {
  rows: readonly WaveOrderView[];
  timeZone: string;
  released: boolean;
}

function Orders({
  rows,
  timeZone,
  released,
  take,
  ...selecting
}: OrdersProps & { take?: (number: string) => DraggedOrders } & Partial<
    Pick<DataTableProps<WaveOrderView>, 'selection' | 'onSelectionChange' | 'selectionActions'>
  >) {
  const { t } = useTranslation('waves');
  const navigate = useNavigate();
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  return (
    <div className="table">
      <DataTable
        label={t('pane.ordersOf')}
        columns={useColumns(timeZone, released, take)}
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

interface MovableOrdersProps extends OrdersProps {
  /** The wave that they are in; null: only proposed. */
  from: number | null;
  others: readonly WaveView[];
  onMove: MoveOrders;
}

/** Orders that can be selected and taken to another wave: by the mouse onto the board, or by "Move to…". */
function MovableOrders({ from, others, onMove, ...table }: MovableOrdersProps) {
  const [kept, setSelection] = useState<TableSelection>(NO_SELECTION);
  const numbers = table.rows.map(({ number }) => number);
  // Orders that have left are no longer selected.
  const selection: TableSelection =
    kept.mode === 'all' ? kept : { mode: 'some', ids: new Set(numbers.filter((one) => kept.ids.has(one))) };
  const chosen = numbers.filter((number) => isSelected(selection, number));
  const latest = useRef(chosen);
  latest.current = chosen;
  const take = useCallback(
    (number: string) => ({ numbers: latest.current.includes(number) ? latest.current : [number], from }),
    [from],
  );
  return (
    <Orders
      {...table}
      take={take}
      selection={selection}
      onSelectionChange={setSelection}
      selectionActions={
        <MoveTo
          others={others.filter(({ id }) => id !== from)}
          leaves={from !== null}
          onMove={(to) => onMove(chosen, from, to)}
        />
      }
    />
  );
}

/** A proposed wave: what it would hold, and what another release time would change. */
export function ProposedPane({
  wave,
  timeZone,
  planned,
  onTry,
  onMove,
  onClose,
}: {
  wave: ProposedWaveView;
  timeZone: string;
  planned: readonly WaveView[];
  onTry: (releaseMinutes: number) => void;
  onMove: MoveOrders;
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
        {planned.length > 0 ? (
          <MovableOrders
            rows={wave.orders}
            timeZone={timeZone}
            released={false}
            from={null}
            others={planned}
            onMove={onMove}
          />
        ) : (
          <Orders rows={wave.orders} timeZone={timeZone} released={false} />
        )}
      </Body>
    </SidePane>
  );
}

/** Asks to move orders; `to` null: out of the wave. */
export type MoveOrders = (numbers: string[], from: number | null, to: number | null) => void;

export interface WavePaneProps {
  waveId: number;
  /** Planned waves of the same facility, to move orders to. */
  others: readonly WaveView[];
  busy: boolean;
  onRelease: (wave: WaveView) => void;
  onTakeBack: (wave: WaveView) => void;
  onRemove: (wave: WaveView) => void;
  onMove: MoveOrders;
  onClose: () => void;
}

/** A kept wave: its orders, where they are, and what can be done with it. */
export function WavePane(props: WavePaneProps) {
  const { waveId, others, busy, onRelease, onTakeBack, onRemove, onMove, onClose } = props;
  const { t } = useTranslation('waves');
  const { data: wave, error, refetch } = useQuery(orpc.waves.wave.queryOptions({ input: { waveId } }));
  if (!wave) {
    return (
      <SidePane name="wave" title={t('pane.title')} width={560} onClose={onClose}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <PaneSkeleton blocks={3} />}
      </SidePane>
    );
  }
  const planned = wave.status === 'planned';
  const onFloor = wave.status === 'released' || wave.status === 'picking';
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
          onFloor && (
            <Button startIcon={<Undo2 size={14} />} disabled={busy} onClick={() => onTakeBack(wave)}>
              {t(wave.status === 'released' ? 'action.takeBack' : 'action.closeWave')}
            </Button>
          )
        )
      }
    >
      <Body>
        <Facts figures={wave.figures} timeZone={wave.timeZone} />
        {planned ? (
          <MovableOrders
            rows={wave.orderRows}
            timeZone={wave.timeZone}
            released={false}
            from={wave.id}
            others={others}
            onMove={onMove}
          />
        ) : (
          <>
            <PickLists wave={wave} />
            <Orders rows={wave.orderRows} timeZone={wave.timeZone} released />
          </>
        )}
      </Body>
    </SidePane>
  );
}

interface MoveToProps {
  others: readonly WaveView[];
  /** The orders are in a wave that they can be taken out of. */
  leaves: boolean;
  onMove: (to: number | null) => void;
}

function MoveTo({ others, leaves, onMove }: MoveToProps) {
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
      {leaves && <MenuItem value="none">{t('pane.takeOut')}</MenuItem>}
    </TextField>
  );
}
