import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickMethod } from '../../../core/contract/picking.ts';
import { saveMadeFile } from '../../lib/desktop.ts';
import { followJob, outcomeOf } from '../../lib/jobs.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTold } from '../lists/use-told.ts';

interface Progress {
  jobId: string;
  share: number | null;
  what: 'making' | 'writing';
}

/** Commands on a wave's pick lists; each tells what it did, or why not. */
export function usePickLists(waveId: number) {
  const { t, i18n } = useTranslation('waves');
  const { busy, perform } = useTold();
  const [progress, setProgress] = useState<Progress | null>(null);
  /** The job's outcome; null when it was cancelled. @throws JobFailure */
  const follow = async <Outcome>(jobId: string, what: Progress['what']): Promise<Outcome | null> => {
    setProgress({ jobId, share: null, what });
    try {
      const job = await followJob(jobId, {
        onChange: ({ progress: share }) => setProgress({ jobId, share, what }),
      });
      return outcomeOf<Outcome>(job);
    } finally {
      setProgress(null);
    }
  };
  const make = (method: PickMethod, ordersPerList: number | undefined) =>
    perform(async () => {
      const { jobId } = await rpc.picking.make({
        waveId,
        method,
        ...(ordersPerList === undefined ? {} : { ordersPerList }),
      });
      const made = await follow<{ lists: number; listIds: number[] }>(jobId, 'making');
      await queryClient.invalidateQueries({ queryKey: orpc.picking.key() });
      if (!made) return void showToast({ message: t('lists.cancelled') });
      showToast({
        message: t('lists.made', { count: made.lists }),
        action: { label: t('common:action.undo'), run: () => discard(made.listIds) },
      });
    });
  const discard = async (ids: number[]) => {
    await perform(async () => {
      const { discarded } = await rpc.picking.discard({ ids });
      showToast({ message: t('lists.discarded', { count: discarded }) });
    });
    await queryClient.invalidateQueries({ queryKey: orpc.picking.key() });
  };
  const file = (ids: number[], format: 'csv' | 'pdf') =>
    perform(async () => {
      const language = i18n.resolvedLanguage === 'fr' ? 'fr' : 'en';
      const { jobId } = await rpc.picking.file({ ids, format, language });
      const made = await follow<{ fileId: string; fileName: string }>(jobId, 'writing');
      if (!made) return;
      saveMadeFile(made);
      showToast({ message: t('lists.saved', { name: made.fileName }) });
    });
  const cancel = () => {
    if (progress) void rpc.jobs.cancel({ id: progress.jobId });
  };
  return { busy, progress, make, file, cancel };
}
