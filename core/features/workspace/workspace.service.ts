import { type Settings, settings as settingsSchema, type WorkspaceInfo } from '../../contract/workspace.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import {
  countThings,
  lastFactAt,
  readPreferences,
  readSetting,
  writePreferences,
} from './workspace.queries.ts';

export async function workspaceInfo(ctx: AppContext): Promise<WorkspaceInfo> {
  const [counts, factsAt, demo] = await Promise.all([
    countThings(ctx.db),
    lastFactAt(ctx.db),
    readSetting(ctx.db.read, 'demo'),
  ]);
  return {
    location: ctx.db.location,
    dialect: ctx.db.dialect,
    version: ctx.version,
    actor: ctx.actor,
    counts,
    empty: counts.facilities + counts.products + counts.orders === 0,
    demo: demo !== undefined,
    factsAt,
  };
}

/** Changes some preferences; the others stay. */
export async function savePreferences(ctx: AppContext, changes: Partial<Settings>): Promise<Settings> {
  return runCommand(ctx, 'workspace.saveSettings', async (command) => {
    const before = await readPreferences(command.trx);
    const after = settingsSchema.parse({ ...before, ...changes });
    await writePreferences(command.trx, after);
    command.record({ entity: 'settings', id: null, key: null, before, after });
    command.publish({ type: 'settings.changed' });
    return after;
  });
}

/** Starts filling an empty workspace with the demo network. @throws CONFLICT when there is something in it. */
export async function startDemo(
  ctx: AppContext,
  input: { seed: number; orders: number },
): Promise<{ jobId: string }> {
  const counts = await countThings(ctx.db);
  if (counts.facilities + counts.products + counts.orders > 0) {
    throw conflict(
      'This workspace already holds a network: the demo would mix with it.',
      'notEmpty',
      'Open a new workspace for the demo.',
    );
  }
  return { jobId: await ctx.jobs.start('demo.create', input, ctx.actor) };
}
