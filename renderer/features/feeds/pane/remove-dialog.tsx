import { useTranslation } from 'react-i18next';
import type { FeedView } from '../../../../core/contract/feeds.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { useFormat } from '../../../lib/format.ts';
import type { FeedActions } from '../use-feed-actions.ts';

interface RemoveDialogProps {
  feed: FeedView;
  actions: FeedActions;
  onRemoved: () => void;
  onClose: () => void;
}

/** Asks before a connection is forgotten, with what goes and what stays. */
export function RemoveDialog({ feed, actions, onRemoved, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const { backlog } = feed;
  const unsent = backlog.out + backlog.parked;
  const open = backlog.in + backlog.waiting + backlog.quarantined;
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  return (
    <ConfirmDialog
      open
      danger
      title={t('remove.title', { name: feed.name })}
      confirmLabel={t('remove.confirm', { name: feed.name })}
      consequences={[
        t('remove.connection'),
        ...(unsent > 0 ? [t('remove.unsent', number(unsent))] : []),
        ...(open > 0 ? [t('remove.open', number(open))] : []),
        t('remove.stays'),
      ]}
      busy={actions.busy}
      onConfirm={() => void actions.remove(feed).then((done) => done && onRemoved())}
      onClose={onClose}
    />
  );
}
