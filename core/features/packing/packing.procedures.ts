import { os } from '../procedures.ts';
import { listBoxTypes } from './boxes.queries.ts';
import {
  readPackingSettings,
  removeBoxType,
  saveBoxType,
  savePackingSettings,
  saveSizes,
} from './boxes.service.ts';
import { packShipment, showPacking, unpackParcels, waitingShipments } from './packing.service.ts';

/** All of packing but `requestLabels`, which needs the feeds of carriers. */
export const packingProcedures = {
  settings: os.packing.settings.handler(({ context }) => readPackingSettings(context.db.read)),
  saveSettings: os.packing.saveSettings.handler(({ context, input }) => savePackingSettings(context, input)),
  boxTypes: os.packing.boxTypes.handler(({ context, input }) =>
    listBoxTypes(context.db.read, input.facility),
  ),
  saveBoxType: os.packing.saveBoxType.handler(({ context, input }) => saveBoxType(context, input)),
  removeBoxType: os.packing.removeBoxType.handler(async ({ context, input }) => {
    await removeBoxType(context, input.id);
    return {};
  }),
  saveSizes: os.packing.saveSizes.handler(({ context, input }) => saveSizes(context, input.sizes)),
  waiting: os.packing.waiting.handler(({ context, input }) => waitingShipments(context, input)),
  suggest: os.packing.suggest.handler(({ context, input }) => showPacking(context, input.shipment)),
  pack: os.packing.pack.handler(({ context, input }) => packShipment(context, input)),
  unpack: os.packing.unpack.handler(({ context, input }) => unpackParcels(context, input.shipment)),
  papers: os.packing.papers.handler(async ({ context, input }) => {
    const jobId = await context.jobs.start('packing.papers', input, context.actor);
    return { jobId };
  }),
};
