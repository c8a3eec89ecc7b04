import { carriersProcedures } from '../features/carriers/index.ts';
import { etaProcedures } from '../features/eta/index.ts';
import { eventsProcedures } from '../features/events/index.ts';
import { exportsProcedures } from '../features/exports/index.ts';
import { importProcedures } from '../features/import/index.ts';
import { learningProcedures } from '../features/incident-learning/index.ts';
import {
  areasProcedures,
  detectionProcedures,
  incidentsProcedures,
  teamsProcedures,
} from '../features/incidents/index.ts';
import { jobsProcedures } from '../features/jobs/index.ts';
import { manifestsProcedures } from '../features/manifests/index.ts';
import { ordersProcedures } from '../features/orders/index.ts';
import { packingProcedures } from '../features/packing/index.ts';
import { pickingProcedures } from '../features/picking/index.ts';
import { playbooksProcedures } from '../features/playbooks/index.ts';
import { os } from '../features/procedures.ts';
import { promiseProcedures } from '../features/promise/index.ts';
import { rejectionsProcedures } from '../features/rejections/index.ts';
import {
  fleetsProcedures,
  jointPlansProcedures,
  routesProcedures,
  simulationsProcedures,
} from '../features/routes/index.ts';
import { rulesProcedures } from '../features/rules/index.ts';
import { shipmentsProcedures } from '../features/shipments/index.ts';
import { sourcingProcedures } from '../features/sourcing/index.ts';
import { stockProcedures } from '../features/stock/index.ts';
import { storeTasksProcedures } from '../features/store-tasks/index.ts';
import { towerProcedures } from '../features/tower/index.ts';
import { validationProcedures } from '../features/validation/index.ts';
import { viewsProcedures } from '../features/views/index.ts';
import { wavesProcedures } from '../features/waves/index.ts';
import { workbenchProcedures } from '../features/workbench/index.ts';
import { workspaceProcedures } from '../features/workspace/index.ts';
import { feedsProcedures, releaseMessages, requestLabelsProcedure } from '../feeds/index.ts';

/** Every procedure of the contract, bound. */
export const router = os.router({
  workspace: workspaceProcedures,
  views: viewsProcedures,
  exports: exportsProcedures,
  tower: towerProcedures,
  stock: stockProcedures,
  orders: ordersProcedures,
  validation: validationProcedures,
  sourcing: sourcingProcedures,
  workbench: workbenchProcedures,
  incidents: incidentsProcedures,
  eta: etaProcedures,
  playbooks: playbooksProcedures,
  incidentAreas: areasProcedures,
  incidentDetection: detectionProcedures,
  incidentLearning: learningProcedures,
  teams: teamsProcedures,
  waves: { ...wavesProcedures, messages: releaseMessages },
  picking: pickingProcedures,
  storeTasks: storeTasksProcedures,
  packing: { ...packingProcedures, requestLabels: requestLabelsProcedure },
  carriers: carriersProcedures,
  manifests: manifestsProcedures,
  fleets: fleetsProcedures,
  routes: routesProcedures,
  simulations: simulationsProcedures,
  jointPlans: jointPlansProcedures,
  rules: rulesProcedures,
  rejections: rejectionsProcedures,
  promise: promiseProcedures,
  import: importProcedures,
  shipments: shipmentsProcedures,
  feeds: feedsProcedures,
  jobs: jobsProcedures,
  events: eventsProcedures,
});
