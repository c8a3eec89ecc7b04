import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProposedWaveView, WaveView } from '../../../core/contract/waves.ts';
import { describeError } from '../../lib/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { jobMessage } from '../../lib/job-words.ts';
import { followJob } from '../../lib/jobs.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';

/** What a day is looked at with; the release times are tried, nothing of them is kept. */
export interface Trial {
  facility: string;
  day: string;
  extraPickers: number;
  releaseMinutes: Record<string, number>;
}

/** Waves for the day, worked out anew whenever the trial changes. */
export function useDayProposal(trial: Trial | null) {
  return useQuery({
    ...orpc.waves.propose.queryOptions({
      input: trial ?? { facility: '', day: '2026-01-01', extraPickers: 0, releaseMinutes: {} },
    }),
    enabled: trial !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** What of a release is told while it runs. */
export interface ReleaseProgress {
  jobId: string;
  share: number | null;
  message: string;
}

interface ReleaseOutcome {
  waves: number;
  orders: number;
  messages: number;
  refused: { number: string; reason: string }[];
}

/** Commands of the waves screen; each tells what it did, or why not. */
export function useWaveCommands() {
  const { t } = useTranslation(['waves', 'jobs', 'common']);
  const format = useFormat();
  const [progress, setProgress] = useState<ReleaseProgress | null>(null);
  const [busy, setBusy] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: orpc.waves.key() });
  const tell = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    } finally {
      setBusy(false);
      await refresh();
    }
  };
  const plan = (facility: string, waves: readonly ProposedWaveView[]) =>
    tell(async () => {
      const { waveIds, refused } = await rpc.waves.plan({
        facility,
        waves: waves.map(({ templateId, name, releaseAt, cutOffAt, orders }) => ({
          templateId,
          name,
          releaseAt,
          cutOffAt,
          orders: orders.map(({ number }) => number),
        })),
      });
      const planned = waveIds.length;
      showToast({
        severity: refused.length > 0 ? 'warning' : 'ok',
        message: t('told.planned', { count: planned }),
        ...(refused.length > 0 ? { detail: refused[0]?.reason ?? '' } : {}),
        action: {
          label: t('common:action.undo'),
          run: () =>
            tell(async () => void (await Promise.all(waveIds.map((waveId) => rpc.waves.remove({ waveId }))))),
        },
      });
    });
  const release = (waveIds: number[]) =>
    tell(async () => {
      const { jobId } = await rpc.waves.release({ waveIds });
      setProgress({ jobId, share: null, message: '' });
      try {
        const job = await followJob(jobId, {
          onChange: (job) => setProgress({ jobId, share: job.progress, message: jobMessage(job, t, format) }),
        });
        if (job.status === 'cancelled') return void showToast({ message: t('told.cancelled') });
        if (job.status === 'failed') throw new Error(job.error?.message ?? job.status);
        const { orders, waves, refused } = job.outcome as ReleaseOutcome;
        showToast({
          severity: refused.length > 0 ? 'warning' : 'ok',
          message: t('told.released', { count: waves, orders }),
          ...(refused.length > 0
            ? { detail: t('told.refused', { count: refused.length, first: refused[0]?.reason }) }
            : {}),
          ...(waves === 1
            ? { action: { label: t('common:action.undo'), run: () => takeBack(waveIds[0] as number) } }
            : {}),
        });
      } finally {
        setProgress(null);
      }
    });
  const takeBack = (waveId: number) =>
    tell(async () => {
      const { orders, kept } = await rpc.waves.takeBack({ waveId });
      showToast({
        severity: 'ok',
        message:
          kept === 0 ? t('told.takenBack', { count: orders }) : t('told.closed', { count: orders, kept }),
      });
    });
  const remove = (wave: WaveView) =>
    tell(async () => {
      await rpc.waves.remove({ waveId: wave.id });
      showToast({ message: t('told.removed', { number: wave.number }) });
    });
  const move = (numbers: string[], from: number | null, to: number | null) =>
    tell(async () => {
      const { moved } = await rpc.waves.moveOrders({ numbers, from, to });
      showToast({
        severity: moved < numbers.length ? 'warning' : 'ok',
        message: t(to === null ? 'told.takenOut' : 'told.moved', { count: moved }),
        ...(moved < numbers.length ? { detail: t('told.notMoved', { count: numbers.length - moved }) } : {}),
        action: { label: t('common:action.undo'), run: () => move(numbers, to, from) },
      });
    });
  const cancel = () => {
    if (progress) void rpc.jobs.cancel({ id: progress.jobId });
  };
  return { busy, progress, plan, release, takeBack, remove, move, cancel };
}
