import type { SavedView } from '../../../core/contract/workspace.ts';
import { SavedViewsMenu } from '../../components/filters/saved-views-menu.tsx';
import { parseView } from '../../components/table/table-view.ts';
import type { ListState } from './use-list-state.ts';
import { useSavedViews } from './use-saved-views.ts';

interface ListViewsProps<F extends object> {
  screen: SavedView['screen'];
  list: ListState<F>;
}

/** Filters and arrangements of a list worth keeping. */
export function ListViews<F extends object>({ screen, list }: ListViewsProps<F>) {
  const { filter, view } = list;
  const { views, save, remove } = useSavedViews(screen);
  const state = JSON.stringify({ filter, view });
  const current = views.find((saved) => JSON.stringify(saved.state) === state);
  return (
    <SavedViewsMenu
      views={views}
      currentId={current?.id ?? null}
      onSave={(name) => void save(name, JSON.parse(state))}
      onDelete={(saved) => void remove(saved)}
      onApply={(saved) =>
        list.restore({
          filter: (saved?.state.filter ?? {}) as F,
          view: parseView(saved?.state.view),
        })
      }
    />
  );
}
