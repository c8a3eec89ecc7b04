import { os } from '../procedures.ts';
import { createReturn } from './returns.service.ts';
import { assignShipments, packShipments, shipShipments } from './shipments.service.ts';

export const shipmentsProcedures = {
  assign: os.shipments.assign.handler(({ context, input }) => assignShipments(context, input.numbers)),
  pack: os.shipments.pack.handler(({ context, input }) => packShipments(context, input.numbers)),
  ship: os.shipments.ship.handler(({ context, input }) => shipShipments(context, input.numbers)),
  createReturn: os.shipments.createReturn.handler(({ context, input }) => createReturn(context, input)),
};
