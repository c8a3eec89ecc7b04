import { os } from '../procedures.ts';
import { proposeDay } from './day.service.ts';
import { findWaveFacilities } from './day-orders.queries.ts';
import { dayLoad } from './load.service.ts';
import { moveOrders, previewMove } from './move-orders.service.ts';
import { previewRelease } from './release.service.ts';
import { takeBackWave } from './take-back.service.ts';
import { findLabour, listTemplates } from './templates.queries.ts';
import {
  knownFacility,
  removeTemplate,
  saveLabour,
  saveTemplate,
  templateChoices,
} from './templates.service.ts';
import { listWaves, planWaves, removeWave, showWave } from './waves.service.ts';

export const wavesProcedures = {
  templates: os.waves.templates.handler(({ context, input }) =>
    listTemplates(context.db.read, input.facility),
  ),
  saveTemplate: os.waves.saveTemplate.handler(({ context, input }) => saveTemplate(context, input)),
  removeTemplate: os.waves.removeTemplate.handler(async ({ context, input }) => {
    await removeTemplate(context, input.id);
    return {};
  }),
  templateChoices: os.waves.templateChoices.handler(({ context, input }) =>
    templateChoices(context, input.facility),
  ),
  labour: os.waves.labour.handler(async ({ context, input }) => {
    const { id } = await knownFacility(context, input.facility);
    return findLabour(context.db.read, id);
  }),
  saveLabour: os.waves.saveLabour.handler(async ({ context, input }) => {
    await saveLabour(context, input);
    return {};
  }),
  facilities: os.waves.facilities.handler(({ context }) => findWaveFacilities(context.db.read)),
  propose: os.waves.propose.handler(({ context, input, signal }) => proposeDay(context, input, signal)),
  plan: os.waves.plan.handler(({ context, input }) => planWaves(context, input)),
  waves: os.waves.waves.handler(({ context, input }) => listWaves(context, input)),
  wave: os.waves.wave.handler(({ context, input }) => showWave(context, input.waveId)),
  moveOrders: os.waves.moveOrders.handler(({ context, input }) => moveOrders(context, input)),
  previewMove: os.waves.previewMove.handler(({ context, input }) => previewMove(context, input)),
  load: os.waves.load.handler(({ context, input }) => dayLoad(context, input)),
  remove: os.waves.remove.handler(async ({ context, input }) => {
    await removeWave(context, input.waveId);
    return {};
  }),
  preview: os.waves.preview.handler(({ context, input }) => previewRelease(context, input.waveIds)),
  release: os.waves.release.handler(async ({ context, input }) => {
    return { jobId: await context.jobs.start('waves.release', input, context.actor) };
  }),
  takeBack: os.waves.takeBack.handler(({ context, input }) => takeBackWave(context, input.waveId)),
};
