import type { CoreEvent } from '../../contract/events.ts';
import type { RecordProblem } from '../../contract/feeds.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import type { AppContext } from '../../features/context.ts';
import type { FeedRecord } from '../record.ts';

/** A record with the raw item that it comes from. */
export interface ReceivedRecord extends FeedRecord {
  item: number;
  itemKind: string;
  itemKey: string;
}
export interface ItemOutcome {
  changed: number;
  unchanged: number;
  stale: number;
  problems: RecordProblem[];
}
export interface ApplyOutcome {
  byItem: Map<number, ItemOutcome>;
  kinds: Record<string, number>;
  events: CoreEvent[];
}
/** PLACEHOLDER of the lead: APPLY overwrites this file. */
export async function applyRecords(
  _ctx: AppContext,
  _command: { trx: WriteTransaction; tools: WriteTools; at: number },
  _feed: { id: number; code: string },
  _records: readonly ReceivedRecord[],
): Promise<ApplyOutcome> {
  return { byItem: new Map(), kinds: {}, events: [] };
}
