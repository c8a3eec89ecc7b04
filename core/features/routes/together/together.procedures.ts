import { os } from '../../procedures.ts';

export const jointPlansProcedures = {
  propose: os.jointPlans.propose.handler(async ({ context, input }) => {
    return { jobId: await context.jobs.start('routes.together', input, context.actor) };
  }),
};
