import { os } from '../procedures.ts';
import { FILE_JOB } from './eta.jobs.ts';
import { showForecasts, showOverview, startTraining } from './eta.service.ts';

export const etaProcedures = {
  overview: os.eta.overview.handler(({ context }) => showOverview(context)),
  shipments: os.eta.shipments.handler(({ context, input }) => showForecasts(context, input.ids)),
  train: os.eta.train.handler(({ context }) => startTraining(context)),
  file: os.eta.file.handler(async ({ context, input }) => ({
    jobId: await context.jobs.start(FILE_JOB, input, context.actor),
  })),
};
