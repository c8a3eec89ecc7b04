import type { CoreEvent } from '../contract/events.ts';

/** The in-memory lists behind the Stock and Orders screens. */
export interface Grids {
  /** Takes over what a commit changed; afterwards every query sees it. */
  refresh(events: readonly CoreEvent[]): Promise<void>;
}
