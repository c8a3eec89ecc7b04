import { useTranslation } from 'react-i18next';
import type { DifferenceRow } from '../../../../core/contract/differences.ts';
import type { RecordKind } from '../../../../core/contract/feed-records.ts';
import type { TableSelection } from '../../../components/table/table-types.ts';
import { usePagedRows } from '../../../components/table/use-paged-rows.ts';
import { useTopicVersion } from '../../../lib/events.ts';
import { useFormat } from '../../../lib/format.ts';
import type { DifferencesLink } from '../../../lib/navigation.ts';
import { rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { selectedIds } from '../../lists/selected-ids.ts';
import { useTold } from '../../lists/use-told.ts';

export interface DifferenceGroup {
  kind: RecordKind;
  type: DifferenceRow['type'];
  field: string | null;
  rows: number;
}

export interface DifferencesMeta {
  groups: DifferenceGroup[];
}

/** Facts on which sources do not agree, with how many of each sort. */
export function useDifferenceRows(filter: DifferencesLink) {
  return usePagedRows<DifferenceRow, DifferencesMeta>({
    key: ['feeds-differences', filter],
    version: useTopicVersion('differences.changed'),
    fetchPage: async ({ offset, limit, signal }) => {
      const { rows, total, groups } = await rpc.feeds.differences({ ...filter, offset, limit }, { signal });
      return { rows, total, meta: { groups } };
    },
  });
}

export type Resolution = { action: 'take'; feedId: number } | { action: 'accept' | 'reopen' };

const PIECE = 1000;

/** Settling differences, with what came of it in words. */
export function useDifferenceActions() {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const { busy, perform } = useTold();
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  const resolve = (selection: TableSelection, filter: DifferencesLink, how: Resolution) =>
    perform(async () => {
      const ids = await selectedIds(selection, (page) => rpc.feeds.differences({ ...filter, ...page }));
      let changed = 0;
      const refused: { reason: string }[] = [];
      const source = how.action === 'take' ? { feedId: how.feedId } : {};
      for (let start = 0; start < ids.length; start += PIECE) {
        const part = ids.slice(start, start + PIECE);
        const result = await rpc.feeds.resolveDifferences({ ids: part, action: how.action, ...source });
        changed += result.changed;
        refused.push(...result.refused);
      }
      const [first] = refused;
      showToast({
        severity: refused.length === 0 ? 'ok' : 'warning',
        message: t(`differences.done.${how.action}`, number(changed)),
        detail: first && t('differences.refused', { ...number(refused.length), reason: first.reason }),
      });
    });
  return { busy, resolve };
}
