export { workspaceProcedures } from './workspace.procedures.ts';
export { readPreferences, readSetting, writeSetting } from './workspace.queries.ts';
export { workspaceInfo } from './workspace.service.ts';
