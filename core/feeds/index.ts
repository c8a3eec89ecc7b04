export { requestLabelsProcedure } from './booking/index.ts';
export { createDemoCarriers } from './demo-carriers/index.ts';
export { bindEngine, FeedsEngine, feedsOf } from './engine/engine.ts';
export type { ConnectorRegistry } from './engine/feed.ts';
export { defineFeedJobs } from './feeds.jobs.ts';
export { feedsProcedures } from './feeds.procedures.ts';
export { releaseMessages } from './release-messages.ts';
