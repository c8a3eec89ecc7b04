import { carriersContract } from './carriers.ts';
import { etaContract } from './eta.ts';
import { eventsContract } from './events.ts';
import { feedsContract } from './feeds.ts';
import { fleetsContract } from './fleets.ts';
import { importContract } from './import.ts';
import { incidentAreasContract } from './incident-areas.ts';
import { incidentDetectionContract } from './incident-detection.ts';
import { incidentLearningContract } from './incident-learning.ts';
import { incidentsContract } from './incidents.ts';
import { jobsContract } from './jobs.ts';
import { jointPlansContract } from './joint-plans.ts';
import { manifestsContract } from './manifests.ts';
import { ordersContract } from './orders.ts';
import { packingContract } from './packing.ts';
import { pickingContract } from './picking.ts';
import { playbooksContract } from './playbooks.ts';
import { promiseContract } from './promise.ts';
import { rejectionsContract } from './rejections.ts';
import { routesContract } from './routes.ts';
import { rulesContract } from './rules.ts';
import { shipmentsContract } from './shipments.ts';
import { simulationsContract } from './simulations.ts';
import { sourcingContract } from './sourcing.ts';
import { stockContract } from './stock.ts';
import { storeTasksContract } from './store-tasks.ts';
import { teamsContract } from './teams.ts';
import { towerContract } from './tower.ts';
import { validationContract } from './validation.ts';
import { wavesContract } from './waves.ts';
import { workbenchContract } from './workbench.ts';
import { exportsContract, viewsContract, workspaceContract } from './workspace.ts';

/** Everything that a screen or another program may ask of the core. */
export const contract = {
  workspace: workspaceContract,
  views: viewsContract,
  exports: exportsContract,
  tower: towerContract,
  stock: stockContract,
  orders: ordersContract,
  validation: validationContract,
  sourcing: sourcingContract,
  workbench: workbenchContract,
  waves: wavesContract,
  incidents: incidentsContract,
  eta: etaContract,
  playbooks: playbooksContract,
  incidentAreas: incidentAreasContract,
  incidentDetection: incidentDetectionContract,
  incidentLearning: incidentLearningContract,
  teams: teamsContract,
  picking: pickingContract,
  packing: packingContract,
  storeTasks: storeTasksContract,
  carriers: carriersContract,
  manifests: manifestsContract,
  fleets: fleetsContract,
  routes: routesContract,
  simulations: simulationsContract,
  jointPlans: jointPlansContract,
  promise: promiseContract,
  rules: rulesContract,
  rejections: rejectionsContract,
  import: importContract,
  shipments: shipmentsContract,
  feeds: feedsContract,
  jobs: jobsContract,
  events: eventsContract,
};
export type Contract = typeof contract;
