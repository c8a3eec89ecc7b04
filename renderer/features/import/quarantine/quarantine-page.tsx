import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { CircleCheck, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarantineRow } from '../../../../core/contract/import.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { Screen } from '../../../components/layout/screen.tsx';
import { DataTable } from '../../../components/table/data-table.tsx';
import { countSelected, NO_SELECTION } from '../../../components/table/selection.ts';
import { EMPTY_VIEW, type TableSelection, type TableSource } from '../../../components/table/table-types.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { ReasonList } from '../../lists/reason-list.tsx';
import { RetryOrDrop } from '../../lists/retry-or-drop.tsx';
import { rowById, useIdPane } from '../../lists/use-id-pane.ts';
import { useListSelection } from '../../lists/use-list-selection.ts';
import { ImportTabs } from '../import-tabs.tsx';
import { useImportWords } from '../import-words.ts';
import { FeedsInboxLink } from './feeds-inbox-link.tsx';
import { useQuarantineColumns } from './quarantine-columns.tsx';
import { QuarantinePane } from './quarantine-pane.tsx';
import { useQuarantineActions } from './use-quarantine-actions.ts';
import { useQuarantineFilter } from './use-quarantine-filter.ts';
import { type QuarantineMeta, useQuarantineRows } from './use-quarantine-rows.ts';

const STATUSES = ['open', 'mended', 'dismissed'] as const;

function usePane(source: TableSource<QuarantineRow, QuarantineMeta>) {
  const pane = useIdPane('/import/quarantine');
  const next = () => {
    const at = rowById(source, pane.id);
    const after = at && source.getRow(at.index + 1);
    if (after) pane.open(after.id);
    else pane.close();
  };
  return { ...pane, next };
}

function only(id: number): TableSelection {
  return { mode: 'some', ids: new Set([id]) };
}

function NothingHere({ status, filtered }: { status: (typeof STATUSES)[number]; filtered: boolean }) {
  const { t } = useTranslation('import');
  return (
    <EmptyState icon={CircleCheck} title={t(`quarantine.empty.${filtered ? 'filtered' : status}`)}>
      {status === 'open' && !filtered && t('quarantine.empty.text')}
    </EmptyState>
  );
}

/** What could not be understood, kept with the reason: to be mended, tried again, or dismissed. */
export function QuarantinePage() {
  const { t } = useTranslation('import');
  const format = useFormat();
  const { filter, set } = useQuarantineFilter();
  const status = filter.status ?? 'open';
  const source = useQuarantineRows(filter);
  const columns = useQuarantineColumns<QuarantineRow>();
  const actions = useQuarantineActions();
  const words = useImportWords();
  const pane = usePane(source);
  const [view, setView] = useState(EMPTY_VIEW);
  const [selection, setSelection] = useListSelection(filter);
  const [dismissing, setDismissing] = useState<TableSelection | null>(null);

  const replay = async (rows: TableSelection) => {
    if (await actions.replay(rows, filter)) setSelection(NO_SELECTION);
  };
  const dismissed = dismissing ? countSelected(dismissing, source.total) : 0;
  const dismiss = async () => {
    if (!dismissing || !(await actions.dismiss(dismissing, filter))) return;
    if (pane.id !== null && dismissing.mode === 'some' && dismissing.ids.has(pane.id)) pane.next();
    setDismissing(null);
    setSelection(NO_SELECTION);
  };
  return (
    <Screen
      title={t('quarantine.title')}
      crumbs={[{ label: t('title'), to: links.import() }]}
      toolbar={
        <div style={{ display: 'flex', gap: 14, alignItems: 'center' }}>
          <ImportTabs shown="quarantine" />
          <FeedsInboxLink />
        </div>
      }
      actions={
        <ToggleButtonGroup
          exclusive
          value={status}
          aria-label={t('quarantine.show')}
          onChange={(_event, next: (typeof STATUSES)[number] | null) =>
            next && set({ status: next, code: undefined })
          }
        >
          {STATUSES.map((value) => (
            <ToggleButton key={value} value={value}>
              {t(`quarantine.status.${value}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      }
    >
      <div style={{ display: 'flex', flex: 1, minHeight: 0 }}>
        <ReasonList
          title={t('quarantine.reasons')}
          allLabel={t('quarantine.allReasons')}
          reasons={(source.meta?.reasons ?? []).map(({ code, reason, rows }) => ({
            code,
            rows,
            text: words.reason(code, reason),
          }))}
          chosen={filter.code}
          replayLabel={
            status === 'open'
              ? (rows) => t('replay.reason', { count: rows, formatted: format.integer(rows) })
              : undefined
          }
          busy={actions.busy}
          onChoose={(code) => set({ code })}
          onReplay={(code) => void actions.replayReason(code)}
        />
        <div style={{ display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0 }}>
          <DataTable<QuarantineRow>
            label={t('quarantine.title')}
            columns={columns}
            rowId={(row) => row.id}
            source={source}
            view={view}
            onViewChange={setView}
            {...(status === 'open'
              ? {
                  selection,
                  onSelectionChange: setSelection,
                  selectionActions: (
                    <RetryOrDrop
                      busy={actions.busy}
                      retryLabel={t('replay.one')}
                      onRetry={() => void replay(selection)}
                      dropLabel={t('dismiss.one')}
                      DropIcon={Trash2}
                      onDrop={() => setDismissing(selection)}
                    />
                  ),
                }
              : {})}
            onOpen={(row) => pane.open(row.id)}
            activeId={pane.id}
            empty={<NothingHere status={status} filtered={filter.code !== undefined} />}
          />
        </div>
      </div>
      {pane.id !== null && (
        <QuarantinePane
          id={pane.id}
          busy={actions.busy}
          onReplay={() => pane.id !== null && void replay(only(pane.id))}
          onDismiss={() => pane.id !== null && setDismissing(only(pane.id))}
          onMended={pane.next}
          onClose={pane.close}
        />
      )}
      <ConfirmDialog
        open={dismissing !== null}
        title={t('dismiss.title', { count: dismissed, formatted: format.integer(dismissed) })}
        consequences={[t('dismiss.consequence'), t('dismiss.again')]}
        confirmLabel={t('dismiss.confirm', { count: dismissed, formatted: format.integer(dismissed) })}
        danger
        busy={actions.busy}
        onConfirm={() => void dismiss()}
        onClose={() => setDismissing(null)}
      />
    </Screen>
  );
}
