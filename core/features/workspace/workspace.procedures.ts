import { listJournal } from '../journal/index.ts';
import { os } from '../procedures.ts';
import { readPreferences } from './workspace.queries.ts';
import { savePreferences, startDemo, workspaceInfo } from './workspace.service.ts';

export const workspaceProcedures = {
  info: os.workspace.info.handler(({ context }) => workspaceInfo(context)),
  settings: os.workspace.settings.handler(({ context }) => readPreferences(context.db.read)),
  saveSettings: os.workspace.saveSettings.handler(({ context, input }) => savePreferences(context, input)),
  createDemo: os.workspace.createDemo.handler(({ context, input }) => startDemo(context, input)),
  journal: os.workspace.journal.handler(({ context, input }) => listJournal(context.db, input)),
};
