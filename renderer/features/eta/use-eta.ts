import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EtaGrouping } from '../../../core/contract/eta.ts';
import { useFormat } from '../../lib/format.ts';
import { currentLanguage } from '../../lib/i18n.ts';
import { followJob, hasEnded, outcomeOf, useJob } from '../../lib/jobs.ts';
import { saveFileOf } from '../../lib/made-file.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTold } from '../lists/use-told.ts';

/** The newest back-test, a training under way, and the ways to start one or to save the figures. */
export function useEta() {
  const { t } = useTranslation('eta');
  const format = useFormat();
  const training = useTold();
  const saving = useTold();
  const query = useQuery(orpc.eta.overview.queryOptions());
  const [started, setStarted] = useState<string | null>(null);
  const jobId = started ?? query.data?.jobId ?? null;
  const job = useJob(jobId);
  const train = () =>
    training.perform(async () => {
      const { jobId: id } = await rpc.eta.train();
      setStarted(id);
      const ended = await followJob(id);
      setStarted(null);
      await queryClient.invalidateQueries({ queryKey: orpc.eta.key() });
      const outcome = outcomeOf<{ deliveries: number; shipments: number }>(ended);
      if (!outcome) return;
      const message = t('told.trained', {
        deliveries: format.integer(outcome.deliveries),
        shipments: format.integer(outcome.shipments),
      });
      showToast({ severity: 'ok', message });
    });
  const save = (grouping: EtaGrouping) =>
    saving.perform(async () => {
      const { jobId: fileJob } = await rpc.eta.file({ grouping, language: currentLanguage() });
      await saveFileOf(fileJob);
    });
  return {
    overview: query.data,
    error: query.error,
    retry: () => void query.refetch(),
    job: job && !hasEnded(job) ? job : null,
    training: training.busy,
    saving: saving.busy,
    train,
    stop: () => saving.perform(async () => void (jobId && (await rpc.jobs.cancel({ id: jobId })))),
    save,
  };
}
