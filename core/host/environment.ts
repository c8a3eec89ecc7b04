import { readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { env, platform } from 'node:process';
import { programFolder } from './entries.ts';

/** The name under which the local user's commands stand in the journal. */
export function localActor(): string {
  try {
    return userInfo().username || 'local';
  } catch {
    return 'local';
  }
}

export function programVersion(): string {
  const manifest = JSON.parse(readFileSync(join(programFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

/** Where this user's data lies when nobody says where: the system's usual folder. */
export function dataFolder(): string {
  if (env.VIGIE_DATA) return env.VIGIE_DATA;
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Vigie');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Vigie');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'vigie');
}

export const resourcesFolder = join(programFolder, 'resources');
export const pageFolder = join(programFolder, 'out', 'renderer');
