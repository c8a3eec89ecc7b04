import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../../core/contract/workspace.ts';
import { describeError } from '../../lib/errors.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';

/** The saved views of a screen and what may be done with them. */
export function useSavedViews(screen: SavedView['screen']) {
  const { t } = useTranslation(['table', 'common']);
  const { data } = useQuery(orpc.views.list.queryOptions({ input: { screen } }));
  const failed = (error: unknown) => {
    const { title, action } = describeError(error, t);
    showToast({ severity: 'critical', message: title, detail: action });
  };
  const save = async (name: string, state: Record<string, unknown>): Promise<void> => {
    try {
      await rpc.views.save({ screen, name, state });
      showToast({ message: t('views.saved', { name }) });
    } catch (error) {
      failed(error);
    }
  };
  const remove = async (view: SavedView): Promise<void> => {
    try {
      await rpc.views.remove({ id: view.id });
      showToast({
        message: t('views.deleted', { name: view.name }),
        action: { label: t('common:action.undo'), run: () => save(view.name, view.state) },
      });
    } catch (error) {
      failed(error);
    }
  };
  return { views: data ?? [], save, remove };
}
