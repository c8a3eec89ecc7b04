import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { env, stderr } from 'node:process';
import type { DatabaseTarget } from '../../db/database.ts';
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
  /** What to do when the file is not there: refuse (the default), make it, or look at an empty one that is thrown away. */
  missing?: 'refuse' | 'create' | 'pretend';
  verbose?: boolean;
  /** Screens will ask for the lists: load them at once. */
  serves?: boolean;
}

/** Opens the workspace, does the work, closes it; Ctrl-C aborts the signal. */
export async function withWorkspace<T>(
  options: WorkspaceOptions,
  work: (ctx: AppContext, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { target, cleanUp } = openTarget(options);
  const runtime = await startRuntime({
    target,
    resources: resourcesFolder,
    scratch: join(tmpdir(), `vigie-${process.pid}`),
    actor: localActor(),
    version: programVersion(),
    log: (line) => (options.verbose ? stderr.write(`${line}\n`) : undefined),
    nativeBinding: env.VIGIE_SQLITE_BINDING,
    listsWhenAsked: !options.serves,
    worksFeeds: options.serves === true,
  });
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once('SIGINT', stop);
  try {
    return await work(runtime.ctx, abort.signal);
  } finally {
    process.off('SIGINT', stop);
    await runtime.close();
    cleanUp();
  }
}

function openTarget({ workspace, missing }: WorkspaceOptions): {
  target: DatabaseTarget;
  cleanUp: () => void;
} {
  const nothing = () => {};
  if (workspace?.startsWith('postgres')) return { target: { url: workspace }, cleanUp: nothing };
  const file = workspacePath(workspace);
  if (existsSync(file)) return { target: { file }, cleanUp: nothing };
  if (missing === 'create') {
    mkdirSync(dirname(file), { recursive: true });
    return { target: { file }, cleanUp: nothing };
  }
  if (missing === 'pretend') {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-empty-'));
    const cleanUp = () => rmSync(folder, { recursive: true, force: true });
    return { target: { file: join(folder, 'empty.vigie') }, cleanUp };
  }
  throw new UsageError(`There is no workspace at ${file}. Make one with "vigie import" or "vigie demo".`);
}
