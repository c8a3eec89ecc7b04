import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableSelection } from '../../../components/table/table-types.ts';
import { describeError } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import type { QuarantineLink } from '../../../lib/navigation.ts';
import { rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';

const PAGE = 1000;

/** The ids that a selection means, also of rows that were never shown. */
async function selectedIds(selection: TableSelection, filter: QuarantineLink): Promise<number[]> {
  if (selection.mode === 'some') return [...selection.ids].map(Number);
  const ids: number[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { rows, total } = await rpc.import.quarantine({ ...filter, offset, limit: PAGE });
    ids.push(...rows.map((row) => row.id).filter((id) => !selection.except.has(id)));
    if (offset + PAGE >= total) return ids;
  }
}

/** Trying rows again and dismissing them, with what came of it in words. */
export function useQuarantineActions() {
  const { t } = useTranslation('import');
  const format = useFormat();
  const [busy, setBusy] = useState(false);

  const perform = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    try {
      await work();
      return true;
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
      return false;
    } finally {
      setBusy(false);
    }
  };
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
      perform(async () => tell(await rpc.import.replay({ ids: await selectedIds(selection, filter) }))),
    dismiss: (selection: TableSelection, filter: QuarantineLink) =>
      perform(async () => {
        const { dismissed } = await rpc.import.dismiss({ ids: await selectedIds(selection, filter) });
        showToast({
          message: t('dismiss.done', { count: dismissed, formatted: format.integer(dismissed) }),
        });
      }),
  };
}
