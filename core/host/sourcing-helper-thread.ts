import { parentPort } from 'node:worker_threads';
import { serveTurns, type Turns } from '../jobs/turns.ts';
import type { SourcingModel } from '../solvers/sourcing/optimise/model.ts';
import { type HelperMemory, HelperPart } from '../solvers/sourcing/optimise/solver-helper.ts';

/** What the thread works on; it is ended from outside. */
export type HelperWork = { model: SourcingModel; memory: HelperMemory; turns: Turns };

/** The second thread of a sourcing search: looks at its part of the orders whenever it is asked to. */
parentPort?.once('message', ({ model, memory, turns }: HelperWork) => {
  const part = new HelperPart(model, memory);
  serveTurns(turns, (words) => part.run(words));
});
