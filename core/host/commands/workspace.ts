import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { env, stderr } from 'node:process';
import type { AppContext } from '../../features/context.ts';
import { dataFolder, localActor, programVersion, resourcesFolder } from '../environment.ts';
import { startRuntime } from '../runtime.ts';
import { UsageError } from './usage-error.ts';

/** The workspace that a command works on: `--workspace`, else VIGIE_WORKSPACE, else the user's default one. */
export function workspacePath(given: string | undefined): string {
  return resolve(given ?? env.VIGIE_WORKSPACE ?? join(dataFolder(), 'workspace.vigie'));
}

export interface WorkspaceOptions {
  workspace?: string | undefined;
  /** False refuses a file that is not there yet. */
  create?: boolean;
  verbose?: boolean;
  /** Screens will ask for the lists: load them at once. */
  serves?: boolean;
}

/** Opens the workspace, does the work, closes it; Ctrl-C aborts the signal. */
export async function withWorkspace<T>(
  options: WorkspaceOptions,
  work: (ctx: AppContext, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const url = options.workspace?.startsWith('postgres') ? options.workspace : undefined;
  const file = url ? '' : workspacePath(options.workspace);
  if (!url && !options.create && !existsSync(file)) {
    throw new UsageError(`There is no workspace at ${file}. Make one with "vigie import" or "vigie demo".`);
  }
  if (!url) mkdirSync(dirname(file), { recursive: true });
  const runtime = await startRuntime({
    target: url ? { url } : { file },
    resources: resourcesFolder,
    scratch: join(tmpdir(), `vigie-${process.pid}`),
    actor: localActor(),
    version: programVersion(),
    log: (line) => (options.verbose ? stderr.write(`${line}\n`) : undefined),
    nativeBinding: env.VIGIE_SQLITE_BINDING,
    listsWhenAsked: !options.serves,
  });
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once('SIGINT', stop);
  try {
    return await work(runtime.ctx, abort.signal);
  } finally {
    process.off('SIGINT', stop);
    await runtime.close();
  }
}
