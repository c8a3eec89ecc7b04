import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { offerUndo } from '../../lists/undo.ts';
import { useSourcingJob } from '../../sourcing/use-sourcing-job.ts';

/** Makes the moves of orders good, and takes them back; each tells how it went. */
export function useMoves(runId: number) {
  const { t } = useTranslation(['together', 'sourcing', 'common']);
  const format = useFormat();
  const job = useSourcingJob();
  const { data: run } = useQuery(orpc.sourcing.run.queryOptions({ input: { runId } }));
  const tell = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    } finally {
      await queryClient.invalidateQueries({ queryKey: orpc.sourcing.key() });
    }
  };
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  const undo = () =>
    tell(async () => {
      const outcome = await job.undo(runId);
      if (!outcome) return;
      showToast({
        severity: outcome.kept > 0 ? 'warning' : 'ok',
        message: t('done.undone', number(outcome.undone)),
        detail: outcome.kept > 0 ? t('sourcing:done.kept', number(outcome.kept)) : undefined,
      });
    });
  const apply = () =>
    tell(async () => {
      const outcome = await job.apply(runId);
      if (!outcome) return;
      offerUndo({
        severity: outcome.conflicts > 0 ? 'warning' : 'ok',
        message: t('done.applied', number(outcome.applied)),
        detail: outcome.conflicts > 0 ? t('done.conflicts', number(outcome.conflicts)) : undefined,
        label: t('common:action.undo'),
        undo,
      });
    });
  return { status: run?.status ?? null, busy: job.running, apply, undo };
}
