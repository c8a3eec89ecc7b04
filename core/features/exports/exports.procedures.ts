import { os } from '../procedures.ts';

export const exportsProcedures = {
  start: os.exports.start.handler(async ({ context, input }) => ({
    jobId: await context.jobs.start('export', input, context.actor),
  })),
};
