import type { AppContext } from '../context.ts';
import { releaseWaves } from './release.service.ts';

/** Job kind `waves.release`; its outcome as the contract tells. */
export function defineWaveJobs(ctx: AppContext): void {
  ctx.jobs.define<{ waveIds: number[] }>('waves.release', (input, tools) =>
    releaseWaves(ctx, input.waveIds, tools),
  );
}
