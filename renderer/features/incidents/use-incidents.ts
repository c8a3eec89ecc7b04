import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IncidentFilter, IncidentRow, OptionKind } from '../../../core/contract/incidents.ts';
import type { TableSelection } from '../../components/table/table-types.ts';
import { usePagedRows } from '../../components/table/use-paged-rows.ts';
import { useTopicVersion } from '../../lib/events.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { selectedIds } from '../lists/selected-ids.ts';
import { offerUndo } from '../lists/undo.ts';
import { useTold } from '../lists/use-told.ts';
import { useIncidentWords } from './incident-words.ts';

export interface IncidentsMeta {
  bySeverity: { severity: number; count: number }[];
  open: number;
  /** Open ones in whose comments I am named. */
  mentions: number;
}

/** Incidents that fit the filter, by severity and time left. */
export function useIncidentRows(filter: IncidentFilter) {
  return usePagedRows<IncidentRow, IncidentsMeta>({
    key: ['incidents', filter],
    version: useTopicVersion('incidents.changed'),
    fetchPage: async ({ offset, limit, signal }) => {
      const { rows, total, ...meta } = await rpc.incidents.list({ filter, offset, limit }, { signal });
      return { rows, total, meta };
    },
  });
}

/** Who sits here. */
export function useActor(): string {
  return useQuery(orpc.workspace.info.queryOptions()).data?.actor ?? '';
}

/** Whom incidents are given to. */
export interface Receiver {
  owner: string | null;
  teamId?: number;
}

const PIECE = 1000;
const HOUR_MS = 3_600_000;

/** Commands of the inbox, also for what is opened inside shared causes when all is selected; each tells what it did, and offers to take it back where it can be. */
export function useIncidentCommands(filter: IncidentFilter, opened: readonly number[] = []) {
  const { t } = useTranslation(['incidents', 'common']);
  const words = useIncidentWords();
  const { busy, perform } = useTold();
  const refresh = () => queryClient.invalidateQueries({ queryKey: orpc.incidents.key() });
  const idsOf = async (selection: TableSelection) => {
    const ids = await selectedIds(selection, (page) => rpc.incidents.list({ filter, ...page }));
    return selection.mode === 'all' ? [...ids, ...opened.filter((id) => !selection.except.has(id))] : ids;
  };
  const inPieces = async (
    selection: TableSelection,
    work: (ids: number[]) => Promise<{ changed: number }>,
  ): Promise<{ ids: number[]; changed: number }> => {
    const ids = await idsOf(selection);
    let changed = 0;
    for (let from = 0; from < ids.length; from += PIECE) {
      changed += (await work(ids.slice(from, from + PIECE))).changed;
    }
    await refresh();
    return { ids, changed };
  };
  const undone = (ids: number[], undo: (piece: number[]) => Promise<unknown>) => async () => {
    for (let from = 0; from < ids.length; from += PIECE) await undo(ids.slice(from, from + PIECE));
    await refresh();
  };
  const told = (
    selection: TableSelection,
    key: string,
    work: (ids: number[]) => Promise<{ changed: number }>,
    undo: (ids: number[]) => Promise<unknown>,
  ) =>
    perform(async () => {
      const { ids, changed } = await inPieces(selection, work);
      offerUndo({
        severity: 'ok',
        message: t(`told.${key}`, { count: changed }),
        label: t('common:action.undo'),
        undo: undone(ids, undo),
      });
    });
  const give = (selection: TableSelection, to: Receiver, key = 'given') => {
    const before: { owner: string | null; teamId: number | null; ids: number[] }[] = [];
    return told(
      selection,
      key,
      async (ids) => {
        const done = await rpc.incidents.assign({ ids, ...to });
        before.push(...done.before);
        return done;
      },
      async () => {
        for (const was of before.splice(0)) await rpc.incidents.assign(was);
      },
    );
  };
  const assign = (selection: TableSelection, owner: string | null) =>
    give(selection, { owner }, owner === null ? 'unassigned' : 'assigned');
  const snooze = (selection: TableSelection, hours: number) =>
    told(
      selection,
      'snoozed',
      (ids) => rpc.incidents.snooze({ ids, until: Date.now() + hours * HOUR_MS }),
      (ids) => rpc.incidents.reopen({ ids }),
    );
  const resolve = (selection: TableSelection, as: 'resolved' | 'dismissed') =>
    told(
      selection,
      as,
      (ids) => rpc.incidents.resolve({ ids, as }),
      (ids) => rpc.incidents.reopen({ ids }),
    );
  const reopen = (selection: TableSelection) =>
    perform(async () => {
      const { changed } = await inPieces(selection, (ids) => rpc.incidents.reopen({ ids }));
      showToast({ severity: 'ok', message: t('told.reopened', { count: changed }) });
    });
  const watch = (selection: TableSelection, on: boolean) =>
    perform(async () => {
      const { changed } = await inPieces(selection, (ids) => rpc.incidents.watch({ ids, on }));
      showToast({ message: t(on ? 'told.watched' : 'told.unwatched', { count: changed }) });
    });
  const merge = (selection: TableSelection) =>
    perform(async () => {
      const [into, ...ids] = await idsOf(selection);
      if (into === undefined || ids.length === 0) return;
      const { changed } = await rpc.incidents.merge({ ids: ids.slice(0, PIECE), into });
      await refresh();
      showToast({ severity: 'ok', message: t('told.merged', { count: changed }) });
    });
  const comment = (id: number, note: string) =>
    perform(async () => {
      await rpc.incidents.comment({ id, note });
      await refresh();
      showToast({ message: t('told.commented') });
    });
  const apply = (ids: number[], option: OptionKind, bodies: Record<string, string>) =>
    perform(async () => {
      const { applied, refused } = await rpc.incidents.apply({ ids, option, bodies });
      await refresh();
      const [first] = refused;
      showToast({
        severity: refused.length > 0 ? 'warning' : 'ok',
        message: t('told.applied', { count: applied.length, option: words.option(option) }),
        ...(first ? { detail: t('told.refused', { count: refused.length, reason: first.reason }) } : {}),
      });
    });
  const undo = (actionId: number, option: OptionKind) =>
    perform(async () => {
      await rpc.incidents.undo({ actionId });
      await refresh();
      showToast({ severity: 'ok', message: t('told.undone', { option: words.option(option) }) });
    });
  const look = () =>
    perform(async () => {
      const { looked, opened, closed, tookMs } = await rpc.incidents.detect({});
      await refresh();
      showToast({
        severity: 'ok',
        message: t('told.looked', { looked, opened, closed, ms: Math.round(tookMs) }),
      });
    });
  return { busy, assign, give, snooze, resolve, reopen, watch, merge, comment, apply, undo, look };
}
export type IncidentCommands = ReturnType<typeof useIncidentCommands>;
