import { parentPort } from 'node:worker_threads';
import { serveTurns, type Turns } from '../jobs/turns.ts';
import type { SourcingModel } from '../solvers/sourcing/optimise/model.ts';
import { NODES_IN_SWEEPS } from '../solvers/sourcing/optimise/optimise.ts';
import { type SweepMemory, SweepPart } from '../solvers/sourcing/optimise/sweep-helper.ts';

/** What the thread works on; it is ended from outside. */
export type SweepWork = { model: SourcingModel; memory: SweepMemory; turns: Turns };

/** The second thread of a sourcing search: prices its part of the orders whenever it is asked to. */
parentPort?.once('message', ({ model, memory, turns }: SweepWork) => {
  let part: SweepPart | undefined;
  serveTurns(turns, ([from = 0, to = 0, size = 0]) => {
    part ??= new SweepPart(model, memory, NODES_IN_SWEEPS);
    part.run(from, to, size);
  });
});
