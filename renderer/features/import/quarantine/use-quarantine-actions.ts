import { useTranslation } from 'react-i18next';
import type { TableSelection } from '../../../components/table/table-types.ts';
import { useFormat } from '../../../lib/format.ts';
import type { QuarantineLink } from '../../../lib/navigation.ts';
import { rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { selectedIds } from '../../lists/selected-ids.ts';
import { useTold } from '../../lists/use-told.ts';

const idsOf = (selection: TableSelection, filter: QuarantineLink) =>
  selectedIds(selection, (page) => rpc.import.quarantine({ ...filter, ...page }));

/** Trying rows again and dismissing them, with what came of it in words. */
export function useQuarantineActions() {
  const { t } = useTranslation('import');
  const format = useFormat();
  const { busy, perform } = useTold();
  const tell = ({ tried, applied }: { tried: number; applied: number }): void => {
    showToast({
      severity: applied > 0 ? 'ok' : 'info',
      message: t('replay.applied', { count: applied, formatted: format.integer(applied) }),
      detail:
        tried > applied
          ? t('replay.left', { count: tried - applied, formatted: format.integer(tried - applied) })
          : undefined,
    });
  };

  return {
    busy,
    replayReason: (code: string) => perform(async () => tell(await rpc.import.replay({ code }))),
    replay: (selection: TableSelection, filter: QuarantineLink) =>
      perform(async () => tell(await rpc.import.replay({ ids: await idsOf(selection, filter) }))),
    dismiss: (selection: TableSelection, filter: QuarantineLink) =>
      perform(async () => {
        const { dismissed } = await rpc.import.dismiss({ ids: await idsOf(selection, filter) });
        showToast({
          message: t('dismiss.done', { count: dismissed, formatted: format.integer(dismissed) }),
        });
      }),
  };
}
