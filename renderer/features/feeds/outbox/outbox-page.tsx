import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { Ban, CircleCheck, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxRow, OutboxState } from '../../../../core/contract/feed-records.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { FilterBar } from '../../../components/filters/filter-bar.tsx';
import { Screen } from '../../../components/layout/screen.tsx';
import { DataTable } from '../../../components/table/data-table.tsx';
import { countSelected, NO_SELECTION } from '../../../components/table/selection.ts';
import type { TableSelection } from '../../../components/table/table-types.ts';
import { useCommand } from '../../../lib/commands.ts';
import { useFormat } from '../../../lib/format.ts';
import { links, type OutboxLink } from '../../../lib/navigation.ts';
import { FilterStrip } from '../../lists/filter-strip.tsx';
import { RetryOrDrop } from '../../lists/retry-or-drop.tsx';
import { rowById, useIdPane } from '../../lists/use-id-pane.ts';
import { useListSelection } from '../../lists/use-list-selection.ts';
import { tidyFilter, useListState } from '../../lists/use-list-state.ts';
import { FeedFilter } from '../feed-filter.tsx';
import { FeedsTabs } from '../feeds-tabs.tsx';
import { useOutboxColumns } from './outbox-columns.tsx';
import { OutboxPane } from './outbox-pane.tsx';
import { useOutboxActions, useOutboxRows } from './use-outbox.ts';

const SHOWN: Record<string, readonly OutboxState[]> = {
  open: ['waiting', 'sending', 'parked'],
  parked: ['parked'],
  delivered: ['delivered'],
  cancelled: ['cancelled'],
};

function shownOf(states: readonly OutboxState[] | undefined): string {
  return Object.keys(SHOWN).find((key) => String(SHOWN[key]) === String(states ?? SHOWN.open)) ?? 'open';
}

const only = (id: number): TableSelection => ({ mode: 'some', ids: new Set([id]) });

/** What other systems must still hear of, what they refused, and what they heard. */
export function OutboxPage() {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const list = useListState<OutboxLink>('feeds.outbox');
  const { filter, setFilter } = list;
  const shown = shownOf(filter.states);
  const source = useOutboxRows(filter);
  const columns = useOutboxColumns();
  const actions = useOutboxActions();
  const pane = useIdPane('/feeds/outbox');
  const row = rowById(source, pane.id)?.row;
  const [selection, setSelection] = useListSelection(filter);
  const [cancelling, setCancelling] = useState<TableSelection | null>(null);
  const canRetry = shown === 'open' || shown === 'parked';
  const retryAll = () => void actions.retryAll(filter.feedId);
  useCommand({
    id: 'outbox.retryAll',
    title: t('outbox.retryAll'),
    group: t('outbox.title'),
    icon: RotateCw,
    shortcut: 'r',
    enabled: canRetry && source.total > 0,
    run: retryAll,
  });
  const retry = async (rows: TableSelection) => {
    if (await actions.retry(rows, filter)) setSelection(NO_SELECTION);
  };
  const cancel = async () => {
    if (!cancelling || !(await actions.cancel(cancelling, filter))) return;
    setCancelling(null);
    setSelection(NO_SELECTION);
  };
  const count = cancelling ? countSelected(cancelling, source.total) : 0;
  const number = { count, formatted: format.integer(count) };
  return (
    <Screen
      title={t('outbox.title')}
      crumbs={[{ label: t('title'), to: links.feeds() }]}
      toolbar={<FeedsTabs shown="outbox" />}
      actions={
        canRetry && (
          <Button
            startIcon={<RotateCw size={14} />}
            disabled={actions.busy || source.total === 0}
            onClick={retryAll}
          >
            {t('outbox.retryAll')}
          </Button>
        )
      }
    >
      <FilterStrip style={{ display: 'flex', alignItems: 'center', gap: 10 }}>
        <ToggleButtonGroup
          exclusive
          value={shown}
          aria-label={t('outbox.show')}
          onChange={(_event, value: string | null) => {
            if (!value) return;
            const { states: _states, ...rest } = filter;
            setFilter(value === 'open' ? rest : { ...rest, states: [...(SHOWN[value] ?? [])] });
          }}
        >
          {Object.keys(SHOWN).map((value) => (
            <ToggleButton key={value} value={value}>
              {t(`outbox.shown.${value}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <FilterBar>
          <FeedFilter
            value={filter.feedId}
            onChange={(feedId) => setFilter(tidyFilter({ ...filter, feedId }) as OutboxLink)}
          />
        </FilterBar>
      </FilterStrip>
      <DataTable<OutboxRow>
        label={t('outbox.title')}
        columns={columns}
        rowId={(one) => one.id}
        source={source}
        view={list.view}
        onViewChange={list.setView}
        {...(canRetry
          ? {
              selection,
              onSelectionChange: setSelection,
              selectionActions: (
                <RetryOrDrop
                  busy={actions.busy}
                  retryLabel={t('outbox.retry')}
                  onRetry={() => void retry(selection)}
                  dropLabel={t('outbox.cancel')}
                  DropIcon={Ban}
                  onDrop={() => setCancelling(selection)}
                />
              ),
            }
          : {})}
        onOpen={(one) => pane.open(one.id)}
        activeId={pane.id}
        empty={
          <EmptyState icon={CircleCheck} title={t(`outbox.empty.${shown}`)}>
            {shown === 'open' && t('outbox.empty.text')}
          </EmptyState>
        }
      />
      {row && (
        <OutboxPane
          key={row.id}
          row={row}
          busy={actions.busy}
          onRetry={() => void retry(only(row.id))}
          onCancel={() => setCancelling(only(row.id))}
          onClose={pane.close}
        />
      )}
      <ConfirmDialog
        open={cancelling !== null}
        title={t('outbox.cancelTitle', number)}
        consequences={[t('outbox.cancelConsequence'), t('outbox.cancelHere')]}
        confirmLabel={t('outbox.cancelConfirm', number)}
        dismissLabel={t('outbox.keep')}
        danger
        busy={actions.busy}
        onConfirm={() => void cancel()}
        onClose={() => setCancelling(null)}
      />
    </Screen>
  );
}
