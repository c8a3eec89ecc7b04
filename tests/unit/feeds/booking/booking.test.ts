import { describe, expect, test } from 'vitest';
import {
  type BookableShipment,
  bookingPayload,
  refuseBooking,
} from '../../../../core/feeds/booking/booking.ts';

const address = {
  name: 'Ada Martin',
  street: '1 rue de la Paix',
  postalCode: '75002',
  city: 'Paris',
  region: null,
  country: 'FR',
  latitude: null,
  longitude: null,
};
const SHIPMENT: BookableShipment = {
  number: 'SH-1',
  status: 'packed',
  orderNumber: 'SO-1',
  trackingNumber: null,
  weightGrams: 0,
  promisedAt: Date.UTC(2026, 10, 25, 20),
  shipFrom: { ...address, name: 'Lyon', code: 'LYS', timeZone: 'Europe/Paris', cutOffMinutes: 960 },
  shipTo: address,
  carrier: { code: 'HIRO', name: 'Hirondelle' },
  service: { code: 'STD', name: 'Domicile', level: 'standard' },
  lines: [
    {
      sku: 'A',
      name: 'Lamp',
      quantity: 2,
      weightGrams: 700,
      volumeMillilitres: 4000,
      priceMinor: 1990,
      currency: 'EUR',
    },
    {
      sku: 'B',
      name: 'Bulb',
      quantity: 1,
      weightGrams: 50,
      volumeMillilitres: 200,
      priceMinor: 390,
      currency: 'EUR',
    },
  ],
  parcels: [],
};

describe('a booking', () => {
  test('tells what is in the parcel, its weight and a box that holds it', () => {
    const payload = bookingPayload('label.request', SHIPMENT);
    expect(payload).toMatchObject({
      request: 'label',
      shipmentNumber: 'SH-1',
      promisedAt: '2026-11-25T20:00:00.000Z',
    });
    const [parcel] = payload.parcels;
    expect(parcel).toMatchObject({ weightGrams: 1450, volumeMillilitres: 8200 });
    const { lengthMillimetres = 0, widthMillimetres = 0, heightMillimetres = 0 } = parcel?.dimensions ?? {};
    expect((lengthMillimetres * widthMillimetres * heightMillimetres) / 1000).toBeGreaterThan(8200 * 1.25);
    expect(JSON.parse(JSON.stringify(payload))).toEqual(payload);
  });

  test('a weight that was measured counts before the sum; without volumes there is no box', () => {
    const [parcel] = bookingPayload('booking.request', { ...SHIPMENT, weightGrams: 1600, lines: [] }).parcels;
    expect(parcel).toMatchObject({ weightGrams: 1600, dimensions: null });
  });

  test('tells the parcels as they were packed, with the numbers on their labels', () => {
    const parcel = {
      number: 1,
      sscc: '004000000000000017',
      weightGrams: 1520,
      volumeMillilitres: 8200,
      dimensions: { lengthMillimetres: 300, widthMillimetres: 200, heightMillimetres: 200, estimated: false },
      lines: SHIPMENT.lines,
    };
    expect(bookingPayload('label.request', { ...SHIPMENT, parcels: [parcel] }).parcels).toEqual([parcel]);
  });

  test.each([
    ['unknownShipment', undefined],
    ['tooLate', { ...SHIPMENT, status: 'inTransit' }],
    ['noFacility', { ...SHIPMENT, shipFrom: null }],
    ['noAddress', { ...SHIPMENT, shipTo: { ...address, country: null } }],
    ['noAddress', { ...SHIPMENT, shipTo: { ...address, city: null, postalCode: null } }],
  ])('is refused: %s', (code, shipment) => {
    expect(refuseBooking(shipment, 'SH-1')?.code).toBe(code);
    expect(refuseBooking(SHIPMENT, 'SH-1')).toBeNull();
  });
});
