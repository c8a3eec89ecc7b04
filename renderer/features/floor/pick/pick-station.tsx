import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { CheckCheck, Play, ScanBarcode } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickListDetail, PickListView, ResourcedLine } from '../../../../core/contract/picking.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { usePersisted } from '../../lists/use-persisted.ts';
import { ScanField } from '../scan-field.tsx';
import { BigButton, Station, StationList } from '../station-parts.tsx';
import { PickTask } from './pick-task.tsx';
import { usePickList } from './use-pick-list.ts';

const Head = styled('header')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px 16px',
  alignItems: 'baseline',
  '& h2': { fontSize: 20, fontWeight: 600, margin: 0 },
  '& .quiet': { color: tokens.textMuted, fontSize: 16 },
  '& .MuiLinearProgress-root': { width: '100%', height: 8, borderRadius: 4 },
});
const Notice = styled('ul')({
  margin: 0,
  padding: '12px 16px',
  listStyle: 'none',
  fontSize: 16,
  borderRadius: 10,
  border: `1px solid ${tokens.info}`,
  backgroundColor: tokens.infoSoft,
});

function Resourced({ lines }: { lines: readonly ResourcedLine[] }) {
  const { t } = useTranslation('floor');
  if (lines.length === 0) return null;
  return (
    <Notice role="status">
      {lines.map(({ order, lineNumber, sku, quantity, facilityName }) => (
        <li key={`${order} ${lineNumber} ${facilityName}`}>
          {t(facilityName ? 'pick.nowFrom' : 'pick.nowWaits', {
            count: quantity,
            sku,
            order,
            facility: facilityName,
          })}
        </li>
      ))}
    </Notice>
  );
}

/** Orders that are held while their list is walked. */
function HeldOrders({ list }: { list: PickListDetail }) {
  const { t } = useTranslation('floor');
  const held = list.walk.flatMap(({ parts }) => parts.filter((part) => part.held).map(({ order }) => order));
  const orders = [...new Set(held)];
  if (orders.length === 0) return null;
  return (
    <Notice role="status">
      <li>{t('pick.heldOrders', { count: orders.length, orders: orders.join(', ') })}</li>
    </Notice>
  );
}

function ListHead({ list }: { list: PickListDetail }) {
  const { t } = useTranslation('floor');
  const format = useFormat();
  const done = list.walk.filter(({ state }) => state !== 'open').length;
  return (
    <Head>
      <h2>{list.number}</h2>
      <span className="quiet">
        {t(`pick.method.${list.method}`)} · {t('pick.orders', { count: list.orders })} ·{' '}
        {t('pick.cutOff', { time: format.time(list.cutOffAt, list.timeZone) })}
      </span>
      <span className="quiet">{t('pick.stops', { done, of: list.walk.length })}</span>
      <LinearProgress
        variant="determinate"
        aria-label={t('pick.progress')}
        value={list.walk.length === 0 ? 100 : (100 * done) / list.walk.length}
      />
    </Head>
  );
}

function Walk({ id, picker, onDone }: { id: number; picker: string; onDone: () => void }) {
  const { t } = useTranslation('floor');
  const work = usePickList(id, picker);
  const { list, task } = work;
  if (!list) return <PaneSkeleton />;
  const mine = list.status === 'picking' && list.picker === picker;
  const claimed = list.status === 'picking' && !mine;
  return (
    <>
      <ListHead list={list} />
      <Resourced lines={work.resourced} />
      {list.status !== 'picked' && <HeldOrders list={list} />}
      {!mine && list.status !== 'picked' && (
        <>
          {claimed && <p style={{ fontSize: 17 }}>{t('pick.claimedBy', { picker: list.picker })}</p>}
          <ScanField label={t('pick.scan')} told={work.told} onScan={() => work.begin(claimed)} />
          <div>
            <BigButton
              variant="contained"
              color="primary"
              startIcon={<Play size={20} />}
              disabled={work.busy || picker.trim() === ''}
              onClick={() => void work.begin(claimed)}
            >
              {t(claimed ? 'pick.takeOver' : 'pick.begin')}
            </BigButton>
          </div>
        </>
      )}
      {mine && task && <PickTask key={`${task.id} ${task.picked}`} task={task} work={work} />}
      {mine && !task && (
        <EmptyState
          icon={CheckCheck}
          title={list.short > 0 ? t('pick.allDone', { count: list.short }) : t('pick.allPicked')}
          actions={
            <BigButton
              autoFocus
              variant="contained"
              color="primary"
              disabled={work.busy}
              onClick={() => void work.finish().then(({ tone }) => tone === 'ok' && onDone())}
            >
              {t('pick.finish')}
            </BigButton>
          }
        >
          {t('pick.bringToPacking')}
        </EmptyState>
      )}
    </>
  );
}

function ListRow({ list, chosen, onOpen }: { list: PickListView; chosen: boolean; onOpen: () => void }) {
  const { t } = useTranslation('floor');
  const format = useFormat();
  return (
    <li>
      <button type="button" aria-current={chosen} onClick={onOpen}>
        <strong>{list.number}</strong>
        <span className="quiet">
          {t('pick.cutOff', { time: format.time(list.cutOffAt, list.timeZone) })} ·{' '}
          {t(`pick.method.${list.method}`)}
        </span>
        <span className="quiet">
          {t('pick.units', { picked: list.picked, of: list.units })}
          {list.picker !== null && ` · ${list.picker}`}
        </span>
      </button>
    </li>
  );
}

/** The picker's station: a list at a time, its stops in walking order. */
export function PickStation({ facility }: { facility: string }) {
  const { t } = useTranslation('floor');
  const { data: who } = useQuery(orpc.workspace.info.queryOptions());
  const [typed, setPicker] = usePersisted<string | null>('floor.picker', null);
  const picker = typed ?? who?.actor ?? '';
  const [open, setOpen] = useState<number | null>(null);
  const { data, error, refetch } = useQuery(orpc.picking.lists.queryOptions({ input: { facility } }));
  const byNumber = (text: string) => data?.find(({ number }) => number.toLowerCase() === text.toLowerCase());
  const scanList = (text: string) => {
    const found = byNumber(text);
    if (!found) return { tone: 'wrong' as const, message: t('pick.noSuchList', { text }) };
    setOpen(found.id);
    return { tone: 'ok' as const, message: found.number };
  };
  return (
    <Station>
      <div className="work">
        {open !== null ? (
          <Walk key={open} id={open} picker={picker} onDone={() => setOpen(null)} />
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <PaneSkeleton />
        ) : data.length === 0 ? (
          <EmptyState icon={ScanBarcode} title={t('pick.none')}>
            {t('pick.noneText')}
          </EmptyState>
        ) : (
          <>
            <ScanField label={t('pick.scanList')} onScan={scanList} />
            <p style={{ color: tokens.textMuted, fontSize: 16 }}>{t('pick.choose')}</p>
          </>
        )}
      </div>
      <aside aria-label={t('pick.lists')}>
        <TextField
          fullWidth
          label={t('pick.picker')}
          value={picker}
          onChange={(event) => setPicker(event.target.value.slice(0, 120))}
          sx={{ marginBottom: '14px' }}
        />
        <h2>{t('pick.lists')}</h2>
        <StationList>
          {data?.map((list) => (
            <ListRow key={list.id} list={list} chosen={list.id === open} onOpen={() => setOpen(list.id)} />
          ))}
        </StationList>
      </aside>
    </Station>
  );
}
