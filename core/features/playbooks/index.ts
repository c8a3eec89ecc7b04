export { playbooksProcedures } from './playbooks.procedures.ts';
export { startPlaybooks, tickPlaybooks } from './watch.ts';
