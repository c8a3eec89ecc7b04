import type { AreaDraft } from '../../contract/incident-areas.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { endArea, insertArea } from './areas.queries.ts';
import { lookAgain } from './watch.ts';

/** Draws an area, and looks for what is in trouble inside. @throws CONFLICT `over` */
export async function drawArea(ctx: AppContext, draft: AreaDraft): Promise<{ id: number }> {
  if (draft.until <= ctx.clock()) {
    throw conflict(`${draft.name} would have ended already.`, 'over', 'Choose a later end.');
  }
  const drawn = await runCommand(ctx, 'incidentAreas.draw', async (command) => {
    const { trx, at, actor } = command;
    const id = await insertArea(trx, draft, { actor, at });
    command.record({ entity: 'incidentArea', id, key: draft.name, before: null, after: draft });
    command.publish({ type: 'incidents.changed' });
    return { id };
  });
  await lookAgain(ctx);
  return drawn;
}

/** Takes an area off the map: what was inside is on its own again. @throws NOT_FOUND */
export async function removeArea(ctx: AppContext, id: number): Promise<void> {
  await runCommand(ctx, 'incidentAreas.remove', async (command) => {
    const name = await endArea(command.trx, id, command.at);
    if (name === null) throw notFound('area', String(id));
    command.record({ entity: 'incidentArea', id, key: name, before: { name }, after: null });
    command.publish({ type: 'incidents.changed' });
  });
  await lookAgain(ctx);
}
