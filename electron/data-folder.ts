import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where workspaces lie that the user named no place for: the same folder as for the command line and the browser, so
 * that a window and a browser open the same one. A profile of its own keeps its own.
 */
export function dataFolder(userData: string, ownProfile: boolean, env: NodeJS.ProcessEnv): string {
  if (ownProfile) return userData;
  if (env.VIGIE_DATA) return env.VIGIE_DATA;
  if (process.platform !== 'linux') return userData;
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'vigie');
}
