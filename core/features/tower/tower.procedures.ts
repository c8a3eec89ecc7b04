import { os } from '../procedures.ts';
import { readKpis } from './kpis.ts';
import { facilityDetail, mapFacilities, mapShipments, shipmentDetail } from './tower-map.ts';
import { searchEverything } from './tower-search.ts';

export const towerProcedures = {
  kpis: os.tower.kpis.handler(({ context }) => readKpis(context)),
  facilities: os.tower.facilities.handler(({ context }) => mapFacilities(context)),
  shipments: os.tower.shipments.handler(({ context }) => mapShipments(context)),
  facility: os.tower.facility.handler(({ context, input }) => facilityDetail(context, input.code)),
  shipment: os.tower.shipment.handler(({ context, input }) => shipmentDetail(context, input.id)),
  search: os.tower.search.handler(({ context, input }) => searchEverything(context, input.text, input.limit)),
};
