import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { Box, CalendarX2, Check, KeyRound, PackageCheck, X } from 'lucide-react';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { StoreTaskView } from '../../../../core/contract/store-tasks.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { BigButton } from '../station-parts.tsx';
import { actionsOf, type CounterAction } from './counter-tasks.ts';
import { DeclineDialog } from './decline-dialog.tsx';
import { SourcedInstead } from './sourced-instead.tsx';
import { TaskChip } from './task-chip.tsx';
import type { CounterWork } from './use-counter.ts';

const ICONS: Record<Exclude<CounterAction, 'handOver'>, ComponentType<{ size?: number }>> = {
  accept: Check,
  ready: PackageCheck,
  pack: Box,
  renewCode: KeyRound,
  expire: CalendarX2,
  decline: X,
};

const Head = styled('header')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px 14px',
  alignItems: 'center',
  '& h2': { fontSize: 24, fontWeight: 600, margin: 0 },
  '& p': { width: '100%', margin: 0, fontSize: 17, color: tokens.textMuted },
});
const Lines = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  border: `1px solid ${tokens.line}`,
  borderRadius: 12,
  backgroundColor: tokens.subtle,
  '& li': {
    display: 'grid',
    gridTemplateColumns: '84px minmax(0, 1fr)',
    alignItems: 'baseline',
    padding: '10px 18px',
    fontSize: 17,
  },
  '& li + li': { borderTop: `1px solid ${tokens.line}` },
  '& b': { fontSize: 24, fontWeight: 640, fontVariantNumeric: 'tabular-nums' },
  '& .quiet': { display: 'block', color: tokens.textMuted, fontSize: 15 },
});
const Code = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '8px 24px',
  alignItems: 'center',
  padding: '16px 20px',
  borderRadius: 12,
  border: `2px solid ${tokens.ok}`,
  backgroundColor: tokens.okSoft,
  fontSize: 16,
  '& output': { fontSize: 44, lineHeight: 1.1, fontWeight: 680, letterSpacing: '0.06em' },
  '& p': { flex: '1 1 240px', margin: 0 },
});
const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 10 });

function PickUpCode({ work }: { work: CounterWork }) {
  const { t } = useTranslation('floor-dock');
  if (!work.code) return null;
  return (
    <Code role="status">
      <output aria-label={t('counter.code.label')}>{work.code.code}</output>
      <p>{t(work.code.sentTo === null ? 'counter.code.text' : 'counter.code.sent', work.code)}</p>
      <BigButton onClick={work.forget}>{t('counter.code.done')}</BigButton>
    </Code>
  );
}

/** What a task is about, in one or two sentences. */
function TaskFacts({ task }: { task: StoreTaskView }) {
  const { t } = useTranslation(['floor-dock', 'rules']);
  const format = useFormat();
  const { timeZone, promisedAt, readyAt, expiresAt, endedAt, status, kind, reason, note, attemptsLeft } =
    task;
  const at = (instant: number | null) => format.dateTime(instant, timeZone);
  const facts = [
    task.customer,
    promisedAt !== null && t('counter.promised', { at: at(promisedAt) }),
    status === 'ready' &&
      readyAt !== null &&
      kind === 'collect' &&
      t('counter.readySince', { at: at(readyAt) }),
    status === 'ready' && expiresAt !== null && t('counter.until', { at: at(expiresAt) }),
    status === 'ready' && kind === 'ship' && t('counter.waitsForCarrier'),
    status === 'ready' && attemptsLeft !== null && t('counter.attempts', { count: attemptsLeft }),
    endedAt !== null && t('counter.endedAt', { at: at(endedAt) }),
    reason !== null && t('counter.because', { reason: t(`rules:reason.${reason}`) }),
    note,
  ].filter((fact) => typeof fact === 'string' && fact !== '');
  return <p>{facts.join(' · ')}</p>;
}

type Asking = 'decline' | 'renewCode' | 'expire' | null;

function Ask(props: { asking: Asking; task: StoreTaskView; work: CounterWork; onClose: () => void }) {
  const { t } = useTranslation('floor-dock');
  const { asking, task, work, onClose } = props;
  const input = { facility: task.facility };
  const { data: settings } = useQuery(orpc.storeTasks.settings.queryOptions({ input }));
  const done = (what: () => Promise<unknown>) => {
    onClose();
    void what();
  };
  if (asking === null) return null;
  if (asking === 'decline') {
    return (
      <DeclineDialog
        task={task}
        onDecline={(reason, note) => done(() => work.decline(task, reason, note))}
        onClose={onClose}
      />
    );
  }
  const consequences =
    asking === 'renewCode'
      ? [t('counter.renewCode.old'), t('counter.renewCode.who')]
      : [
          t('counter.expire.units', { count: task.units }),
          t(`counter.expire.${settings?.whenExpired ?? 'cancel'}`),
        ];
  return (
    <ConfirmDialog
      open
      large
      title={t(`counter.${asking}.title`, { order: task.order })}
      consequences={consequences}
      confirmLabel={t(`counter.${asking}.confirm`)}
      danger={asking === 'expire'}
      {...(asking === 'expire' ? { dismissLabel: t('counter.expire.keep') } : {})}
      onConfirm={() => done(() => work[asking](task))}
      onClose={onClose}
    />
  );
}

/** Does what a button says, or asks first. */
export function useTaskActions(task: StoreTaskView | null, work: CounterWork) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Asking>(null);
  const act = (action: CounterAction) => {
    if (!task || work.busy) return;
    if (action === 'accept' || action === 'ready') void work[action](task);
    else if (action === 'pack') void navigate(links.floor(task.facility, 'pack'));
    else if (action !== 'handOver') setAsking(action);
  };
  return { act, asking, stopAsking: () => setAsking(null) };
}

interface CounterTaskProps {
  task: StoreTaskView;
  work: CounterWork;
  actions: ReturnType<typeof useTaskActions>;
}

/** A task at the counter: for whom, what, and what can be done now. */
export function CounterTask({ task, work, actions }: CounterTaskProps) {
  const { t } = useTranslation('floor-dock');
  const possible = actionsOf(task).filter((action) => action !== 'handOver');
  const [first] = possible;
  const main = task.status === 'ready' ? undefined : first;
  return (
    <>
      <Head>
        <h2>{task.order}</h2>
        <StatusChip tone="neutral" label={t(`counter.kind.${task.kind}`)} />
        <TaskChip task={task} />
        <TaskFacts task={task} />
      </Head>
      {work.code?.order === task.order && <PickUpCode work={work} />}
      {task.lines.length > 0 && (
        <Lines aria-label={t('counter.units', { count: task.units })}>
          {task.lines.map(({ lineNumber, sku, name, quantity }) => (
            <li key={lineNumber}>
              <b>{quantity} ×</b>
              <span>
                {name}
                <span className="quiet">{sku}</span>
              </span>
            </li>
          ))}
        </Lines>
      )}
      {task.status === 'declined' && <SourcedInstead task={task} busy={work.sourcing === task.order} />}
      <Buttons>
        {possible.map((action) => {
          const Icon = ICONS[action];
          return (
            <BigButton
              key={action}
              variant={action === main ? 'contained' : 'outlined'}
              {...(action === main ? { color: 'primary' as const } : {})}
              startIcon={<Icon size={20} />}
              disabled={work.busy}
              onClick={() => actions.act(action)}
            >
              {t(`counter.action.${action}`)}
            </BigButton>
          );
        })}
      </Buttons>
      <Ask asking={actions.asking} task={task} work={work} onClose={actions.stopAsking} />
    </>
  );
}
