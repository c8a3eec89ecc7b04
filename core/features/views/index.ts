export { viewsProcedures } from './views.procedures.ts';
