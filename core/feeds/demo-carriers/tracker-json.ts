import type { ExceptionKind, Milestone } from '../../contract/tracking.ts';
import type { SimulatedParcel, SimulatedScan } from './simulation.ts';

/** EasyPost's status and status_detail of each milestone. */
const STATUS: Readonly<Record<Exclude<Milestone, 'exception'>, readonly [status: string, detail: string]>> = {
  booked: ['pre_transit', 'label_created'],
  pickedUp: ['in_transit', 'received_at_origin_facility'],
  inTransit: ['in_transit', 'departed_facility'],
  atHub: ['in_transit', 'arrived_at_facility'],
  customs: ['in_transit', 'status_update'],
  outForDelivery: ['out_for_delivery', 'out_for_delivery'],
  attemptFailed: ['in_transit', 'delivery_exception'],
  availableForPickup: ['available_for_pickup', 'arrived_at_pickup_location'],
  delivered: ['delivered', 'status_update'],
  returned: ['return_to_sender', 'return'],
};

const EXCEPTIONS: Readonly<Record<ExceptionKind, readonly [status: string, detail: string]>> = {
  delayed: ['in_transit', 'delayed'],
  weather: ['in_transit', 'weather_delay'],
  customs: ['in_transit', 'held'],
  lost: ['failure', 'lost'],
  damaged: ['failure', 'damaged'],
  refused: ['failure', 'refused'],
  address: ['failure', 'address_correction'],
  declined: ['failure', 'transit_exception'],
  cancelled: ['cancelled', 'cancelled'],
  other: ['failure', 'failure'],
};

/** A parcel as EasyPost's API shows a tracker; places also tell their coordinates. */
export function trackerJson(parcel: SimulatedParcel): Record<string, unknown> {
  const last = parcel.scans.at(-1);
  const [status, detail] = last ? statusOf(last) : ['unknown', 'unknown'];
  return {
    id: parcel.id,
    object: 'Tracker',
    mode: 'test',
    tracking_code: parcel.trackingCode,
    reference: parcel.reference,
    status,
    status_detail: detail,
    created_at: isoOf(parcel.createdAt),
    updated_at: isoOf(parcel.updatedAt),
    signed_by: null,
    weight: null,
    est_delivery_date: parcel.etaAt === null ? null : isoOf(parcel.etaAt),
    shipment_id: null,
    carrier: parcel.carrier,
    tracking_details: parcel.scans.map((scan) => detailJson(scan, parcel.carrier)),
    fees: [],
  };
}

function detailJson(scan: SimulatedScan, carrier: string): Record<string, unknown> {
  const [status, detail] = statusOf(scan);
  return {
    object: 'TrackingDetail',
    message: scan.description,
    description: null,
    status,
    status_detail: detail,
    datetime: isoOf(scan.at),
    source: carrier,
    carrier_code: null,
    tracking_location: {
      object: 'TrackingLocation',
      city: scan.city,
      state: null,
      country: scan.country,
      zip: null,
      latitude: scan.latitude,
      longitude: scan.longitude,
    },
  };
}

function statusOf(scan: SimulatedScan): readonly [string, string] {
  return scan.milestone === 'exception' ? EXCEPTIONS[scan.exceptionKind ?? 'other'] : STATUS[scan.milestone];
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}
