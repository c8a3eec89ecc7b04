import type { FeedFault } from '../../contract/feed-records.ts';
import type { FeedRun } from '../../contract/feeds.ts';
import type { Applied } from './apply-inbox.ts';
import { NO_RUN_COUNTS } from './feed.queries.ts';
import type { TakenIn } from './inbox.queries.ts';

/** The account of a run while it goes on: what the screens show of it. */
export class RunTally {
  readonly view: FeedRun;
  /** The newest instant that the source told of. */
  newestVersion: number | null = null;

  constructor(feedId: number, kind: FeedRun['kind'], trigger: FeedRun['trigger'], startedAt: number) {
    this.view = {
      id: 0,
      feedId,
      kind,
      trigger,
      status: 'running',
      startedAt,
      finishedAt: null,
      progress: null,
      ...NO_RUN_COUNTS,
      kinds: {},
      error: null,
    };
  }

  /** Whether the run has anything to tell: quiet ones leave no row. */
  get eventful(): boolean {
    const { received, stale, applied, waiting, quarantined, error } = this.view;
    return received + stale + applied + waiting + quarantined > 0 || error !== null;
  }

  took(taken: TakenIn): void {
    this.view.received += taken.stored.length + taken.stale;
    this.view.duplicates += taken.duplicates;
    this.view.stale += taken.stale;
    for (const { version } of taken.stored) {
      if (version !== null) this.newestVersion = Math.max(this.newestVersion ?? version, version);
    }
  }

  applied(outcome: Applied): void {
    this.view.applied += outcome.applied;
    this.view.unchanged += outcome.unchanged;
    this.view.waiting += outcome.waiting;
    this.view.quarantined += outcome.quarantined;
    for (const [kind, count] of Object.entries(outcome.kinds)) {
      this.view.kinds[kind] = (this.view.kinds[kind] ?? 0) + count;
    }
  }

  end(status: FeedRun['status'], error: FeedFault | null, at: number): void {
    this.view.status = status;
    this.view.error = error;
    this.view.finishedAt = at;
    this.view.progress = 1;
  }
}
