import { ROUTING_TASK, solveRoutingTask } from '../features/routing/routing-solve.worker.ts';
import { serveTasks } from '../jobs/task-thread.ts';

/** Only the routing solver: ready at once, for commands that need nothing else. */
serveTasks({ [ROUTING_TASK]: solveRoutingTask });
