import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base } from './base.ts';
import { jobView } from './jobs.ts';

/** What changed, published after the commit. `ids` are left out when too many changed to name. */
export const coreEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('orders.changed'), ids: z.array(z.number().int()).optional() }),
  z.object({ type: z.literal('stock.changed'), productIds: z.array(z.number().int()).optional() }),
  z.object({ type: z.literal('network.changed') }),
  z.object({ type: z.literal('shipments.changed'), ids: z.array(z.number().int()).optional() }),
  z.object({ type: z.literal('sourcing.changed'), runId: z.number().int() }),
  /** Plans of tours; without an id fleets, drivers or opening hours. */
  z.object({ type: z.literal('routes.changed'), planId: z.number().int().optional() }),
  /** Waves; without a facility templates or labour. */
  z.object({ type: z.literal('waves.changed'), facility: z.string().optional() }),
  /** Pick lists of a facility. */
  z.object({ type: z.literal('picking.changed'), facility: z.string() }),
  /** Box types, parcels or store tasks of a facility. */
  z.object({ type: z.literal('packing.changed'), facility: z.string() }),
  z.object({ type: z.literal('storeTasks.changed'), facility: z.string() }),
  /** Manifests of a facility. */
  z.object({ type: z.literal('manifests.changed'), facility: z.string() }),
  z.object({ type: z.literal('simulations.changed'), simulationId: z.number().int() }),
  /** Incidents; `ids` are left out when too many changed to name. */
  z.object({ type: z.literal('incidents.changed'), ids: z.array(z.number().int()).optional() }),
  /** Delivery times have been learnt anew. */
  z.object({ type: z.literal('eta.changed') }),
  z.object({ type: z.literal('rules.changed') }),
  /** Playbooks or their runs. */
  z.object({ type: z.literal('playbooks.changed') }),
  /** Holds and back-orders. */
  z.object({ type: z.literal('promises.changed') }),
  z.object({ type: z.literal('quarantine.changed') }),
  /** A feed, its runs, its inbox or its outbox. */
  z.object({ type: z.literal('feeds.changed'), feedId: z.number().int().optional() }),
  z.object({ type: z.literal('differences.changed') }),
  z.object({ type: z.literal('views.changed') }),
  z.object({ type: z.literal('settings.changed') }),
  /** The lists are being (re)loaded: 0 to 1; 1 = usable. */
  z.object({ type: z.literal('grids.progress'), grid: z.enum(['stock', 'orders']), progress: z.number() }),
  z.object({ type: z.literal('job.changed'), job: jobView }),
]);
export type CoreEvent = z.infer<typeof coreEvent>;
export type CoreEventType = CoreEvent['type'];

export const eventsContract = {
  /** Every change in the core, from now on. */
  subscribe: base.meta({ permission: 'network:read', idempotent: true }).output(eventIterator(coreEvent)),
};
