export { storeTasksProcedures } from './store-tasks.procedures.ts';
export { startStoreTaskSweep, sweepStoreTasks } from './sweep.ts';
