import { os } from '../procedures.ts';
import { answerRun, takeOverRun } from './answer.service.ts';
import { pausePlaybooks } from './playbook-settings.ts';
import {
  createPlaybook,
  listPlaybooks,
  removePlaybook,
  savePlaybook,
  setPlaybookMode,
  showPlaybook,
} from './playbooks.service.ts';
import { showRuns, showRunsOf } from './run-views.service.ts';
import { startPlaybook } from './start.service.ts';
import { tryPlaybook } from './try.service.ts';

export const playbooksProcedures = {
  list: os.playbooks.list.handler(({ context }) => listPlaybooks(context)),
  get: os.playbooks.get.handler(({ context, input }) => showPlaybook(context, input.id)),
  create: os.playbooks.create.handler(({ context, input }) => createPlaybook(context, input)),
  save: os.playbooks.save.handler(({ context, input }) => savePlaybook(context, input)),
  setMode: os.playbooks.setMode.handler(async ({ context, input }) => {
    await setPlaybookMode(context, input);
    return {};
  }),
  remove: os.playbooks.remove.handler(async ({ context, input }) => {
    await removePlaybook(context, input.id);
    return {};
  }),
  pause: os.playbooks.pause.handler(({ context, input }) => pausePlaybooks(context, input.on)),
  try: os.playbooks.try.handler(({ context, input }) => tryPlaybook(context, input)),
  runs: os.playbooks.runs.handler(({ context, input: { offset, limit, ...filter } }) =>
    showRuns(context, filter, { offset, limit }),
  ),
  ofIncident: os.playbooks.ofIncident.handler(({ context, input }) => showRunsOf(context, input.incidentId)),
  start: os.playbooks.start.handler(({ context, input }) => startPlaybook(context, input)),
  answer: os.playbooks.answer.handler(async ({ context, input }) => {
    await answerRun(context, input);
    return {};
  }),
  takeOver: os.playbooks.takeOver.handler(async ({ context, input }) => {
    await takeOverRun(context, input.runId);
    return {};
  }),
};
