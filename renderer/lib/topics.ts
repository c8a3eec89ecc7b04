import type { CoreEventType } from '../../core/contract/events.ts';
import type { Contract } from '../../core/contract/index.ts';

/** The contract's rooms, as the first step of a query key's path. */
type Room = keyof Contract;

/** Which answers are out of date after an event. */
export const STALE_AFTER: Readonly<Record<CoreEventType, readonly Room[]>> = {
  'orders.changed': [
    'orders',
    'tower',
    'stock',
    'workspace',
    'rules',
    'workbench',
    'waves',
    'picking',
    'storeTasks',
  ],
  'stock.changed': ['stock', 'tower', 'orders', 'workspace', 'promise'],
  'promises.changed': ['promise', 'orders'],
  'network.changed': ['tower', 'stock', 'orders', 'workspace', 'promise', 'carriers'],
  'shipments.changed': [
    'eta',
    'tower',
    'orders',
    'workspace',
    'waves',
    'carriers',
    'manifests',
    'packing',
    'storeTasks',
  ],
  'sourcing.changed': ['sourcing', 'workbench'],
  'routes.changed': ['routes', 'fleets'],
  'waves.changed': ['waves'],
  'eta.changed': ['eta'],
  'incidents.changed': ['incidents', 'incidentAreas', 'teams', 'tower', 'playbooks'],
  'playbooks.changed': ['playbooks'],
  'picking.changed': ['picking'],
  'packing.changed': ['packing', 'manifests'],
  'storeTasks.changed': ['storeTasks'],
  'manifests.changed': ['manifests'],
  'simulations.changed': ['simulations'],
  'rules.changed': ['rules', 'sourcing'],
  'quarantine.changed': ['import', 'workspace'],
  'feeds.changed': ['feeds'],
  'differences.changed': ['feeds'],
  'views.changed': ['views'],
  'settings.changed': ['workspace', 'validation'],
  'grids.progress': ['stock', 'orders', 'tower'],
  'job.changed': ['jobs'],
};
