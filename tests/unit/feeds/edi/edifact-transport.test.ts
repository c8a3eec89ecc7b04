import { describe, expect, it } from 'vitest';
import { codesOf, edifact, only, parsed, utc } from './fixtures.ts';

describe('DESADV', () => {
  const advice = [
    'BGM+351+DES-1+9',
    'DTM+137:20261111:102',
    'DTM+11:202611111830:203',
    'DTM+17:20261113:102',
    'MEA+AAE+G+KGM:120,5',
    'RFF+DQ:DN-7',
    'NAD+SU+4012345000023::9++Hersteller',
    'NAD+DP+LYS::92++Hub Lyon+Quai 1+Lyon++69007+FR',
    'TDT+20++30+31+DHL:172:20:DHL Freight',
    'CPS+1',
    'PAC+2++201',
    'CPS+2+1',
    'PAC+1+:52+PK',
    'PCI+33E',
    'GIN+BJ+340123450000000018+340123450000000025',
    'LIN+1++4000000000006:SRV',
    'PIA+5+SKU-1:SA+OURS-1:IN',
    'QTY+12:6:PCE',
    'RFF+ON:PO-1:3',
    'CPS+3+1',
    'GIN+BJ+340123450000000032',
    'LIN+2++4000000000006:SRV',
    'PIA+5+SKU-1:SA',
    'PIA+1+OURS-1:IN',
    'QTY+12:4:PCE',
    'RFF+ON:PO-1:3',
  ];

  it('gives a shipment with its packages’ serial numbers, lines summed over packages', () => {
    const shipment = only(edifact('DESADV', advice, 'D:01B:UN:EAN007'));
    expect(shipment.fields).toEqual({
      shipmentNumber: 'DES-1',
      orderNumber: 'PO-1',
      shipmentStatus: 'inTransit',
      shippedAt: utc(2026, 11, 11, 18, 30),
      etaAt: utc(2026, 11, 13, 23, 59),
      carrierCode: 'DHL',
      reference: 'DN-7',
      facilityCode: '4012345000023',
      weight: 120_500,
      sscc: '340123450000000018 340123450000000025 340123450000000032',
      city: 'Lyon',
      postalCode: '69007',
      country: 'FR',
    });
    expect(shipment.lines).toEqual([{ sku: 'SKU-1', quantity: 10, lineNumber: 3 }]);
  });

  it('gives goods on their way to us where the options say so', () => {
    const inbound = only(edifact('DESADV', advice), { shipNotices: 'inbound' });
    expect(inbound).toMatchObject({
      kind: 'inbound',
      key: 'DES-1|OURS-1|LYS',
      fields: {
        quantity: 10,
        expectedAt: utc(2026, 11, 13, 23, 59),
        origin: 'Hersteller',
        orderNumber: 'PO-1',
      },
    });
  });
});

describe('IFTSTA', () => {
  it('gives a record for each status of each consignment', () => {
    const { records, problems } = parsed(
      edifact(
        'IFTSTA',
        [
          'BGM+77+ST-1+9',
          'DTM+137:202611101200:203',
          'NAD+CA+DHL::87',
          'CNI+1+CONS-1',
          'STS+1+13',
          'RFF+CRN:JD01',
          'RFF+DQ:SH-1',
          'DTM+334:202611090815:203',
          'LOC+9+DEHAM::6:HAMBURG',
          'STS+1+21',
          'RFF+CRN:JD01',
          'DTM+334:202611101105:203',
          'FTX+AAO+++Left with neighbour:flat 3',
          'LOC+14+FRLYS::6:LYON',
          'CNI+2+CONS-2',
          'STS+1+20+63',
          'DTM+7:202611100900:203',
          'RFF+ON:PO-2',
        ],
        'D:01B:UN',
      ),
    );
    expect(problems).toEqual([]);
    expect(records.map(({ fields }) => fields)).toEqual([
      {
        shipmentNumber: 'SH-1',
        trackingNumber: 'JD01',
        reference: 'CONS-1',
        carrierCode: 'DHL',
        occurredAt: utc(2026, 11, 9, 8, 15),
        milestone: 'pickedUp',
        eventDescription: '13 Collected',
        city: 'HAMBURG',
        country: 'DE',
      },
      {
        trackingNumber: 'JD01',
        reference: 'CONS-1',
        carrierCode: 'DHL',
        occurredAt: utc(2026, 11, 10, 11, 5),
        milestone: 'delivered',
        eventDescription: '21 Left with neighbour flat 3',
        city: 'LYON',
        country: 'FR',
      },
      {
        reference: 'CONS-2',
        orderNumber: 'PO-2',
        carrierCode: 'DHL',
        occurredAt: utc(2026, 11, 10, 9),
        milestone: 'exception',
        exceptionKind: 'weather',
        eventDescription: '20 Delayed in the course of transportation – 63 Weather conditions',
      },
    ]);
  });

  it.each([
    ['1', 'atHub', undefined, 'D:01B:UN'],
    ['6', 'booked', undefined, 'D:96A:UN'],
    ['7', 'exception', 'cancelled', 'D:01B:UN'],
    ['17', 'exception', 'customs', 'D:01B:UN'],
    ['18', 'exception', 'damaged', 'D:01B:UN'],
    ['23', 'attemptFailed', undefined, 'D:01B:UN'],
    ['31', 'inTransit', undefined, 'D:01B:UN'],
    ['45', 'availableForPickup', undefined, 'D:01B:UN'],
    ['49', 'exception', 'lost', 'D:96A:UN'],
    ['82', 'returned', undefined, 'D:01B:UN'],
    ['106', 'exception', 'refused', 'D:01B:UN'],
    ['113', 'outForDelivery', undefined, 'D:01B:UN'],
    ['126', 'customs', undefined, 'D:01B:UN'],
    ['234', 'exception', 'address', 'D:01B:UN'],
    ['266', 'exception', 'weather', 'D:01B:UN'],
    ['71', 'delivered', undefined, 'D:96A:UN'],
    ['71', 'booked', undefined, 'D:01B:UN'],
  ])('maps status %s to %s (%s) in %s', (status, milestone, kind, version) => {
    const lines = ['BGM+77+ST', 'CNI+1+C', `STS+1+${status}`, 'DTM+334:202611101105:203'];
    const { fields } = only(edifact('IFTSTA', lines, version));
    expect([fields.milestone, fields.exceptionKind]).toEqual([milestone, kind]);
  });

  it('keeps an expected time apart from what has happened', () => {
    const { fields } = only(
      edifact(
        'IFTSTA',
        ['BGM+77+S', 'DTM+137:202611101200:203', 'CNI+1+C', 'STS+1+361', 'DTM+132:202611121000:203'],
        'D:10B:UN',
      ),
    );
    expect(fields).toMatchObject({
      milestone: 'inTransit',
      occurredAt: utc(2026, 11, 3, 8, 30),
      etaAt: utc(2026, 11, 12, 10),
    });
  });
});

describe('IFTMIN and IFCSUM', () => {
  it('gives a planned shipment', () => {
    const { fields } = only(
      edifact('IFTMIN', [
        'BGM+610+SH-1+9',
        'DTM+137:202611100800:203',
        'DTM+2:202611121200:203',
        'CNT+11:4',
        'RFF+ON:PO-1',
        'RFF+CU:CREF',
        'TDT+20++30+31+SCHENKER::86:DB Schenker',
        'NAD+CZ+LYS::92++Hub Lyon+Quai 1+Lyon++69007+FR',
        'NAD+CN+C-1::92++Kunde+Weg 2+Basel++4051+CH',
        'GID+1+3:CT',
        'MEA+AAE+G+KGM:80.25',
        'GID+2+1:PX',
        'MEA+WT+AAD+KGM:19.75',
      ]),
    );
    expect(fields).toEqual({
      shipmentNumber: 'SH-1',
      shipmentStatus: 'planned',
      orderNumber: 'PO-1',
      reference: 'CREF',
      promisedAt: utc(2026, 11, 12, 12),
      city: 'Basel',
      postalCode: '4051',
      country: 'CH',
      carrierCode: 'SCHENKER',
      facilityCode: 'LYS',
      weight: 100_000,
      packages: 4,
    });
  });

  it('gives one for each consignment of a summary', () => {
    const { records, problems } = parsed(
      edifact('IFCSUM', [
        'BGM+785+SUM-1+9',
        'DTM+137:20261110:102',
        'TDT+20++30++CARR',
        'NAD+CZ+LYS::92',
        'CNI+1+SH-1',
        'CNT+7:10:KGM',
        'NAD+CN+++Kunde+Weg 2+Basel++4051+CH',
        'CNI+2+SH-2',
        'GID+1+2:CT',
        'MEA+AAE+G+KGM:7',
        'CNI+3',
      ]),
    );
    expect(
      records.map(({ key, fields }) => [
        key,
        fields.carrierCode,
        fields.facilityCode,
        fields.weight,
        fields.reference,
      ]),
    ).toEqual([
      ['SH-1', 'CARR', 'LYS', 10_000, 'SUM-1'],
      ['SH-2', 'CARR', 'LYS', 7000, 'SUM-1'],
    ]);
    expect(codesOf({ problems })).toEqual(['missingNumber']);
  });
});
