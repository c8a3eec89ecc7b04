import { serveTasks } from '../jobs/task-thread.ts';

serveTasks({});
