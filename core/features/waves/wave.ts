import type { WaveStatus } from '../../contract/waves.ts';
import { defineLifeCycle } from '../../kernel/state-machine.ts';

/** The life of a wave. Picking is seen from its lists and shipments; taking back before it leads to planned again, after it the wave is done. */
export const waveLifeCycle = defineLifeCycle<WaveStatus>('planned', {
  planned: ['released', 'cancelled'],
  released: ['planned', 'picking', 'done'],
  picking: ['done'],
  done: [],
  cancelled: [],
});

/** Statuses of an order of which something may be given to the floor. */
export const RELEASABLE: readonly string[] = ['sourced', 'partiallySourced', 'released', 'partiallyShipped'];

interface WaveProgress {
  status: string;
  orders: number;
  picked: number;
  left: number;
  /** Its pick lists that somebody has begun. */
  begun: number;
}

/** A wave's status as its lists and shipments tell it: the first that is begun begins picking, with the last shipment that leaves it is done. */
export function waveStatus({ status, orders, picked, left, begun }: WaveProgress): WaveStatus {
  if (status !== 'released') return status as WaveStatus;
  if (orders > 0 && left >= orders) return 'done';
  return picked > 0 || begun > 0 ? 'picking' : 'released';
}
