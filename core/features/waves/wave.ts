import type { WaveStatus } from '../../contract/waves.ts';
import { defineLifeCycle } from '../../kernel/state-machine.ts';

/** The life of a wave. Picking is seen from its shipments; taking back before it leads to planned again, after it the wave is done. */
export const waveLifeCycle = defineLifeCycle<WaveStatus>('planned', {
  planned: ['released', 'cancelled'],
  released: ['planned', 'picking', 'done'],
  picking: ['done'],
  done: [],
  cancelled: [],
});

interface WaveProgress {
  status: string;
  orders: number;
  picked: number;
  left: number;
}

/** A wave's status as its shipments tell it: the first picked one begins picking, with the last one that leaves it is done. */
export function waveStatus({ status, orders, picked, left }: WaveProgress): WaveStatus {
  if (status !== 'released') return status as WaveStatus;
  if (orders > 0 && left >= orders) return 'done';
  return picked > 0 ? 'picking' : 'released';
}
