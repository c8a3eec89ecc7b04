import { useTranslation } from 'react-i18next';
import type { InboxRow, InboxState } from '../../../../core/contract/feed-records.ts';
import type { TableSelection } from '../../../components/table/table-types.ts';
import { usePagedRows } from '../../../components/table/use-paged-rows.ts';
import { useTopicVersion } from '../../../lib/events.ts';
import { useFormat } from '../../../lib/format.ts';
import type { InboxLink } from '../../../lib/navigation.ts';
import { rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { selectedIds } from '../../lists/selected-ids.ts';
import { useTold } from '../../lists/use-told.ts';

export interface InboxMeta {
  reasons: { code: string; reason: string; rows: number }[];
}

/** Records that want somebody or something. */
export const OPEN_STATES: readonly InboxState[] = ['quarantined', 'waiting'];

/** Raw records by what became of them, with why and how many of each. */
export function useInboxRows(filter: InboxLink) {
  return usePagedRows<InboxRow, InboxMeta>({
    key: ['feeds-inbox', filter],
    version: useTopicVersion('feeds.changed'),
    fetchPage: async ({ offset, limit, signal }) => {
      const { rows, total, reasons } = await rpc.feeds.inbox({ ...filter, offset, limit }, { signal });
      return { rows, total, meta: { reasons } };
    },
  });
}

const PIECE = 1000;

/** Trying records again and dismissing them, with what came of it in words. */
export function useInboxActions() {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const { busy, perform } = useTold();
  const idsOf = (selection: TableSelection, filter: InboxLink) =>
    selectedIds(selection, (page) => rpc.feeds.inbox({ ...filter, ...page }));
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  const tell = ({ tried, applied }: { tried: number; applied: number }): void => {
    showToast({
      severity: applied > 0 ? 'ok' : 'info',
      message: t('replay.applied', number(applied)),
      detail: tried > applied ? t('replay.left', number(tried - applied)) : undefined,
    });
  };
  const replayIds = async (ids: readonly number[]) => {
    const sum = { tried: 0, applied: 0 };
    for (let start = 0; start < ids.length; start += PIECE) {
      const { tried, applied } = await rpc.feeds.replay({ ids: ids.slice(start, start + PIECE) });
      sum.tried += tried;
      sum.applied += applied;
    }
    return sum;
  };
  return {
    busy,
    replayReason: (code: string, feedId: number | undefined) =>
      perform(async () =>
        tell(await rpc.feeds.replay({ code, ...(feedId === undefined ? {} : { feedId }) })),
      ),
    replay: (selection: TableSelection, filter: InboxLink) =>
      perform(async () => tell(await replayIds(await idsOf(selection, filter)))),
    dismiss: (selection: TableSelection, filter: InboxLink) =>
      perform(async () => {
        const { dismissed } = await rpc.feeds.dismiss({ ids: await idsOf(selection, filter) });
        showToast({ message: t('dismiss.done', number(dismissed)) });
      }),
  };
}
