import type { PackingView } from '../../contract/packing.ts';
import { shipmentActions } from '../shipments/index.ts';
import type { KeptParcel, ShipmentToPack } from './packing.queries.ts';
import { type PlannedParcel, parcelView } from './packing-plan.ts';

/** What the parcels of a shipment are, and which of them are kept already. */
export interface ShownParcels {
  parcels: readonly PlannedParcel[];
  kept: readonly KeptParcel[] | null;
}

/** Parcels as they were packed. Pure. */
export function keptViews(kept: readonly KeptParcel[]): ShownParcels {
  return { parcels: kept.map(plannedOf), kept };
}

/** A kept parcel as it was planned; its box as it was then. */
function plannedOf(parcel: KeptParcel): PlannedParcel {
  const { lengthMillimetres, widthMillimetres, heightMillimetres, boxCode, mostWeightGrams } = parcel;
  const goods = parcel.lines.reduce((sum, line) => sum + line.weightGrams * line.quantity, 0);
  const box =
    boxCode === null
      ? null
      : {
          code: boxCode,
          name: parcel.boxName ?? boxCode,
          lengthMillimetres: lengthMillimetres ?? 0,
          widthMillimetres: widthMillimetres ?? 0,
          heightMillimetres: heightMillimetres ?? 0,
          mostWeightGrams: mostWeightGrams ?? 0,
          ownWeightGrams: Math.max(0, parcel.weightGrams - goods),
          costMinor: parcel.costMinor,
          currency: parcel.currency,
        };
  return {
    box,
    noBox: parcel.noBox,
    weightGrams: parcel.weightGrams,
    lines: parcel.lines.map((line) => ({ line, quantity: line.quantity })),
  };
}

/** A shipment at the packing station. Pure. */
export function packingView(
  shipment: ShipmentToPack & { facility: string },
  { parcels, kept }: ShownParcels,
): PackingView {
  const costs = parcels.flatMap(({ box }) => (box ? [box] : []));
  const first = kept?.[0];
  return {
    shipment: shipment.number,
    order: shipment.order,
    customer: shipment.customer,
    facility: shipment.facility,
    facilityName: shipment.facilityName ?? shipment.facility,
    status: shipment.status,
    fulfilment: shipment.fulfilment === 'collect' ? 'collect' : 'delivery',
    carrier: shipment.carrier,
    service: shipment.service,
    promisedAt: shipment.promisedAt,
    trackingNumber: shipment.trackingNumber,
    canPack: shipmentActions(shipment).includes('pack'),
    canUnpack: shipment.status === 'packed',
    units: parcels.reduce(
      (sum, { lines }) => sum + lines.reduce((own, { quantity }) => own + quantity, 0),
      0,
    ),
    parcels: parcels.map((parcel, i) => {
      const one = kept?.[i];
      return parcelView(parcel, { number: one?.number ?? i + 1, sscc: one?.sscc ?? null });
    }),
    boxCost: costs[0]
      ? {
          amountMinor: costs.reduce((sum, { costMinor }) => sum + costMinor, 0),
          currency: costs[0].currency,
        }
      : null,
    packedAt: first?.packedAt ?? null,
    packedBy: first?.actor ?? null,
  };
}
