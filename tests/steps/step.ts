import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
const MOST_OF_A_REMARK = 400;
export const resultsFolder = join(root, 'test-results');

/** What a step of `npm test` found. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Why something was skipped or failed, in one line. */
  note?: string;
  /** Tests that failed or were skipped, a line each: told again at the end, where a cut log still shows them. */
  remarks?: string[];
}

export interface Step {
  name: string;
  run(): Promise<Tally>;
}

export const pass: Tally = { passed: 1, failed: 0, skipped: 0 };
export const fail = (note: string): Tally => ({ passed: 0, failed: 1, skipped: 0, note });
/** What became of a test, in one line with the first line of what was wrong. */
export function remark(verdict: 'failed' | 'failed once' | 'skipped', name: string, message = ''): string {
  const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
  const said = message.replace(colours, '').trim().split('\n')[0] ?? '';
  return `${verdict} ${name}${said ? `: ${said}` : ''}`.slice(0, MOST_OF_A_REMARK);
}
export const skip = (note: string): Tally => ({ passed: 0, failed: 0, skipped: 1, note });

/** Ends the program and all that it started, so that nothing outlives a step that hangs. */
function endGroup(pid: number | undefined): void {
  if (!pid) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Runs a program with its output shown. @returns its exit code; 124 when it took too long */
export function runProgram(
  command: string,
  args: readonly string[],
  { minutes, env = {} }: { minutes: number; env?: NodeJS.ProcessEnv },
): Promise<number> {
  return new Promise((done) => {
    const ownGroup = process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      detached: ownGroup,
    });
    let late = false;
    const interrupted = () => endGroup(child.pid);
    const patience = setTimeout(() => {
      late = true;
      endGroup(child.pid);
    }, minutes * 60_000);
    process.once('SIGINT', interrupted);
    const end = (code: number) => {
      clearTimeout(patience);
      process.off('SIGINT', interrupted);
      done(late ? 124 : code);
    };
    child.once('error', () => end(127));
    child.once('exit', (code) => end(code ?? 1));
  });
}

/** A program of the project, on the Node that runs this. */
export const nodeProgram = (path: string, args: readonly string[]): [string, string[]] => [
  process.execPath,
  [join(root, path), ...args],
];
