export { towerProcedures } from './tower.procedures.ts';
