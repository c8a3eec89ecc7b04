import { mkdirSync, rmSync } from 'node:fs';
import { PERMISSIONS } from '../contract/base.ts';
import { type Database, type DatabaseTarget, openDatabase } from '../db/database.ts';
import { slowQueryLog } from '../db/query-log.ts';
import type { AppContext } from '../features/context.ts';
import { startEtaClock } from '../features/eta/index.ts';
import { createEventBus } from '../features/events/index.ts';
import { startDetection } from '../features/incidents/index.ts';
import { publishChanges } from '../features/journal/index.ts';
import { startClosing } from '../features/orders/index.ts';
import { openGazetteer } from '../features/places/index.ts';
import { startPlaybooks } from '../features/playbooks/index.ts';
import { explainError } from '../features/procedures.ts';
import { startPromiseSweep } from '../features/promise/index.ts';
import type { SecretStore } from '../features/secrets.ts';
import { startStoreTaskSweep } from '../features/store-tasks/index.ts';
import { startValidation } from '../features/validation/index.ts';
import { startResourcing } from '../features/workbench/index.ts';
import { CONNECTORS } from '../feeds/connectors/all.ts';
import {
  bindEngine,
  type ConnectorRegistry,
  createDemoCarriers,
  defineFeedJobs,
  FeedsEngine,
} from '../feeds/index.ts';
import { createJobStore } from '../jobs/job-store.ts';
import { createJobs } from '../jobs/jobs.ts';
import { createTaskRunner, type TaskRunner } from '../jobs/task-runner.ts';
import { launchDemoCarriers } from './demo-carriers-process.ts';
import { threadEntries } from './entries.ts';
import { dataFolder } from './environment.ts';
import { openGrids } from './grids.ts';
import { keepHeapSmall } from './heap.ts';
import { registerJobs } from './job-kinds.ts';
import { keyFileSecrets } from './secrets/key-file.ts';

export interface RuntimeOptions {
  target: DatabaseTarget;
  resources: string;
  /** Folder for files made on request; emptied now and at the end. */
  scratch: string;
  actor: string;
  version: string;
  log: (line: string) => void;
  /** better-sqlite3's addon, when the packaged one does not fit this runtime. */
  nativeBinding?: string | undefined;
  /** Where feeds keep their secrets; a key file in the user's data folder by default. */
  secrets?: SecretStore;
  /** Connectors known; all of this version by default. */
  connectors?: ConnectorRegistry;
  /** Feeds run by themselves here. Otherwise only when asked. */
  worksFeeds?: boolean;
  /** Loads the lists only when one is asked for: for commands that come and go. */
  listsWhenAsked?: boolean;
  /** Runs the tasks of jobs, and is closed with them; threads of its own by default. */
  tasks?: TaskRunner;
}

export interface Runtime {
  ctx: AppContext;
  close(): Promise<void>;
}

const WATCH_OTHER_PROGRAMS_MS = 500;

/** Composes the core around one workspace. @throws DatabaseError when it cannot be opened. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  keepHeapSmall();
  rmSync(options.scratch, { recursive: true, force: true });
  mkdirSync(options.scratch, { recursive: true });
  const binding = options.nativeBinding ? { nativeBinding: options.nativeBinding } : {};
  const db = await openDatabase(options.target, {
    threadUrl: threadEntries.sqlite,
    log: slowQueryLog(options.log),
    ...binding,
  });
  const events = createEventBus();
  const clock = Date.now;
  const store = createJobStore(db);
  await store.interruptUnfinished(clock());
  const tasks = options.tasks ?? createTaskRunner(threadEntries.job);
  const jobs = createJobs({
    store,
    tasks,
    clock,
    publish: (job) => events.publish({ type: 'job.changed', job }),
    explain: explainError,
  });
  const grids = openGrids({
    target: options.target,
    threadUrl: threadEntries.grid,
    whenAsked: options.listsWhenAsked ?? false,
    ...binding,
    publish: events.publish,
    log: options.log,
  });
  const ctx: AppContext = {
    db,
    actor: options.actor,
    permissions: new Set(PERMISSIONS),
    events,
    jobs,
    grids,
    places: openGazetteer(options.resources),
    secrets: options.secrets ?? keyFileSecrets(dataFolder()),
    clock,
    log: options.log,
    resources: options.resources,
    scratch: options.scratch,
    version: options.version,
  };
  registerJobs(ctx);
  const demoCarriers = createDemoCarriers(ctx, launchDemoCarriers);
  const feeds = new FeedsEngine({
    ctx,
    registry: options.connectors ?? CONNECTORS,
    tasks,
    onWorking: () =>
      void demoCarriers.resume().catch((error: unknown) => options.log(`demo carriers: ${String(error)}`)),
  });
  bindEngine(feeds);
  defineFeedJobs(ctx);
  if (options.worksFeeds) feeds.start();
  const stopSweep = options.worksFeeds ? startPromiseSweep(ctx) : async () => {};
  const stopResourcing = options.worksFeeds ? startResourcing(ctx) : async () => {};
  const stopDetection = options.worksFeeds ? startDetection(ctx) : async () => {};
  const stopEtaClock = options.worksFeeds ? startEtaClock(ctx) : async () => {};
  const stopPlaybooks = options.worksFeeds ? startPlaybooks(ctx) : async () => {};
  const stopStoreTasks = options.worksFeeds ? startStoreTaskSweep(ctx) : async () => {};
  const stopValidation = options.worksFeeds ? startValidation(ctx) : async () => {};
  const stopClosing = options.worksFeeds ? startClosing(ctx) : async () => {};
  const stopWatching = watchOtherPrograms(ctx, db);
  return {
    ctx,
    async close() {
      stopWatching();
      await stopPlaybooks();
      await stopDetection();
      await stopEtaClock();
      await stopSweep();
      await stopStoreTasks();
      await stopValidation();
      await stopClosing();
      await stopResourcing();
      await demoCarriers.close();
      await feeds.close();
      await jobs.close();
      await grids.close();
      await db.close();
      rmSync(options.scratch, { recursive: true, force: true });
    },
  };
}

/** What another program (the command line, say) commits to the file reaches the screens too. */
function watchOtherPrograms(ctx: AppContext, db: Database): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void db
      .changedElsewhere()
      .then((changed) =>
        changed
          ? publishChanges(ctx, [
              { type: 'network.changed' },
              { type: 'stock.changed' },
              { type: 'orders.changed' },
              { type: 'shipments.changed' },
              { type: 'quarantine.changed' },
            ])
          : undefined,
      )
      .catch((error: unknown) => ctx.log(`watching for other programs: ${String(error)}`))
      .finally(() => {
        busy = false;
      });
  }, WATCH_OTHER_PROGRAMS_MS);
  timer.unref();
  return () => clearInterval(timer);
}
