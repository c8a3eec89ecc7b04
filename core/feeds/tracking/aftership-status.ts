import { at, exception, type KnownStatus, NOTHING_KNOWN } from './status.ts';

/** AfterShip's `tag`. */
const TAGS: Readonly<Record<string, KnownStatus>> = {
  Pending: NOTHING_KNOWN,
  InfoReceived: at('booked'),
  InTransit: at('inTransit'),
  OutForDelivery: at('outForDelivery'),
  AttemptFail: at('attemptFailed'),
  AvailableForPickup: at('availableForPickup'),
  Delivered: at('delivered'),
  Exception: exception('other'),
  Expired: exception('other'),
};

/** AfterShip's `subtag` where it says more than the tag. */
const SUBTAGS: Readonly<Record<string, KnownStatus>> = {
  InTransit_002: at('pickedUp'),
  InTransit_003: at('atHub'),
  InTransit_004: at('atHub'),
  InTransit_005: at('customs'),
  InTransit_006: at('customs'),
  Exception_002: exception('address'),
  Exception_003: exception('refused'),
  Exception_004: exception('customs'),
  Exception_005: exception('delayed'),
  Exception_007: exception('address'),
  Exception_009: exception('declined'),
  Exception_011: at('returned'),
  Exception_012: exception('damaged'),
  Exception_013: exception('lost'),
  Exception_016: exception('delayed'),
  Exception_017: exception('weather'),
  Exception_018: exception('customs'),
  Exception_019: exception('delayed'),
  Exception_020: exception('cancelled'),
};

/** What an AfterShip tag and subtag mean; null for words that are not on its lists. */
export function afterShipStatus(tag: string, subtag: string): KnownStatus | null {
  return SUBTAGS[subtag] ?? TAGS[tag] ?? TAGS[subtag.split('_')[0] ?? ''] ?? null;
}
