import type { Permission } from '../contract/base.ts';
import type { Database } from '../db/database.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { EventBus } from './events/event-bus.ts';
import type { Grids } from './grids.ts';
import type { Places } from './places/index.ts';
import type { SecretStore } from './secrets.ts';

/** What every procedure and service works with. */
export interface AppContext {
  db: Database;
  /** Who acts: every command carries it into the journal. */
  actor: string;
  permissions: ReadonlySet<Permission>;
  events: EventBus;
  jobs: Jobs;
  grids: Grids;
  /** Where places are, offline. */
  places: Places;
  secrets: SecretStore;
  /** UTC epoch milliseconds. */
  clock: () => number;
  log: (line: string) => void;
  /** Folder of the packaged resources (gazetteer, templates). */
  resources: string;
  /** Folder for files made on request (exports); emptied at start. */
  scratch: string;
  /** The program's version. */
  version: string;
}
