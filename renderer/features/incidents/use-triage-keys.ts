import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../../core/contract/incidents.ts';
import { toggleSelected } from '../../components/table/selection.ts';
import type { TableSelection, TableSource } from '../../components/table/table-types.ts';
import { useRegisterCommands } from '../../lib/commands.ts';
import { rowById, type useIdPane } from '../lists/use-id-pane.ts';
import type { IncidentCommands, IncidentsMeta } from './use-incidents.ts';

const SNOOZE_HOURS = 4;

interface Triage {
  source: TableSource<IncidentRow, IncidentsMeta>;
  pane: ReturnType<typeof useIdPane>;
  selection: TableSelection;
  setSelection: (selection: TableSelection) => void;
  commands: IncidentCommands;
  actor: string;
  open: boolean;
  /** Shows or hides what is inside a shared cause. */
  onUnfold: (id: number) => void;
}

/** Triage by keys: j and k go through the inbox; a, s, e and x act on what is open in the pane, or on what is selected. */
export function useTriageKeys(triage: Triage): void {
  const { t } = useTranslation('incidents');
  const { source, pane, selection, setSelection, commands, actor, open, onUnfold } = triage;
  const group = t('title');
  const { row: current = null, index: here = -1 } = rowById(source, pane.id) ?? {};
  const go = (step: number) => {
    const row = source.getRow(Math.max(0, Math.min(source.total - 1, here + step)));
    if (row) pane.open(row.id);
  };
  const chosen = selection.mode === 'all' || selection.ids.size > 0;
  const rows: TableSelection = chosen
    ? selection
    : { mode: 'some', ids: new Set(pane.id === null ? [] : [pane.id]) };
  const some = open && (chosen || pane.id !== null) && !commands.busy;
  /** What is dealt with leaves the list: the next one comes up. */
  const deal = async (work: Promise<boolean>) => {
    const next = chosen ? null : (source.getRow(here + 1) ?? null);
    if (!(await work)) return;
    if (next) pane.open(next.id);
    else if (!chosen) pane.close();
  };
  useRegisterCommands([
    { id: 'incidents.next', title: t('action.next'), group, shortcut: 'j', keysOnly: true, run: () => go(1) },
    {
      id: 'incidents.previous',
      title: t('action.previous'),
      group,
      shortcut: 'k',
      keysOnly: true,
      run: () => go(-1),
    },
    {
      id: 'incidents.select',
      title: t('action.select'),
      group,
      shortcut: 'x',
      keysOnly: true,
      enabled: pane.id !== null,
      run: () => {
        if (pane.id !== null) setSelection(toggleSelected(selection, pane.id));
      },
    },
    {
      id: 'incidents.unfold',
      title: t('action.unfold'),
      group,
      shortcut: 'i',
      enabled: current !== null && current.children > 0,
      run: () => {
        if (current) onUnfold(current.id);
      },
    },
    {
      id: 'incidents.assign',
      title: t('action.assignMe'),
      group,
      shortcut: 'a',
      enabled: some,
      run: () => void commands.assign(rows, actor),
    },
    {
      id: 'incidents.snooze',
      title: `${t('action.snooze')} (${t(`snooze.${SNOOZE_HOURS}`)})`,
      group,
      shortcut: 's',
      enabled: some,
      run: () => void deal(commands.snooze(rows, SNOOZE_HOURS)),
    },
    {
      id: 'incidents.resolve',
      title: t('action.resolve'),
      group,
      shortcut: 'e',
      enabled: some,
      run: () => void deal(commands.resolve(rows, 'resolved')),
    },
    {
      id: 'incidents.options',
      title: t('action.options'),
      group,
      shortcut: 'o',
      enabled: pane.id !== null,
      run: () => document.querySelector<HTMLElement>('aside article button')?.focus(),
    },
  ]);
}
