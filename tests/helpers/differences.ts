import type { DifferenceRow } from '../../core/contract/differences.ts';
import type { AppContext } from '../../core/features/context.ts';
import { findDifferences, listDifferences } from '../../core/feeds/differences/index.ts';
import type { FeedRecord } from '../../core/feeds/record.ts';
import { say, type Told } from './feeds.ts';

/** Applies records and looks for differences in them, as the engine does with a batch. */
export async function tell(
  ctx: AppContext,
  feed: { id: number; code: string },
  records: readonly FeedRecord[],
): Promise<Told> {
  const told = await say(ctx, feed, records);
  await ctx.db.write((trx) => findDifferences(trx, feed, records, ctx.clock()));
  return told;
}

export async function differencesOf(
  ctx: AppContext,
  status: DifferenceRow['status'] = 'open',
): Promise<DifferenceRow[]> {
  return (await listDifferences(ctx, { status, offset: 0, limit: 1000 })).rows;
}

/** `differs stock A|LYS onHand: erp 3, wms* 4, Vigie 4`, sorted; the star marks whose word counts. */
export async function shownDifferences(
  ctx: AppContext,
  status: DifferenceRow['status'] = 'open',
): Promise<string[]> {
  const rows = await differencesOf(ctx, status);
  return rows
    .map(({ type, kind, key, field, says }) => {
      const words = says.map(({ name, value, wins }) => `${name}${wins ? '*' : ''} ${value}`);
      return `${type} ${kind} ${key} ${field ?? '-'}: ${words.join(', ')}`;
    })
    .sort();
}
