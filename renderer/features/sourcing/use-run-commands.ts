import { useTranslation } from 'react-i18next';
import { describeError } from '../../lib/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { offerUndo } from '../lists/undo.ts';
import { useSourcingJob } from './use-sourcing-job.ts';

/** Apply, undo and discard a run, each telling how it went, in the words of the screen where that is done. */
export function useRunCommands(runId: number, screen: 'sourcing' | 'together' = 'sourcing') {
  const { t } = useTranslation(['sourcing', 'together', 'common']);
  const format = useFormat();
  const job = useSourcingJob();
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
        message: t(`${screen}:done.undone`, number(outcome.undone)),
        detail: outcome.kept > 0 ? t('done.kept', number(outcome.kept)) : undefined,
      });
    });
  const apply = () =>
    tell(async () => {
      const outcome = await job.apply(runId);
      if (!outcome) return;
      offerUndo({
        severity: outcome.conflicts > 0 ? 'warning' : 'ok',
        message: t(`${screen}:done.applied`, number(outcome.applied)),
        detail: outcome.conflicts > 0 ? t(`${screen}:done.conflicts`, number(outcome.conflicts)) : undefined,
        label: t('common:action.undo'),
        undo,
      });
    });
  const discard = () =>
    tell(async () => {
      await rpc.sourcing.discard({ runId });
      showToast({ message: t('done.discarded') });
    });
  return { job, apply, undo, discard };
}
