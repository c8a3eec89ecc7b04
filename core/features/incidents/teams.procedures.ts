import { os } from '../procedures.ts';
import { listTeams, removeTeam, saveTeam } from './teams.service.ts';

export const teamsProcedures = {
  list: os.teams.list.handler(({ context }) => listTeams(context)),
  save: os.teams.save.handler(({ context, input }) => saveTeam(context, input)),
  remove: os.teams.remove.handler(async ({ context, input }) => {
    await removeTeam(context, input.id);
    return {};
  }),
};
