import { os } from '../procedures.ts';
import { learn } from './learning.service.ts';

export const learningProcedures = {
  show: os.incidentLearning.show.handler(({ context, input }) => learn(context, input)),
  export: os.incidentLearning.export.handler(async ({ context, input }) => ({
    jobId: await context.jobs.start('incidents.learning', input, context.actor),
  })),
};
