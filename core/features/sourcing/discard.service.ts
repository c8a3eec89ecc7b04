import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { mustMove } from './run-commands.ts';
import { runStatus, setRunStatus } from './runs.queries.ts';
import { runLifeCycle } from './sourcing-run.ts';

/** Drops a proposal. @throws NOT_FOUND or CONFLICT when it is not one any more */
export function discardRun(context: AppContext, runId: number): Promise<void> {
  return runCommand(context, 'sourcing.discard', async (command) => {
    mustMove(runId, await runStatus(command.trx, runId), 'discarded');
    await setRunStatus(command.trx, runId, 'discarded', command.at);
    const [before, after] = [{ status: runLifeCycle.initial }, { status: 'discarded' }];
    command.record({ entity: 'sourcingRun', id: runId, key: String(runId), before, after });
    command.publish({ type: 'sourcing.changed', runId });
  });
}
