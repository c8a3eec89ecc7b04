import type { PickingLabourView, WaveTemplateDraft, WaveTemplateView } from '../../contract/waves.ts';
import { findCarriers } from '../carriers/index.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { promiseNetwork } from '../promise/index.ts';
import { findFacility } from './day-orders.queries.ts';
import { serviceKey } from './order-parts.ts';
import { deleteTemplate, findZones, writeLabour, writeTemplate } from './templates.queries.ts';

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
  await checkWays(ctx, draft);
  return runCommand(ctx, 'waves.saveTemplate', async (command) => {
    const id = await writeTemplate(command.trx, draft, facility.id, command.at);
    if (id === null) throw notFound('wave template', String(draft.id));
    const after = { ...draft, id };
    command.record({ entity: 'waveTemplate', id, key: draft.name, before: null, after });
    command.publish({ type: 'waves.changed' });
    return after;
  });
}

/** @throws CONFLICT `unknownCarrier`, `unknownService`, `serviceOfOtherCarrier` */
async function checkWays(
  ctx: AppContext,
  { facility, name, carriers, services }: WaveTemplateDraft,
): Promise<void> {
  if (carriers === null && services === null) return;
  const known = await templateChoices(ctx, facility);
  const lost = carriers?.find((code) => !known.carriers.some((carrier) => carrier.code === code));
  if (lost !== undefined) {
    const what = `The wave ${name} is for carrier ${lost}, which does not exist.`;
    throw conflict(what, 'unknownCarrier', 'Take it out of the template.');
  }
  for (const key of services ?? []) {
    if (!known.services.some((service) => service.key === key)) {
      const what = `The wave ${name} is for service ${key}, which does not exist or is no longer offered.`;
      throw conflict(what, 'unknownService', 'Take it out of the template.');
    }
    const carrier = key.slice(0, key.lastIndexOf('/'));
    if (carriers && !carriers.includes(carrier)) {
      const what = `The wave ${name} is for service ${key}, but not for its carrier ${carrier}.`;
      throw conflict(what, 'serviceOfOtherCarrier', 'Add the carrier, or take the service out.');
    }
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

/** Carriers and services of the network, and zones of a facility. @throws CONFLICT `unknownFacility` */
export async function templateChoices(ctx: AppContext, code: string) {
  const facility = await knownFacility(ctx, code);
  const [{ services }, carriers, zones] = await Promise.all([
    promiseNetwork(ctx),
    findCarriers(ctx.db.read),
    findZones(ctx.db.read, facility.id),
  ]);
  const codes = new Map(carriers.map(({ id, code: carrierCode }) => [id, carrierCode]));
  return {
    carriers: carriers.map(({ code: carrierCode, name }) => ({ code: carrierCode, name })),
    services: services.map(({ code: own, name, carrier, carrierId }) => ({
      key: serviceKey({ carrierCode: codes.get(carrierId) ?? '', code: own }),
      name,
      carrier,
    })),
    zones,
  };
}

/** @throws CONFLICT `unknownFacility` */
export async function knownFacility(ctx: AppContext, code: string) {
  const facility = await findFacility(ctx.db.read, code);
  if (facility) return facility;
  throw conflict(`There is no facility ${code}.`, 'unknownFacility', 'Choose one of the network.');
}
