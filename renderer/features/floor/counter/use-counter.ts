import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RejectionReason } from '../../../../core/contract/rejections.ts';
import type { StoreTaskView } from '../../../../core/contract/store-tasks.ts';
import { describeError, reasonOf } from '../../../lib/errors.ts';
import { followJob, outcomeOf } from '../../../lib/jobs.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import type { ScanVerdict } from '../scan-field.tsx';
import { ENDED } from './counter-tasks.ts';

const ENDED_SHOWN = 50;

/** A store's tasks: those to do, then those that are over, the newest first. */
export function useStoreTasks(facility: string) {
  const going = useQuery(orpc.storeTasks.list.queryOptions({ input: { facility } }));
  const ended = useQuery(
    orpc.storeTasks.list.queryOptions({ input: { facility, statuses: ENDED, limit: ENDED_SHOWN } }),
  );
  const tasks = going.data && ended.data ? [...going.data, ...ended.data] : undefined;
  const refetch = () => void Promise.all([going.refetch(), ended.refetch()]);
  return { tasks, error: going.error ?? ended.error, refetch };
}

function refusal(error: unknown, t: TFunction, { order, attemptsLeft }: StoreTaskView): string {
  const words = describeError(error, t);
  const reason = reasonOf(error);
  if (reason === undefined) return `${words.title} ${words.action}`;
  const count = Math.max(0, (attemptsLeft ?? 1) - 1);
  return t(`floor-dock:counter.refused.${reason}`, { order, count, defaultValue: words.title });
}

const keyOf = ({ facility, order }: StoreTaskView) => ({ facility, order });
const refresh = () => queryClient.invalidateQueries({ queryKey: orpc.storeTasks.key() });

/** One command at a time, each with its verdict. */
function useAttempts() {
  const { t } = useTranslation(['floor-dock', 'common']);
  const [told, setTold] = useState<ScanVerdict | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async (task: StoreTaskView, work: () => Promise<string>): Promise<ScanVerdict> => {
    setBusy(true);
    let verdict: ScanVerdict;
    try {
      verdict = { tone: 'ok', message: await work() };
    } catch (error) {
      verdict = { tone: 'wrong', message: refusal(error, t, task) };
    }
    await refresh();
    setBusy(false);
    setTold(verdict);
    return verdict;
  };
  return { told, busy, attempt };
}

/** Says no for a store and waits until the order has been sourced again. */
function useDecline(attempt: ReturnType<typeof useAttempts>['attempt']) {
  const { t } = useTranslation('floor-dock');
  const [sourcing, setSourcing] = useState<string | null>(null);
  const decline = (task: StoreTaskView, reason: RejectionReason, note: string) =>
    attempt(task, async () => {
      const { order } = task;
      const said = note.trim() === '' ? {} : { note: note.trim() };
      const { jobId } = await rpc.storeTasks.decline({ ...keyOf(task), reason, ...said });
      if (jobId === null) return t('counter.told.declinedHeld', { order });
      setSourcing(order);
      try {
        await refresh();
        const outcome = outcomeOf<{ applied: number }>(await followJob(jobId));
        await queryClient.invalidateQueries({ queryKey: orpc.orders.key() });
        return t(outcome?.applied ? 'counter.told.declined' : 'counter.told.declinedOpen', { order });
      } finally {
        setSourcing(null);
      }
    });
  return { decline, sourcing };
}

/** Commands of the counter; each tells what it did, or why not. `code`: a pick-up code, shown this once. */
export function useCounter() {
  const { t } = useTranslation('floor-dock');
  const { told, busy, attempt } = useAttempts();
  const [code, setCode] = useState<{ order: string; code: string; sentTo: string | null } | null>(null);
  const makeCode = (task: StoreTaskView, how: 'ready' | 'renewCode') =>
    attempt(task, async () => {
      const made = await rpc.storeTasks[how](keyOf(task));
      setCode({ order: task.order, code: made.code, sentTo: made.sentTo });
      return t(`counter.told.${how}`, { order: task.order });
    });
  return {
    told,
    code,
    busy,
    ...useDecline(attempt),
    forget: () => setCode(null),
    accept: (task: StoreTaskView) =>
      attempt(task, async () => {
        const { order, kind } = await rpc.storeTasks.accept(keyOf(task));
        return t(kind === 'collect' ? 'counter.told.acceptedCollect' : 'counter.told.acceptedShip', {
          order,
        });
      }),
    ready: (task: StoreTaskView) => makeCode(task, 'ready'),
    renewCode: (task: StoreTaskView) => makeCode(task, 'renewCode'),
    handOver: (task: StoreTaskView, typed: string) =>
      attempt(task, async () => {
        await rpc.storeTasks.handOver({ ...keyOf(task), code: typed });
        setCode(null);
        return t('counter.told.handedOver', { order: task.order });
      }),
    expire: (task: StoreTaskView) =>
      attempt(task, async () => {
        await rpc.storeTasks.expire(keyOf(task));
        setCode(null);
        return t('counter.told.expired', { order: task.order });
      }),
  };
}
export type CounterWork = ReturnType<typeof useCounter>;
