import { describe, expect, test } from 'vitest';
import {
  afterShipStatus,
  easyPostStatus,
  NOTHING_KNOWN,
  readStatusWords,
  statusOfWord,
} from '../../../../core/feeds/tracking/index.ts';

const is = (milestone: string, exceptionKind: string | null = null) => ({ milestone, exceptionKind });

describe('EasyPost statuses', () => {
  test.each([
    ['pre_transit', 'label_created', '', is('booked')],
    ['in_transit', 'received_at_origin_facility', 'Accepted', is('pickedUp')],
    ['in_transit', 'arrived_at_facility', '', is('atHub')],
    ['in_transit', 'departed_facility', '', is('inTransit')],
    ['in_transit', 'status_update', 'Released by customs', is('customs')],
    ['in_transit', 'status_update', 'Dédouanement terminé', is('customs')],
    ['in_transit', 'held', 'Zollabfertigung: Unterlagen fehlen', is('exception', 'customs')],
    ['in_transit', 'delayed', '', is('exception', 'delayed')],
    ['in_transit', 'weather_delay', '', is('exception', 'weather')],
    ['in_transit', 'delivery_exception', 'No access', is('attemptFailed')],
    ['in_transit', 'address_correction', '', is('exception', 'address')],
    ['out_for_delivery', 'out_for_delivery', '', is('outForDelivery')],
    ['available_for_pickup', 'arrived_at_pickup_location', '', is('availableForPickup')],
    ['delivered', 'delayed', 'Customs charges paid', is('delivered')],
    ['return_to_sender', 'return', '', is('returned')],
    ['failure', 'lost', '', is('exception', 'lost')],
    ['failure', 'damaged', '', is('exception', 'damaged')],
    ['failure', 'refused', '', is('exception', 'refused')],
    ['failure', '', '', is('exception', 'other')],
    ['cancelled', 'cancelled', '', is('exception', 'cancelled')],
    ['DELIVERED', '', '', is('delivered')],
    ['unknown', 'unknown', '', NOTHING_KNOWN],
    ['unknown', 'arrived_at_facility', '', is('atHub')],
  ])('%s with %s', (status, detail, words, expected) => {
    expect(easyPostStatus(status, detail, words)).toEqual(expected);
  });

  test('a word of no list is no status, whatever stands beside it', () => {
    expect(easyPostStatus('teleported', 'arrived_at_facility', '')).toBeNull();
    expect(easyPostStatus('', '', '')).toBeNull();
  });

  test('“customer” is not customs', () => {
    expect(easyPostStatus('in_transit', 'status_update', 'Customer moved the date')).toEqual(is('inTransit'));
  });
});

describe('AfterShip statuses', () => {
  test.each([
    ['Pending', 'Pending_001', NOTHING_KNOWN],
    ['InfoReceived', 'InfoReceived_001', is('booked')],
    ['InTransit', 'InTransit_002', is('pickedUp')],
    ['InTransit', 'InTransit_003', is('atHub')],
    ['InTransit', 'InTransit_006', is('customs')],
    ['InTransit', 'InTransit_007', is('inTransit')],
    ['OutForDelivery', 'OutForDelivery_001', is('outForDelivery')],
    ['AttemptFail', 'AttemptFail_002', is('attemptFailed')],
    ['AvailableForPickup', 'AvailableForPickup_001', is('availableForPickup')],
    ['Delivered', 'Delivered_003', is('delivered')],
    ['Exception', 'Exception_003', is('exception', 'refused')],
    ['Exception', 'Exception_004', is('exception', 'customs')],
    ['Exception', 'Exception_009', is('exception', 'declined')],
    ['Exception', 'Exception_010', is('exception', 'other')],
    ['Exception', 'Exception_011', is('returned')],
    ['Exception', 'Exception_013', is('exception', 'lost')],
    ['Exception', 'Exception_017', is('exception', 'weather')],
    ['Expired', 'Expired_001', is('exception', 'other')],
    ['', 'Delivered_099', is('delivered')],
    ['Vanished', 'Vanished_001', null],
  ])('%s with %s', (tag, subtag, expected) => {
    expect(afterShipStatus(tag, subtag)).toEqual(expected);
  });
});

describe('own status words', () => {
  test('are found whatever their case, accents and blanks', () => {
    const { words, faults } = readStatusWords(
      '# Chronopost\nLIV = delivered\nAVARIÉ=exception/damaged\r\nen_cours = inTransit\nPB = exception\n',
    );
    expect(faults).toEqual([]);
    expect(statusOfWord(words, 'liv')).toEqual(is('delivered'));
    expect(statusOfWord(words, 'avarie')).toEqual(is('exception', 'damaged'));
    expect(statusOfWord(words, 'EN  COURS')).toEqual(is('inTransit'));
    expect(statusOfWord(words, 'pb')).toEqual(is('exception', 'other'));
    expect(statusOfWord(words, 'toString')).toBeNull();
  });

  test('say which line is wrong and what may stand there', () => {
    const { faults } = readStatusWords('LIV\nX = arrived\nY = exception/eaten\nZ = delivered/damaged');
    expect(faults.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    expect(faults[1]?.reason).toContain('outForDelivery');
    expect(faults[2]?.reason).toContain('damaged');
  });
});
