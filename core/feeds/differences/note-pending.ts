import type { AppContext } from '../../features/context.ts';
import type { AnyConnector, ConnectorTools } from '../connector.ts';
import type { Hint } from './compare.ts';
import { type ComparedKind, isCompared } from './fields.ts';
import { pendingItems } from './pending.queries.ts';
import { reviewKeys } from './review.ts';

const PAGE = 500;

/** Notes what the source tells of and the workspace lacks, because the raw record waits in the inbox or is in quarantine. */
export async function notePending(
  ctx: AppContext,
  feed: { id: number; name: string },
  connector: AnyConnector,
  tools: ConnectorTools<never>,
): Promise<void> {
  for (let after = 0; ; ) {
    tools.signal.throwIfAborted();
    const items = await pendingItems(ctx.db, feed.id, after, PAGE);
    if (items.length === 0) return;
    after = items.at(-1)?.id ?? after;
    const hints = new Map<ComparedKind, Map<string, Hint>>();
    for (const item of items) {
      const { kind, key } = item;
      for (const record of connector.parse(item, tools.options).records) {
        if (!isCompared(record.kind) || record.deleted) continue;
        const ofKind = hints.get(record.kind) ?? new Map<string, Hint>();
        hints.set(record.kind, ofKind);
        ofKind.set(record.key, {
          type: 'missingHere',
          feedId: feed.id,
          name: feed.name,
          item: { kind, key },
        });
      }
    }
    for (const [kind, ofKind] of hints) {
      await ctx.db.write((trx) => reviewKeys(trx, kind, [...ofKind.keys()], ctx.clock(), ofKind));
    }
  }
}
