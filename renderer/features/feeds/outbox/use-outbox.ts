import { useTranslation } from 'react-i18next';
import type { OutboxRow } from '../../../../core/contract/feed-records.ts';
import type { TableSelection } from '../../../components/table/table-types.ts';
import { usePagedRows } from '../../../components/table/use-paged-rows.ts';
import { useTopicVersion } from '../../../lib/events.ts';
import { useFormat } from '../../../lib/format.ts';
import type { OutboxLink } from '../../../lib/navigation.ts';
import { rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { selectedIds } from '../../lists/selected-ids.ts';
import { useTold } from '../../lists/use-told.ts';

/** Messages to other systems. */
export function useOutboxRows(filter: OutboxLink) {
  return usePagedRows<OutboxRow>({
    key: ['feeds-outbox', filter],
    version: useTopicVersion('feeds.changed'),
    fetchPage: ({ offset, limit, signal }) => rpc.feeds.outbox({ ...filter, offset, limit }, { signal }),
  });
}

/** Trying messages again and cancelling them. */
export function useOutboxActions() {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const { busy, perform } = useTold();
  const idsOf = (selection: TableSelection, filter: OutboxLink) =>
    selectedIds(selection, (page) => rpc.feeds.outbox({ ...filter, ...page }));
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  const told = (retried: number): void => {
    showToast({ message: t('outbox.retried', number(retried)) });
  };
  return {
    busy,
    retryAll: (feedId: number | undefined) =>
      perform(async () => told((await rpc.feeds.retry(feedId === undefined ? {} : { feedId })).retried)),
    retry: (selection: TableSelection, filter: OutboxLink) =>
      perform(async () => told((await rpc.feeds.retry({ ids: await idsOf(selection, filter) })).retried)),
    cancel: (selection: TableSelection, filter: OutboxLink) =>
      perform(async () => {
        const { cancelled } = await rpc.feeds.cancelMessages({ ids: await idsOf(selection, filter) });
        showToast({ message: t('outbox.cancelled', number(cancelled)) });
      }),
  };
}
