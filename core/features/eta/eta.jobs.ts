import type { AppContext } from '../context.ts';
import { type EtaFileRequest, writeReportFile } from './report-file.ts';
import { train } from './train.service.ts';

export const TRAIN_JOB = 'eta.train';
export const FILE_JOB = 'eta.file';

/** Job kinds `eta.train` and `eta.file`; their outcomes as the contract tells. */
export function defineEtaJobs(ctx: AppContext): void {
  ctx.jobs.define<object>(TRAIN_JOB, (_input, tools) => train(ctx, tools));
  ctx.jobs.define<EtaFileRequest>(FILE_JOB, (request) => writeReportFile(ctx, request));
}
