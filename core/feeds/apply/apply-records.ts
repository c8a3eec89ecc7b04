import { RECORD_KINDS, type RecordKind } from '../../contract/feed-records.ts';
import type { AppContext } from '../../features/context.ts';
import { type StatedLine, settleOrders } from '../../features/shipments/index.ts';
import { validateArrived } from '../../features/validation/index.ts';
import { freeShort } from '../../features/warehouse-orders/index.ts';
import { answersToOrders } from './answered-orders.ts';
import { applyAcknowledgements } from './apply-acknowledgements.ts';
import { applyNetwork, type Batch } from './apply-network.ts';
import { applyOrders } from './apply-orders.ts';
import { applyReturns } from './apply-returns.ts';
import { applyShipments } from './apply-shipments.ts';
import { applyTracking } from './apply-tracking.ts';
import { findPrecedence, remember } from './feed-records.queries.ts';
import { type ApplyOutcome, OutcomeBook, type ReceivedRecord } from './outcome.ts';
import {
  type ApplyCommand,
  type ApplyingFeed,
  conclude,
  type Precedence,
  type Prepared,
  prepare,
  type Verdict,
} from './prepare.ts';

export type { ApplyOutcome, ItemOutcome, ReceivedRecord } from './outcome.ts';
export type { ApplyCommand, ApplyingFeed } from './prepare.ts';

const CURRENCY = 'EUR';

/**
 * Brings a feed's records into the workspace, within the caller's transaction: kinds in the order in which one needs the other,
 * nothing older over anything newer, the same again without effect. What it cannot apply it tells by the raw item: with an error,
 * or as waiting for something that may still come. `regardless`: somebody chose these words, so they count whatever the
 * precedence, and the feed is not remembered to have said them.
 */
export async function applyRecords(
  ctx: Pick<AppContext, 'db' | 'places'>,
  command: ApplyCommand,
  feed: ApplyingFeed,
  records: readonly ReceivedRecord[],
  { regardless = false }: { regardless?: boolean } = {},
): Promise<ApplyOutcome> {
  const book = new OutcomeBook();
  const byKind = Map.groupBy(records, ({ kind }) => kind);
  const kinds = RECORD_KINDS.filter((kind) => byKind.has(kind));
  const batch: Batch = {
    ctx,
    command,
    feed,
    book,
    ordersToSettle: new Set(),
    ordersToValidate: new Set(),
    currency: feed.currency ?? CURRENCY,
  };
  const rules = regardless ? new Map() : await precedenceOf(command, kinds);
  let stated: Map<number, StatedLine> = new Map();
  for (const kind of kinds) {
    const own = byKind.get(kind) ?? [];
    if (kind === 'tracking') await applyTracking(batch, own);
    else if (kind === 'acknowledgements') await applyAcknowledgements(batch, own);
    else {
      const told = kind === 'shipments' ? await answersToOrders(command.trx, own) : own;
      const prepared = await prepare(command, feed, kind, told, rules, book);
      const verdicts = await applyKind(batch, kind, prepared, (lines) => {
        stated = lines;
      });
      const said = conclude(kind, prepared, verdicts, book);
      if (!regardless) await remember(command, feed.id, kind, said);
    }
  }
  const settled = await settleOrders(command, [...batch.ordersToSettle], stated);
  const short = await freeShort(command, [...book.shipmentIds], feed.code);
  const again = await settleOrders(command, [...short.keys()]);
  const { changed } = await validateArrived(ctx, command, [...batch.ordersToValidate]);
  for (const id of [...settled.changed, ...again.changed, ...short.keys(), ...changed]) book.orderIds.add(id);
  for (const number of short.values()) book.short.add(number);
  for (const id of settled.productIds) book.productIds.add(id);
  return book.outcome();
}

async function applyKind(
  batch: Batch,
  kind: Exclude<RecordKind, 'tracking' | 'acknowledgements'>,
  prepared: readonly Prepared[],
  state: (lines: Map<number, StatedLine>) => void,
): Promise<Verdict[]> {
  switch (kind) {
    case 'orders': {
      const { verdicts, stated } = await applyOrders(batch, prepared);
      state(stated);
      return verdicts;
    }
    case 'shipments':
      return applyShipments(batch, prepared);
    case 'returns':
      return applyReturns(batch, prepared);
    default:
      return applyNetwork(batch, kind, prepared);
  }
}

async function precedenceOf({ trx }: ApplyCommand, kinds: readonly RecordKind[]): Promise<Precedence> {
  if (kinds.length === 0) return new Map();
  const rules = await findPrecedence(trx, kinds);
  return new Map(rules.map(({ kind, field, feedIds }) => [`${kind} ${field}`, feedIds]));
}
