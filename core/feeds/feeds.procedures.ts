import { os } from '../features/procedures.ts';
import { requestBooking } from './booking/index.ts';
import { demoCarriersOf } from './demo-carriers/index.ts';
import {
  freshness,
  listDifferences,
  listPrecedence,
  readCensus,
  resolveDifferences,
  savePrecedence,
  sourcesOf,
} from './differences/index.ts';
import { feedsOf } from './engine/engine.ts';
import { listRuns } from './engine/feed.queries.ts';
import { listOutbox } from './engine/sender.queries.ts';
import { FEED_JOBS } from './feeds.jobs.ts';
import {
  cancelMessages,
  dismissInboxRows,
  findFeed,
  getFeed,
  getInboxItem,
  listFeeds,
  listInboxRows,
  mendInboxRow,
  previewFeed,
  removeFeed,
  replayInbox,
  retryMessages,
  saveFeed,
  setActive,
  testFeed,
} from './feeds.service.ts';
import { connectorView, outboxView } from './feeds.views.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './intake/index.ts';

const NEVER_ABORTED = new AbortController().signal;
const router = os.feeds;

export const feedsProcedures = {
  connectors: router.connectors.handler(({ context }) =>
    [...feedsOf(context).registry.values()].map(connectorView),
  ),
  list: router.list.handler(({ context }) => listFeeds(context)),
  get: router.get.handler(({ context, input }) => getFeed(context, input.id)),
  test: router.test.handler(({ context, input, signal }) =>
    testFeed(context, input, signal ?? NEVER_ABORTED),
  ),
  preview: router.preview.handler(({ context, input, signal }) =>
    previewFeed(context, input, input.limit, signal ?? NEVER_ABORTED),
  ),
  save: router.save.handler(({ context, input }) => saveFeed(context, input)),
  setActive: router.setActive.handler(({ context, input }) => setActive(context, input.id, input.active)),
  remove: router.remove.handler(async ({ context, input }) => {
    await removeFeed(context, input.id);
    return {};
  }),
  sync: router.sync.handler(async ({ context, input }) => {
    const { name } = await findFeed(context, input.id);
    return { jobId: await context.jobs.start(FEED_JOBS.sync, { feedId: input.id, name }, context.actor) };
  }),
  backfill: router.backfill.handler(async ({ context, input }) => {
    const { name } = await findFeed(context, input.id);
    const request = { feedId: input.id, name, from: input.from };
    return { jobId: await context.jobs.start(FEED_JOBS.backfill, request, context.actor) };
  }),
  reconcile: router.reconcile.handler(async ({ context, input }) => {
    const { name } = await findFeed(context, input.id);
    return {
      jobId: await context.jobs.start(FEED_JOBS.reconcile, { feedId: input.id, name }, context.actor),
    };
  }),
  cancelRun: router.cancelRun.handler(({ context, input }) => {
    feedsOf(context).cancel(input.id);
    return {};
  }),
  runs: router.runs.handler(({ context, input }) =>
    listRuns(context.db, input.feedId, input.offset, input.limit),
  ),
  inbox: router.inbox.handler(({ context, input }) => listInboxRows(context, input)),
  inboxItem: router.inboxItem.handler(({ context, input }) => getInboxItem(context, input.id)),
  mend: router.mend.handler(({ context, input }) => mendInboxRow(context, input.id, input.body)),
  replay: router.replay.handler(({ context, input }) => replayInbox(context, input)),
  dismiss: router.dismiss.handler(async ({ context, input }) => ({
    dismissed: await dismissInboxRows(context, input.ids),
  })),
  outbox: router.outbox.handler(async ({ context, input }) => {
    const { rows, total } = await listOutbox(context.db, input, input.offset, input.limit);
    return { rows: rows.map(outboxView), total };
  }),
  retry: router.retry.handler(async ({ context, input }) => ({
    retried: await retryMessages(context, input),
  })),
  cancelMessages: router.cancelMessages.handler(async ({ context, input }) => ({
    cancelled: await cancelMessages(context, input.ids),
  })),
  book: router.book.handler(({ context, input }) =>
    requestBooking(context, input.numbers, input.id, input.kind),
  ),
  differences: router.differences.handler(({ context, input }) => listDifferences(context, input)),
  resolveDifferences: router.resolveDifferences.handler(({ context, input }) =>
    resolveDifferences(context, input),
  ),
  census: router.census.handler(({ context, input }) => readCensus(context, input.id)),
  precedence: router.precedence.handler(({ context }) => listPrecedence(context)),
  savePrecedence: router.savePrecedence.handler(({ context, input }) => savePrecedence(context, input)),
  freshness: router.freshness.handler(({ context }) => freshness(context)),
  sources: router.sources.handler(({ context, input }) => sourcesOf(context, input.kind, input.key)),
  apiKeys: router.apiKeys.handler(({ context }) => listApiKeys(context)),
  createApiKey: router.createApiKey.handler(({ context, input }) => createApiKey(context, input)),
  revokeApiKey: router.revokeApiKey.handler(({ context, input }) => revokeApiKey(context, input.id)),
  demoCarriers: router.demoCarriers.handler(({ context }) => demoCarriersOf(context).state()),
  setDemoCarriers: router.setDemoCarriers.handler(({ context, input }) =>
    demoCarriersOf(context).change(input),
  ),
};
