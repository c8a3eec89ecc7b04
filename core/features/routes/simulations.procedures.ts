import { os } from '../procedures.ts';
import {
  removeSimulation,
  runSimulation,
  saveSimulation,
  showSimulation,
  showSimulations,
} from './simulations.service.ts';

export const simulationsProcedures = {
  list: os.simulations.list.handler(({ context, input }) => showSimulations(context, input)),
  get: os.simulations.get.handler(({ context, input }) => showSimulation(context, input.id)),
  save: os.simulations.save.handler(({ context, input }) => saveSimulation(context, input)),
  run: os.simulations.run.handler(({ context, input }) => runSimulation(context, input)),
  remove: os.simulations.remove.handler(({ context, input }) => removeSimulation(context, input)),
};
