import { defineLifeCycle } from '../../kernel/state-machine.ts';

export type RunStatus = 'proposed' | 'applied' | 'undone' | 'discarded';

/** The life of a proposal. */
export const runLifeCycle = defineLifeCycle<RunStatus>('proposed', {
  proposed: ['applied', 'discarded'],
  applied: ['undone'],
  undone: [],
  discarded: [],
});
