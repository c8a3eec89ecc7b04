import type { CoreEvent } from '../contract/events.ts';
import type { Database, DatabaseTarget } from '../db/database.ts';
import type { Grids } from '../features/grids.ts';

export interface GridsOptions {
  db: Database;
  target: DatabaseTarget;
  threadUrl: URL;
  sqliteThreadUrl: URL;
  nativeBinding?: string;
  publish: (event: CoreEvent) => void;
  clock: () => number;
}

export function openGrids(_options: GridsOptions): Grids & { close(): Promise<void> } {
  return { refresh: async () => {}, close: async () => {} };
}
