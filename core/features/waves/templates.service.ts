import type {
  PickingLabourView,
  WaveTemplateChoices,
  WaveTemplateDraft,
  WaveTemplateView,
} from '../../contract/waves.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { findFacility } from './day-orders.queries.ts';
import { findCarrierServices, findZones } from './template-choices.queries.ts';
import { deleteTemplate, writeLabour, writeTemplate } from './templates.queries.ts';

/** @throws CONFLICT, as the contract tells; NOT_FOUND */
export async function saveTemplate(
  ctx: AppContext,
  draft: WaveTemplateDraft & { id?: number | undefined },
): Promise<WaveTemplateView> {
  const facility = await knownFacility(ctx, draft.facility);
  if (draft.cutOffMinutes <= draft.releaseMinutes) {
    throw conflict(
      `The wave ${draft.name} would be released after its carriers have left.`,
      'cutOffBeforeRelease',
      'Choose a cut-off later than the release.',
    );
  }
  await checkServices(ctx, draft);
  return runCommand(ctx, 'waves.saveTemplate', async (command) => {
    const id = await writeTemplate(command.trx, draft, facility.id, command.at);
    if (id === null) throw notFound('wave template', String(draft.id));
    const after = { ...draft, id };
    command.record({ entity: 'waveTemplate', id, key: draft.name, before: null, after });
    command.publish({ type: 'waves.changed' });
    return after;
  });
}

/** What templates of a facility can be limited to. @throws CONFLICT `unknownFacility` */
export async function templateChoices(ctx: AppContext, code: string): Promise<WaveTemplateChoices> {
  const { id } = await knownFacility(ctx, code);
  const [carriers, zones] = await Promise.all([findCarrierServices(ctx.db.read), findZones(ctx.db.read, id)]);
  return { carriers, zones };
}

/** A template for what nobody offers would never take an order. */
async function checkServices(ctx: AppContext, { carriers, services }: WaveTemplateDraft): Promise<void> {
  if (carriers === null && services === null) return;
  const known = new Map((await findCarrierServices(ctx.db.read)).map((carrier) => [carrier.code, carrier]));
  for (const code of carriers ?? []) {
    if (!known.has(code)) {
      throw conflict(
        `There is no carrier ${code} with services.`,
        'unknownCarrier',
        'Choose another carrier.',
      );
    }
  }
  for (const { carrier, service } of services ?? []) {
    if (known.get(carrier)?.services.some(({ code }) => code === service)) continue;
    throw conflict(
      `${carrier} has no service ${service}.`,
      'unknownService',
      'Choose one of the services that it offers.',
    );
  }
}

export async function removeTemplate(ctx: AppContext, id: number): Promise<void> {
  await runCommand(ctx, 'waves.removeTemplate', async (command) => {
    if (!(await deleteTemplate(command.trx, id))) throw notFound('wave template', String(id));
    command.record({ entity: 'waveTemplate', id, key: String(id), before: { id }, after: null });
    command.publish({ type: 'waves.changed' });
  });
}

/** @throws CONFLICT, as the contract tells */
export async function saveLabour(
  ctx: AppContext,
  { facility: code, ...labour }: PickingLabourView & { facility: string },
): Promise<void> {
  const facility = await knownFacility(ctx, code);
  if (labour.toMinutes <= labour.fromMinutes) {
    throw conflict(`The shift of ${code} would end before it begins.`, 'shiftEndsBeforeItBegins');
  }
  await runCommand(ctx, 'waves.saveLabour', async (command) => {
    await writeLabour(command.trx, facility.id, labour, command.at);
    command.record({ entity: 'facility', id: facility.id, key: code, before: null, after: { labour } });
    command.publish({ type: 'waves.changed', facility: code });
  });
}

/** @throws CONFLICT `unknownFacility` */
export async function knownFacility(ctx: AppContext, code: string) {
  const facility = await findFacility(ctx.db.read, code);
  if (facility) return facility;
  throw conflict(`There is no facility ${code}.`, 'unknownFacility', 'Choose one of the network.');
}
