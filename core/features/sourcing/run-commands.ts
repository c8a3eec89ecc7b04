import { DatabaseError } from '../../db/errors.ts';
import { canMove } from '../../kernel/state-machine.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { countOutcomes } from './apply.queries.ts';
import type { ApplyPlan } from './apply-plan.ts';
import { setRunStatistics } from './runs.queries.ts';
import { type RunStatus, runLifeCycle } from './sourcing-run.ts';

/** Beyond so many ids the lists read everything again instead. */
const MOST_NAMED = 20_000;
/** Another program may take stock between our look and our reservation; then we look again. */
const MOST_ATTEMPTS = 5;

/** Runs a command again when another program took stock between its look and its reservation. */
export async function attempt<T>(
  ctx: AppContext,
  procedure: string,
  work: (command: Command) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await runCommand(ctx, procedure, work);
    } catch (error) {
      if (tries === MOST_ATTEMPTS || !isTakenMeanwhile(error)) throw error;
    }
  }
}

function isTakenMeanwhile(error: unknown): boolean {
  const same = DatabaseError.fromPostgres(error);
  return same instanceof DatabaseError && (same.code === 'insufficient_stock' || same.code === 'busy');
}

/** @throws CONFLICT for a what-if: it was solved on a network that is not the real one. */
export function mustNotBeScenario({ id, kind }: { id: number; kind: string }): void {
  if (kind !== 'scenario') return;
  throw conflict(
    `Run ${id} is a what-if: it can be compared, but not applied.`,
    'scenario',
    'Change the network, then propose for the same orders.',
  );
}

/** @throws NOT_FOUND or CONFLICT when the run's life does not allow it. */
export function mustMove(runId: number, from: RunStatus | null, to: RunStatus): void {
  if (!from) throw notFound('sourcing run', String(runId));
  if (canMove(runLifeCycle, from, to)) return;
  throw conflict(`Run ${runId} is ${from}: it cannot be ${to} any more.`, from);
}

/** The outcomes of a run after some of its orders turned out to be conflicts. */
export async function countConflicts(
  command: Command,
  runId: number,
  plan: Pick<ApplyPlan, 'conflicts'>,
): Promise<void> {
  if (plan.conflicts.length === 0) return;
  const outcomes = await countOutcomes(command.trx, runId);
  await setRunStatistics(command.trx, runId, (statistics) => ({ ...statistics, outcomes }));
}

/** Tells the screens that a run, its orders and the stock of their products have changed. */
export function publishSourcing(command: Command, runId: number, orders: number[], products: number[]): void {
  command.publish({ type: 'sourcing.changed', runId });
  if (orders.length === 0) return;
  const productIds = [...new Set(products)];
  command.publish(
    orders.length > MOST_NAMED ? { type: 'orders.changed' } : { type: 'orders.changed', ids: orders },
  );
  command.publish(
    productIds.length > MOST_NAMED ? { type: 'stock.changed' } : { type: 'stock.changed', productIds },
  );
}
