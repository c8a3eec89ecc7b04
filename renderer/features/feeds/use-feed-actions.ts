import { useTranslation } from 'react-i18next';
import type { FeedRun, FeedView } from '../../../core/contract/feeds.ts';
import type { JobView } from '../../../core/contract/jobs.ts';
import { followJob } from '../../lib/jobs.ts';
import { rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { useTold } from '../lists/use-told.ts';
import { useFeedWords } from './feed-words.ts';

type Feed = Pick<FeedView, 'id' | 'name'>;

/** What people do with a feed; each tells what came of it. */
export function useFeedActions() {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  const { busy, perform } = useTold();

  const tell = (feed: Feed, job: JobView) => {
    const run = job.status === 'done' ? (job.outcome as FeedRun | null) : null;
    if (job.status === 'cancelled') return;
    if (run && !run.error) {
      showToast({ message: t('done.run', { name: feed.name }), detail: words.outcome(run) });
      return;
    }
    const fault = run?.error ? words.fault(run.error) : null;
    showToast({
      severity: 'critical',
      message: t('done.failed', { name: feed.name }),
      detail: fault ? [fault.title, fault.action].filter(Boolean).join(' ') : job.error?.message,
    });
  };
  const follow = (feed: Feed, start: () => Promise<{ jobId: string }>) =>
    perform(async () => {
      const { jobId } = await start();
      followJob(jobId).then(
        (job) => tell(feed, job),
        () => {},
      );
    });

  return {
    busy,
    sync: (feed: Feed) => follow(feed, () => rpc.feeds.sync({ id: feed.id })),
    backfill: (feed: Feed, from: number) => follow(feed, () => rpc.feeds.backfill({ id: feed.id, from })),
    reconcile: (feed: Feed) => follow(feed, () => rpc.feeds.reconcile({ id: feed.id })),
    cancelRun: (feed: Feed) =>
      perform(async () => {
        await rpc.feeds.cancelRun({ id: feed.id });
        showToast({ severity: 'info', message: t('done.cancelled', { name: feed.name }) });
      }),
    setActive: (feed: Feed, active: boolean) =>
      perform(async () => {
        await rpc.feeds.setActive({ id: feed.id, active });
        showToast({ message: t(active ? 'done.resumed' : 'done.paused', { name: feed.name }) });
      }),
    remove: (feed: Feed) =>
      perform(async () => {
        await rpc.feeds.remove({ id: feed.id });
        showToast({ message: t('done.removed', { name: feed.name }) });
      }),
  };
}

export type FeedActions = ReturnType<typeof useFeedActions>;
