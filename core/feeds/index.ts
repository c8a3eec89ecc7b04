export { bindEngine, FeedsEngine, feedsOf } from './engine/engine.ts';
export { defineFeedJobs } from './feeds.jobs.ts';
export { feedsProcedures } from './feeds.procedures.ts';
