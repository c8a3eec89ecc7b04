import {
  at,
  type CarrierStatus,
  exception,
  type KnownStatus,
  NOTHING_KNOWN,
  tellsOfCustoms,
} from './status.ts';

/** EasyPost's `status`, from the broad list of trackers; `in_transit` and `unknown` say little without the detail. */
const STATUSES: Readonly<Record<string, KnownStatus>> = {
  unknown: NOTHING_KNOWN,
  pre_transit: at('booked'),
  in_transit: at('inTransit'),
  out_for_delivery: at('outForDelivery'),
  delivered: at('delivered'),
  available_for_pickup: at('availableForPickup'),
  return_to_sender: at('returned'),
  failure: exception('other'),
  cancelled: exception('cancelled'),
  canceled: exception('cancelled'),
  error: exception('other'),
};

/** EasyPost's `status_detail`: what it adds to a status that is still open. */
const DETAILS: Readonly<Record<string, CarrierStatus>> = {
  label_created: at('booked'),
  received_at_origin_facility: at('pickedUp'),
  departed_origin_facility: at('inTransit'),
  arrived_at_facility: at('atHub'),
  departed_facility: at('inTransit'),
  transferred_to_destination_carrier: at('inTransit'),
  arrived_at_destination: at('atHub'),
  received_at_destination_facility: at('atHub'),
  in_transit: at('inTransit'),
  out_for_delivery: at('outForDelivery'),
  arrived_at_pickup_location: at('availableForPickup'),
  return: at('returned'),
  delivery_exception: at('attemptFailed'),
  address_correction: exception('address'),
  awaiting_information: exception('address'),
  missorted: exception('delayed'),
  delayed: exception('delayed'),
  weather_delay: exception('weather'),
  held: exception('other'),
  transit_exception: exception('other'),
  expired: exception('other'),
  failure: exception('other'),
  damaged: exception('damaged'),
  lost: exception('lost'),
  refused: exception('refused'),
  cancelled: exception('cancelled'),
};

/** These say all: no detail changes them. */
const FINAL = new Set(['delivered', 'available_for_pickup', 'return_to_sender', 'cancelled', 'canceled']);

/**
 * What an EasyPost status means; null for a word that is not on its lists.
 * @param words the carrier's own, for customs, of which no code tells
 */
export function easyPostStatus(status: string, detail: string, words: string): KnownStatus | null {
  const broad = STATUSES[status.trim().toLowerCase()];
  if (broad === undefined) return null;
  if (FINAL.has(status.trim().toLowerCase())) return broad;
  const finer = DETAILS[detail.trim().toLowerCase()] ?? broad;
  if (finer === NOTHING_KNOWN || !tellsOfCustoms(words)) return finer;
  if (finer.milestone === 'inTransit') return at('customs');
  return finer.milestone === 'exception' && isOpen(finer) ? exception('customs') : finer;
}

function isOpen({ exceptionKind }: CarrierStatus): boolean {
  return exceptionKind === 'other' || exceptionKind === 'delayed' || exceptionKind === 'address';
}
