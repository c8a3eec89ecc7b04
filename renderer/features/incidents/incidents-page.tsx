import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CloudLightning, NotebookPen, RefreshCw } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  INCIDENT_STATES,
  type IncidentFilter,
  type IncidentRow,
  type OptionKind,
} from '../../../core/contract/incidents.ts';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { Screen } from '../../components/layout/screen.tsx';
import { ColumnsMenu } from '../../components/table/columns-menu.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import { NO_SELECTION } from '../../components/table/selection.ts';
import type { TableSelection } from '../../components/table/table-types.ts';
import { useFormat } from '../../lib/format.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { ListViews } from '../lists/list-views.tsx';
import { selectedIds } from '../lists/selected-ids.ts';
import { useUndoCommand } from '../lists/undo.ts';
import { useIdPane } from '../lists/use-id-pane.ts';
import { useListSelection } from '../lists/use-list-selection.ts';
import { tidyFilter, useListState } from '../lists/use-list-state.ts';
import { AreasDialog } from './areas-dialog.tsx';
import { BulkButtons } from './bulk-buttons.tsx';
import { HandoverDialog } from './handover-dialog.tsx';
import { useIncidentColumns } from './incident-columns.tsx';
import { IncidentFilters } from './incident-filters.tsx';
import { useIncidentWords } from './incident-words.ts';
import { NothingForTeam } from './nothing-for-team.tsx';
import { OptionDialog } from './option-dialog.tsx';
import { OtherScreens } from './other-screens.tsx';
import { OwnerChoice } from './owner-choice.tsx';
import { IncidentPane } from './pane/incident-pane.tsx';
import { useActor, useIncidentCommands, useIncidentRows } from './use-incidents.ts';
import { useOpenedCauses } from './use-opened-causes.ts';
import { useTriageKeys } from './use-triage-keys.ts';

const MOST_AT_ONCE = 1000;
const only = (id: number): TableSelection => ({ mode: 'some', ids: new Set([id]) });

/** The supervisor's inbox: the gravest and most pressing first, each with its ways out. */
export function IncidentsPage() {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const words = useIncidentWords();
  const list = useListState<IncidentFilter>('incidents');
  const { filter, setFilter } = list;
  const state = filter.states?.[0] ?? 'open';
  const open = state === 'open' || state === 'snoozed';
  const causes = useOpenedCauses(useIncidentRows(filter), filter);
  const { source } = causes;
  const commands = useIncidentCommands(filter, causes.insideIds);
  const pane = useIdPane('/incidents');
  const actor = useActor();
  const [selection, setSelection] = useListSelection(filter);
  const [choosing, setChoosing] = useState<{ ids: number[]; option: OptionKind } | null>(null);
  const [handover, setHandover] = useState(false);
  const [areas, setAreas] = useState(false);
  useUndoCommand(t('title'));
  const lookInside = useCallback((id: number) => setFilter({ parentId: id, states: ['open'] }), [setFilter]);
  const inside = useInsideName(filter.parentId);
  const columns = useIncidentColumns({
    opened: causes.opened,
    onToggle: causes.toggle,
    onInside: useCallback((row: IncidentRow) => lookInside(row.id), [lookInside]),
  });
  useTriageKeys({ source, pane, selection, setSelection, commands, actor, open, onUnfold: causes.toggle });
  const choose = async (rows: TableSelection, option: OptionKind) => {
    const ids = await selectedIds(rows, (page) => rpc.incidents.list({ filter, ...page }));
    setChoosing({ ids: ids.slice(0, MOST_AT_ONCE), option });
  };
  const done = (work: Promise<boolean>) => void work.then((well) => well && setSelection(NO_SELECTION));
  return (
    <Screen
      title={t('title')}
      toolbar={
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 10 }}>
          <ToggleButtonGroup
            exclusive
            value={(filter.states?.length ?? 1) === 1 ? state : null}
            aria-label={t('show')}
            onChange={(_event, next: (typeof INCIDENT_STATES)[number] | null) =>
              next &&
              setFilter(
                tidyFilter({ ...filter, states: next === 'open' ? undefined : [next] }) as IncidentFilter,
              )
            }
          >
            {INCIDENT_STATES.map((value) => (
              <ToggleButton key={value} value={value}>
                {t(`state.${value}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <OwnerChoice
            value={filter.owner ?? 'all'}
            onChange={(owner) =>
              setFilter(
                tidyFilter({ ...filter, owner: owner === 'all' ? undefined : owner }) as IncidentFilter,
              )
            }
          />
        </div>
      }
      actions={
        <>
          <Button
            startIcon={<RefreshCw size={14} />}
            disabled={commands.busy}
            onClick={() => void commands.look()}
          >
            {t('action.look')}
          </Button>
          <Button startIcon={<NotebookPen size={14} />} onClick={() => setHandover(true)}>
            {t('action.handover')}
          </Button>
          <Button startIcon={<CloudLightning size={14} />} onClick={() => setAreas(true)}>
            {t('areas.open')}
          </Button>
          <OtherScreens />
          <ColumnsMenu columns={columns} view={list.view} onViewChange={list.setView} />
          <ListViews screen="incidents" list={list} />
        </>
      }
    >
      <IncidentFilters
        filter={filter}
        meta={source.meta}
        inside={inside && words.about(inside)}
        onChange={setFilter}
      />
      <DataTable<IncidentRow>
        label={t('title')}
        columns={columns}
        rowId={(row) => row.id}
        source={source}
        view={list.view}
        onViewChange={list.setView}
        selection={selection}
        onSelectionChange={setSelection}
        selectionActions={
          <BulkButtons
            open={open}
            busy={commands.busy}
            onAssign={() => done(commands.assign(selection, actor))}
            onGive={(to) => done(commands.give(selection, to))}
            onSnooze={(hours) => done(commands.snooze(selection, hours))}
            onResolve={(as) => done(commands.resolve(selection, as))}
            onOption={(option) => void choose(selection, option)}
            onMerge={() => done(commands.merge(selection))}
            onReopen={() => done(commands.reopen(selection))}
          />
        }
        onOpen={(row) => pane.open(row.id)}
        onBranch={causes.onBranch}
        activeId={pane.id}
        footNote={
          source.meta && t('total', { count: source.meta.open, formatted: format.integer(source.meta.open) })
        }
        empty={
          filter.owner === 'team' ? (
            <NothingForTeam />
          ) : (
            <NothingWrong filtered={Object.keys(tidyFilter(filter)).length > 0} />
          )
        }
      />
      {pane.id !== null && (
        <IncidentPane
          key={pane.id}
          id={pane.id}
          actor={actor}
          commands={commands}
          onOption={(option) => pane.id !== null && void choose(only(pane.id), option)}
          onInside={lookInside}
          onClose={pane.close}
        />
      )}
      {choosing && (
        <OptionDialog
          {...choosing}
          busy={commands.busy}
          onConfirm={(bodies) => {
            done(commands.apply(choosing.ids, choosing.option, bodies));
            setChoosing(null);
          }}
          onClose={() => setChoosing(null)}
        />
      )}
      {areas && <AreasDialog onClose={() => setAreas(false)} />}
      {handover && <HandoverDialog owner={filter.owner ?? 'all'} onClose={() => setHandover(false)} />}
    </Screen>
  );
}

/** The shared cause whose inside is shown. */
function useInsideName(parentId: number | undefined) {
  const { data } = useQuery({
    ...orpc.incidents.detail.queryOptions({ input: { id: parentId ?? 0 } }),
    enabled: parentId !== undefined,
    retry: false,
  });
  return parentId === undefined ? null : (data ?? { cause: null, place: null, key: '…' });
}

function NothingWrong({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation('incidents');
  return (
    <EmptyState icon={CircleCheck} title={t(filtered ? 'empty.filtered' : 'empty.title')}>
      {!filtered && t('empty.text')}
    </EmptyState>
  );
}
