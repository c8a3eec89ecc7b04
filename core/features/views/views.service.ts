import type { SavedView } from '../../contract/workspace.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { notFound } from '../procedures.ts';
import { removeView, saveView } from './views.queries.ts';

export function keepView(
  ctx: AppContext,
  view: Pick<SavedView, 'screen' | 'name' | 'state'>,
): Promise<SavedView> {
  return runCommand(ctx, 'views.save', async (command) => {
    const saved = await saveView(command.trx, view, ctx.actor, command.at);
    command.record({ entity: 'view', id: saved.id, key: saved.name, before: null, after: saved });
    command.publish({ type: 'views.changed' });
    return saved;
  });
}

export async function forgetView(ctx: AppContext, id: number): Promise<Record<string, never>> {
  await runCommand(ctx, 'views.remove', async (command) => {
    const removed = await removeView(command.trx, id, ctx.actor);
    if (!removed) throw notFound('view', String(id));
    command.record({ entity: 'view', id, key: removed.name, before: removed, after: null });
    command.publish({ type: 'views.changed' });
  });
  return {};
}
