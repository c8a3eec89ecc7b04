import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import { settleOrders, settleShipments } from '../shipments/index.ts';
import { type DoneFile, readDoneFile } from './done-file.ts';
import type { StoredPlan } from './plan-views.ts';
import { insertScans, type StopOutcome, setPlanStatus, writeOutcomes } from './publish.queries.ts';
import { existingPlan, mustMove } from './publish.service.ts';

/** Closes a plan with what its drivers brought back; shipments follow from that as from a carrier's scans. */
export function importDone(
  ctx: AppContext,
  { planId, text }: { planId: number; text: string },
): Promise<{ served: number; failed: number; unsaid: number; refused: DoneFile['refused'] }> {
  return runCommand(ctx, 'routes.importDone', async (command) => {
    const stored = await existingPlan(command, planId);
    mustMove(stored, 'done');
    const { outcomes, unsaid, refused } = readFile(stored, text);
    await writeOutcomes(command, planId, outcomes, stored.plan.stops);
    await scanShipments(command, stored, outcomes);
    await setPlanStatus(command.trx, planId, { status: 'done', done_at: command.at }, command.at);
    const served = outcomes.filter(({ outcome }) => outcome === 'served').length;
    const counts = { served, failed: outcomes.length - served, unsaid };
    command.record({
      entity: 'routePlan',
      id: planId,
      key: stored.row.name,
      before: { status: stored.row.status },
      after: { status: 'done', ...counts },
    });
    command.publish({ type: 'routes.changed', planId });
    return { ...counts, refused };
  });
}

function readFile({ row, plan, times }: StoredPlan, text: string): DoneFile {
  const stops = new Map(
    plan.stops.map(({ number, reference }) => [
      number,
      { reference, etaAt: times.get(number)?.etaAt ?? plan.facts.dayStartsAt },
    ]),
  );
  const file = readDoneFile(text, { stops, timeZone: plan.facts.timeZone, day: row.day });
  if (!file || file.outcomes.length === 0) {
    const missing = file ? 'No row has an outcome.' : 'It has no columns "stop" and "outcome".';
    const why = file?.refused[0]?.reason ?? missing;
    throw conflict(
      `The file does not tell what became of plan ${row.id}: ${why}`,
      'unreadable',
      'Fill in the columns of the exported CSV: outcome (served or failed), actual, remark.',
    );
  }
  return file;
}

async function scanShipments(
  command: Command,
  { plan }: StoredPlan,
  outcomes: readonly StopOutcome[],
): Promise<void> {
  const shipmentOf = new Map(plan.stops.map(({ number, shipmentId }) => [number, shipmentId]));
  const scans = outcomes.flatMap(({ number, outcome, actualAt, remark }) => {
    const shipmentId = shipmentOf.get(number) ?? null;
    if (shipmentId === null) return [];
    const milestone = outcome === 'served' ? 'delivered' : 'attemptFailed';
    return [{ shipmentId, occurredAt: actualAt, milestone, description: remark }];
  });
  if (scans.length === 0) return;
  const { trx, at } = command;
  await insertScans(trx, scans);
  const ids = scans.map(({ shipmentId }) => shipmentId);
  const settle = { trx, tools: command, at };
  const settled = await settleShipments(settle, ids);
  const orders = await settleOrders(settle, [...settled.orderIds]);
  command.publish({ type: 'shipments.changed', ids });
  const orderIds = new Set([...settled.orderIds, ...orders.changed]);
  if (orderIds.size > 0) command.publish({ type: 'orders.changed', ids: [...orderIds] });
  if (orders.productIds.size > 0)
    command.publish({ type: 'stock.changed', productIds: [...orders.productIds] });
}
