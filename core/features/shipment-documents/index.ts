export { type ShipmentDocument, shipmentDocuments } from './documents.service.ts';
