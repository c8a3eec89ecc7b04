import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportRequest } from '../../../core/contract/workspace.ts';
import { useCommand } from '../../lib/commands.ts';
import { describeError } from '../../lib/errors.ts';
import { showToast } from '../../lib/toasts.ts';
import { exportList } from './export-list.ts';

type Request = Pick<ExportRequest, 'columns' | 'list'>;

/** Writes what is shown into a file, tells how it went; also by the menu's Export. */
export function useListExport(wanted: () => Request) {
  const { t } = useTranslation(['table', 'stock', 'common']);
  const [busy, setBusy] = useState(false);
  const run = async (format: ExportRequest['format']): Promise<void> => {
    setBusy(true);
    try {
      const name = await exportList({ format, ...wanted() });
      if (name) showToast({ message: t('export.done', { name }) });
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: t('export.failed'), detail: `${title} ${action}` });
    } finally {
      setBusy(false);
    }
  };
  useCommand({
    id: 'screen.export',
    title: t('stock:list.exportCommand'),
    group: t('keys.title'),
    shortcut: '$mod+Shift+E',
    enabled: !busy,
    run: () => run('xlsx'),
  });
  return { busy, run };
}
