import { DateTime } from 'luxon';
import type { RuleDocument, SegmentCount } from '../../contract/rules.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { readPreferences } from '../workspace/index.ts';
import { EMPTY_DOCUMENT } from './rule-set.ts';
import { findInForce } from './rules.queries.ts';
import { type CustomerRow, findCustomers, findPurchases, writeSegments } from './segments.queries.ts';
import { countSegments, type Purchases, type SegmentVerdict, segmentFor } from './segments.ts';

const NOTHING_BOUGHT: Purchases = { orders: 0, valueMinor: 0, largestMinor: 0 };

type Judged = { customer: CustomerRow; verdict: SegmentVerdict | null };

/** Members of each segment now, and as a document would have them. */
export async function previewSegments(
  ctx: AppContext,
  document: RuleDocument,
): Promise<{ counts: SegmentCount[]; customers: number; tookMs: number }> {
  const started = performance.now();
  const judged = await judgeCustomers(ctx, document);
  const moves = judged.map(({ customer, verdict }) => {
    return { before: customer.segment, after: verdict?.segment ?? customer.segment };
  });
  return { counts: countSegments(moves), customers: judged.length, tookMs: performance.now() - started };
}

/** Puts every customer into the segment that the rules in force give it, with the reason; a journal row for each that moves. */
export async function recomputeSegments(
  ctx: AppContext,
  tools: JobTools,
): Promise<{ customers: number; changed: number }> {
  tools.progress(0.1, { code: 'rules.reading' });
  const { document = EMPTY_DOCUMENT } = (await findInForce(ctx.db, ctx.clock())) ?? {};
  const judged = await judgeCustomers(ctx, document);
  tools.signal.throwIfAborted();
  tools.progress(0.5, { code: 'rules.writing', values: { customers: judged.length } });
  const due = judged.filter(({ customer, verdict }) => verdict && isNews(customer, verdict));
  const moved = due.filter(({ customer, verdict }) => verdict?.segment !== customer.segment);
  await runCommand(ctx, 'rules.recomputeSegments', async (command) => {
    await writeSegments(
      command.trx,
      command,
      due.map(({ customer, verdict }) => {
        const reason = JSON.stringify(verdict?.reason);
        return [customer.id, verdict?.segment, reason, command.at, command.at];
      }),
    );
    tools.signal.throwIfAborted();
    for (const one of moved) recordMove(command, one);
    if (due.length > 0) command.publish({ type: 'rules.changed' });
    if (moved.length > 0) command.publish({ type: 'orders.changed' });
  });
  return { customers: judged.length, changed: moved.length };
}

function recordMove(command: Command, { customer, verdict }: Judged): void {
  command.record({
    entity: 'customer',
    id: customer.id,
    key: customer.code,
    before: { segment: customer.segment },
    after: { segment: verdict?.segment, reason: verdict?.reason },
  });
}

function isNews({ segment, reasonJson }: CustomerRow, verdict: SegmentVerdict): boolean {
  return segment !== verdict.segment || reasonJson !== JSON.stringify(verdict.reason);
}

async function judgeCustomers(ctx: AppContext, document: RuleDocument): Promise<Judged[]> {
  const now = ctx.clock();
  const { currency } = await readPreferences(ctx.db.read);
  const periods = new Map<number, Map<number, Purchases>>();
  for (const { months } of document.segments) {
    if (periods.has(months)) continue;
    const since = DateTime.fromMillis(now, { zone: 'utc' }).minus({ months }).toMillis();
    periods.set(months, await findPurchases(ctx.db, since, currency));
  }
  const historyOf = (id: number, months: number) => periods.get(months)?.get(id) ?? NOTHING_BOUGHT;
  const { segments, otherwiseSegment } = document;
  const customers = await findCustomers(ctx.db);
  return customers.map((customer) => ({
    customer,
    verdict: segmentFor(customer, segments, otherwiseSegment, historyOf, { now, currency }),
  }));
}
