import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { Check, ChevronDown, CircleCheck, ListOrdered, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DifferenceRow } from '../../../../core/contract/differences.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { Screen } from '../../../components/layout/screen.tsx';
import { DataTable } from '../../../components/table/data-table.tsx';
import { NO_SELECTION } from '../../../components/table/selection.ts';
import type { TableSelection } from '../../../components/table/table-types.ts';
import { useCommand } from '../../../lib/commands.ts';
import { type DifferencesLink, links } from '../../../lib/navigation.ts';
import { rowById, useIdPane } from '../../lists/use-id-pane.ts';
import { useListSelection } from '../../lists/use-list-selection.ts';
import { tidyFilter, useListState } from '../../lists/use-list-state.ts';
import { FeedsTabs } from '../feeds-tabs.tsx';
import { useFeeds } from '../use-feeds.ts';
import { useDifferenceColumns } from './difference-columns.tsx';
import { DifferenceFilters } from './difference-filters.tsx';
import { DifferencePane } from './difference-pane.tsx';
import { PrecedenceDialog } from './precedence-dialog.tsx';
import { type Resolution, useDifferenceActions, useDifferenceRows } from './use-differences.ts';

const STATUSES = ['open', 'accepted', 'fixed', 'gone'] as const;

interface BulkProps {
  open: boolean;
  busy: boolean;
  onResolve: (how: Resolution) => void;
}

/** Buttons for what is selected: whose value to take is asked. */
function BulkButtons({ open, busy, onResolve }: BulkProps) {
  const { t } = useTranslation('feeds');
  const { data: feeds } = useFeeds();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!open) {
    return (
      <Button
        size="small"
        startIcon={<RotateCcw size={13} />}
        disabled={busy}
        onClick={() => onResolve({ action: 'reopen' })}
      >
        {t('differences.reopen')}
      </Button>
    );
  }
  return (
    <>
      <Button
        size="small"
        endIcon={<ChevronDown size={12} />}
        aria-haspopup="menu"
        disabled={busy || !feeds?.length}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('differences.takeFrom')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {feeds?.map((feed) => (
          <MenuItem
            key={feed.id}
            onClick={() => {
              setAnchor(null);
              onResolve({ action: 'take', feedId: feed.id });
            }}
          >
            {feed.name}
          </MenuItem>
        ))}
      </Menu>
      <Button
        size="small"
        startIcon={<Check size={13} />}
        disabled={busy}
        onClick={() => onResolve({ action: 'accept' })}
      >
        {t('differences.accept')}
      </Button>
    </>
  );
}

const only = (id: number): TableSelection => ({ mode: 'some', ids: new Set([id]) });

/** On what sources do not agree: who says what, since when, whose word counts; settled one by one or many at once. */
export function DifferencesPage() {
  const { t } = useTranslation('feeds');
  const list = useListState<DifferencesLink>('feeds.differences');
  const { filter, setFilter } = list;
  const status = filter.status ?? 'open';
  const source = useDifferenceRows(filter);
  const columns = useDifferenceColumns();
  const actions = useDifferenceActions();
  const pane = useIdPane('/feeds/differences');
  const row = rowById(source, pane.id)?.row;
  const [selection, setSelection] = useListSelection(filter);
  const [ranking, setRanking] = useState(false);
  const rank = () => setRanking(true);
  useCommand({
    id: 'differences.precedence',
    title: t('precedence.open'),
    group: t('differences.title'),
    icon: ListOrdered,
    shortcut: 'w',
    run: rank,
  });
  const resolve = async (rows: TableSelection, how: Resolution) => {
    if (await actions.resolve(rows, filter, how)) setSelection(NO_SELECTION);
  };
  const selectable = status === 'open' || status === 'accepted';
  return (
    <Screen
      title={t('differences.title')}
      crumbs={[{ label: t('title'), to: links.feeds() }]}
      toolbar={<FeedsTabs shown="differences" />}
      actions={
        <>
          <ToggleButtonGroup
            exclusive
            value={status}
            aria-label={t('differences.show')}
            onChange={(_event, next: (typeof STATUSES)[number] | null) =>
              next &&
              setFilter(
                tidyFilter({ ...filter, status: next === 'open' ? undefined : next }) as DifferencesLink,
              )
            }
          >
            {STATUSES.map((value) => (
              <ToggleButton key={value} value={value}>
                {t(`differences.status.${value}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <Button startIcon={<ListOrdered size={14} />} onClick={rank}>
            {t('precedence.open')}
          </Button>
        </>
      }
    >
      <DifferenceFilters filter={filter} groups={source.meta?.groups ?? []} onChange={setFilter} />
      <DataTable<DifferenceRow>
        label={t('differences.title')}
        columns={columns}
        rowId={(one) => one.id}
        source={source}
        view={list.view}
        onViewChange={list.setView}
        {...(selectable
          ? {
              selection,
              onSelectionChange: setSelection,
              selectionActions: (
                <BulkButtons
                  open={status === 'open'}
                  busy={actions.busy}
                  onResolve={(how) => void resolve(selection, how)}
                />
              ),
            }
          : {})}
        onOpen={(one) => pane.open(one.id)}
        activeId={pane.id}
        empty={
          <EmptyState icon={CircleCheck} title={t(`differences.empty.${status}`)}>
            {status === 'open' && t('differences.empty.text')}
          </EmptyState>
        }
      />
      {row && (
        <DifferencePane
          key={row.id}
          row={row}
          busy={actions.busy}
          onResolve={(how) => void resolve(only(row.id), how)}
          onClose={pane.close}
        />
      )}
      {ranking && <PrecedenceDialog groups={source.meta?.groups ?? []} onClose={() => setRanking(false)} />}
    </Screen>
  );
}
