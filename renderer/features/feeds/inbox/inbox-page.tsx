import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { CircleCheck, RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxRow, InboxState } from '../../../../core/contract/feed-records.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { Screen } from '../../../components/layout/screen.tsx';
import { DataTable } from '../../../components/table/data-table.tsx';
import { countSelected, NO_SELECTION } from '../../../components/table/selection.ts';
import type { TableSelection } from '../../../components/table/table-types.ts';
import { useFormat } from '../../../lib/format.ts';
import { type InboxLink, links } from '../../../lib/navigation.ts';
import { ReasonList } from '../../lists/reason-list.tsx';
import { rowById, useIdPane } from '../../lists/use-id-pane.ts';
import { useListSelection } from '../../lists/use-list-selection.ts';
import { useListState } from '../../lists/use-list-state.ts';
import { useFeedWords } from '../feed-words.ts';
import { FeedsTabs } from '../feeds-tabs.tsx';
import { useInboxColumns } from './inbox-columns.tsx';
import { InboxFilters } from './inbox-filters.tsx';
import { InboxPane } from './inbox-pane.tsx';
import { OPEN_STATES, useInboxActions, useInboxRows } from './use-inbox.ts';

/** What the toggle shows: what is open, what went in, what was put away. */
const SHOWN: Record<string, readonly InboxState[]> = {
  open: OPEN_STATES,
  done: ['applied', 'unchanged', 'stale'],
  dismissed: ['dismissed'],
};

function shownOf(states: readonly InboxState[] | undefined): string {
  return Object.keys(SHOWN).find((key) => String(SHOWN[key]) === String(states ?? OPEN_STATES)) ?? 'open';
}

const only = (id: number): TableSelection => ({ mode: 'some', ids: new Set([id]) });

function NothingHere({ shown, filtered }: { shown: string; filtered: boolean }) {
  const { t } = useTranslation('feeds');
  return (
    <EmptyState icon={CircleCheck} title={t(`inbox.empty.${filtered ? 'filtered' : shown}`)}>
      {shown === 'open' && !filtered && t('inbox.empty.text')}
    </EmptyState>
  );
}

interface BulkProps {
  busy: boolean;
  onReplay: () => void;
  onDismiss: () => void;
}

function BulkButtons({ busy, onReplay, onDismiss }: BulkProps) {
  const { t } = useTranslation('feeds');
  return (
    <>
      <Button size="small" startIcon={<RotateCw size={13} />} disabled={busy} onClick={onReplay}>
        {t('replay.one')}
      </Button>
      <Button size="small" color="error" startIcon={<Trash2 size={13} />} disabled={busy} onClick={onDismiss}>
        {t('dismiss.one')}
      </Button>
    </>
  );
}

/** What feeds brought and could not be used, with the reason: to be mended, tried again, or dismissed. */
export function InboxPage() {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  const list = useListState<InboxLink>('feeds.inbox');
  const { filter, setFilter } = list;
  const shown = shownOf(filter.states);
  const open = shown === 'open';
  const source = useInboxRows(filter);
  const columns = useInboxColumns();
  const actions = useInboxActions();
  const pane = useIdPane('/feeds/inbox');
  const [selection, setSelection] = useListSelection(filter);
  const [dismissing, setDismissing] = useState<TableSelection | null>(null);
  const next = () => {
    const at = rowById(source, pane.id);
    const after = at && source.getRow(at.index + 1);
    if (after) pane.open(after.id);
    else pane.close();
  };
  const replay = async (rows: TableSelection) => {
    if (await actions.replay(rows, filter)) setSelection(NO_SELECTION);
  };
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  const dismissed = dismissing ? countSelected(dismissing, source.total) : 0;
  const dismiss = async () => {
    if (!dismissing || !(await actions.dismiss(dismissing, filter))) return;
    if (pane.id !== null && dismissing.mode === 'some' && dismissing.ids.has(pane.id)) next();
    setDismissing(null);
    setSelection(NO_SELECTION);
  };
  return (
    <Screen
      title={t('inbox.title')}
      crumbs={[{ label: t('title'), to: links.feeds() }]}
      toolbar={<FeedsTabs shown="inbox" />}
      actions={
        <ToggleButtonGroup
          exclusive
          value={shown}
          aria-label={t('inbox.show')}
          onChange={(_event, value: string | null) => {
            if (!value) return;
            const { states: _states, code: _code, ...rest } = filter;
            setFilter(value === 'open' ? rest : { ...rest, states: [...(SHOWN[value] ?? [])] });
          }}
        >
          {Object.keys(SHOWN).map((value) => (
            <ToggleButton key={value} value={value}>
              {t(`inbox.shown.${value}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      }
    >
      <InboxFilters filter={filter} onChange={setFilter} />
      <div style={{ display: 'flex', flex: 1, minHeight: 0 }}>
        <ReasonList
          title={t('inbox.reasons')}
          allLabel={t('inbox.allReasons')}
          reasons={(source.meta?.reasons ?? []).map(({ code, reason, rows }) => ({
            code,
            rows,
            text: words.reason(code, reason),
          }))}
          chosen={filter.code}
          busy={actions.busy}
          replayLabel={open ? (rows) => t('replay.reason', number(rows)) : undefined}
          onChoose={(code) => {
            const { code: _code, ...rest } = filter;
            setFilter(code === undefined ? rest : { ...rest, code });
          }}
          onReplay={(code) => void actions.replayReason(code, filter.feedId)}
        />
        <div style={{ display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0 }}>
          <DataTable<InboxRow>
            label={t('inbox.title')}
            columns={columns}
            rowId={(row) => row.id}
            source={source}
            view={list.view}
            onViewChange={list.setView}
            {...(open
              ? {
                  selection,
                  onSelectionChange: setSelection,
                  selectionActions: (
                    <BulkButtons
                      busy={actions.busy}
                      onReplay={() => void replay(selection)}
                      onDismiss={() => setDismissing(selection)}
                    />
                  ),
                }
              : {})}
            onOpen={(row) => pane.open(row.id)}
            activeId={pane.id}
            empty={
              <NothingHere
                shown={shown}
                filtered={filter.code !== undefined || filter.feedId !== undefined || Boolean(filter.search)}
              />
            }
          />
        </div>
      </div>
      {pane.id !== null && (
        <InboxPane
          id={pane.id}
          busy={actions.busy}
          onReplay={() => pane.id !== null && void replay(only(pane.id))}
          onDismiss={() => pane.id !== null && setDismissing(only(pane.id))}
          onMended={next}
          onClose={pane.close}
        />
      )}
      <ConfirmDialog
        open={dismissing !== null}
        title={t('dismiss.title', number(dismissed))}
        consequences={[t('dismiss.consequence'), t('dismiss.again')]}
        confirmLabel={t('dismiss.confirm', number(dismissed))}
        danger
        busy={actions.busy}
        onConfirm={() => void dismiss()}
        onClose={() => setDismissing(null)}
      />
    </Screen>
  );
}
