import { describe, expect, it } from 'vitest';
import { codesOf, edifact, only, parsed, utc } from './fixtures.ts';

describe('ORDERS', () => {
  const eancom = [
    'BGM+220+PO-1+9',
    'DTM+137:20261102:102',
    'DTM+2:202611121600:203',
    'FTX+ZZZ+++Ring the bell?+ ask for Ada?: thanks',
    'RFF+CR:REF-9',
    'NAD+BY+4012345000016::9++Kaufhaus am Markt+Marktstr. 1+Köln++50667+DE',
    'CTA+OC+:Ada',
    'COM+0221 555:TE',
    'COM+ada@example.de:EM',
    'NAD+SU+4012345000023::9',
    'NAD+DP+4012345000030::9++Lager Nord:Tor 3+Hafenweg 7:Halle B+Bremen++28195+DE',
    'CUX+2:EUR:9',
    'LIN+1++4000000000006:SRV',
    'PIA+5+SKU-1:SA',
    'PIA+1+THEIRS-1:IN',
    'IMD+F++:::Rote Lampe:klein',
    'QTY+21:12:PCE',
    'PRI+AAB:12.50',
    'PRI+AAA:99,50:::10:PCE',
    'LIN+2++4000000000013:EN',
    'QTY+21:3',
    'UNS+S',
    'MOA+86:131.40',
    'CNT+2:2',
  ];

  it('gives an order with buyer, delivery place, dates, currency and lines', () => {
    const order = only(edifact('ORDERS', eancom, 'D:96A:UN:EAN008'));
    expect(order.key).toBe('PO-1');
    expect(order.fields).toEqual({
      orderNumber: 'PO-1',
      channel: 'edi',
      customerCode: '4012345000016',
      customerName: 'Kaufhaus am Markt',
      phone: '0221 555',
      email: 'ada@example.de',
      shipToName: 'Lager Nord Tor 3',
      street: 'Hafenweg 7, Halle B',
      city: 'Bremen',
      postalCode: '28195',
      country: 'DE',
      currency: 'EUR',
      orderedAt: utc(2026, 11, 2),
      promisedAt: utc(2026, 11, 12, 16),
      orderTotal: 131.4,
      reference: 'REF-9',
    });
    expect(order.lines).toEqual([
      { sku: 'SKU-1', quantity: 12, unitPrice: 9.95, lineNumber: 1, productName: 'Rote Lampe klein' },
      { sku: '4000000000013', quantity: 3, lineNumber: 2 },
    ]);
  });

  it.each(['D:93A:UN', 'D:97B:UN', 'D:01B:UN:EAN010', 'D:11A:UN:1.3'])('reads directory %s', (version) => {
    expect(only(edifact('ORDERS', eancom, version)).lines).toHaveLength(2);
  });

  it('reads times in the zone of the options, and in the zone that a date names', () => {
    const lines = (date: string) => [
      'BGM+220+P',
      `DTM+2:${date}`,
      'DTM+137:20260701:102',
      'LIN+1++A:SA',
      'QTY+21:1',
    ];
    const at = (date: string) =>
      only(edifact('ORDERS', lines(date)), { timeZone: 'Europe/Berlin' }).fields.promisedAt;
    expect(at('202607011600:203')).toBe(utc(2026, 7, 1, 14));
    expect(at('202607011600UTC:303')).toBe(utc(2026, 7, 1, 16));
    expect(at('202607011600?+03:303')).toBe(utc(2026, 7, 1, 13));
    expect(at('20260701:102')).toBe(utc(2026, 7, 1, 21, 59));
    expect(at('010726:2')).toBe(utc(2026, 7, 1, 21, 59));
    expect(at('2026062920260701:718')).toBe(utc(2026, 7, 1, 21, 59));
    expect(at('202627:616')).toBe(utc(2026, 7, 5, 21, 59));
  });

  it('says where a date or a quantity cannot be read and keeps the rest', () => {
    const item = parsed(
      edifact('ORDERS', [
        'BGM+220+P',
        'DTM+137:20261301:102',
        'DTM+2:2026:102',
        'LIN+1++A:SA',
        'QTY+21:many',
        'LIN+2++B:SA',
        'QTY+21:2',
      ]),
    );
    expect(item.records[0]?.lines).toEqual([{ sku: 'B', quantity: 2, lineNumber: 2 }]);
    expect(item.problems).toEqual([
      expect.objectContaining({ code: 'badDate', place: 'segment 3 (DTM), element 1, component 2, line 4' }),
      expect.objectContaining({ code: 'badDate', value: '2026' }),
      expect.objectContaining({ code: 'badQuantity', value: 'many' }),
      expect.objectContaining({ severity: 'error', code: 'missingQuantity' }),
      expect.objectContaining({ code: 'missingDate' }),
    ]);
  });
});

describe('ORDRSP', () => {
  const response = (func: string) => [
    `BGM+231+RSP-1+${func}`,
    'DTM+137:20261103:102',
    'DTM+69:20261120:102',
    'RFF+ON:PO-1',
    'NAD+BY+4012345000016::9',
    'LIN+1+5+A:SA',
    'QTY+21:10',
    'LIN+2+3+B:SA',
    'QTY+21:10',
    'QTY+113:6',
    'LIN+3+7+C:SA',
    'QTY+21:4',
    'UNS+S',
  ];

  it('tells which lines are confirmed, changed or refused', () => {
    const { records, problems } = parsed(edifact('ORDRSP', response('4')));
    expect(records[0]?.fields).toMatchObject({
      orderNumber: 'PO-1',
      orderStatus: 'open',
      promisedAt: utc(2026, 11, 20, 23, 59),
      reference: 'RSP-1',
    });
    expect(records[0]?.lines).toEqual([
      { sku: 'A', quantity: 10, lineNumber: 1 },
      { sku: 'B', quantity: 6, lineNumber: 2 },
      { sku: 'C', quantity: 4, lineNumber: 3, quantityCancelled: 4 },
    ]);
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'warning lineChanged',
      'warning lineRefused',
    ]);
  });

  it('reads the refusal of a whole order', () => {
    const { records, problems } = parsed(edifact('ORDRSP', response('27')));
    expect(records[0]?.fields.orderStatus).toBe('cancelled');
    expect(codesOf({ problems })).toEqual(['orderRefused']);
  });

  it('tells of a line that is confirmed for less', () => {
    const item = parsed(
      edifact('ORDRSP', [
        'BGM+231+R+29',
        'RFF+ON:P',
        'DTM+137:20261103:102',
        'LIN+1++A:SA',
        'QTY+21:10',
        'QTY+12:7',
      ]),
    );
    expect(item.records[0]?.lines?.[0]?.quantity).toBe(7);
    expect(item.problems[0]).toMatchObject({
      code: 'lineChanged',
      reason: 'Line 1 (A) is confirmed for 7 of 10.',
    });
  });
});

describe('INVRPT', () => {
  it('gives stock by product and place, reserved apart', () => {
    const { records, problems } = parsed(
      edifact('INVRPT', [
        'BGM+35+INV-1+9',
        'DTM+366:202611102300:203',
        'NAD+WH+LYS::92',
        'LIN+1++4000000000006:SRV',
        'PIA+5+SKU-1:SA',
        'QTY+145:120:PCE',
        'QTY+27:20',
        'QTY+124:3',
        'LIN+2++SKU-2:SA',
        'QTY+17:5',
        'LOC+18+PAR::92',
        'QTY+17:7',
        'LOC+18+MAR::92',
        'LIN+3++SKU-3:SA',
        'INV++1',
        'QTY+1:10',
        'INV++4',
        'QTY+1:4',
        'INV++2',
        'QTY+1:2',
      ]),
    );
    expect(problems).toEqual([]);
    expect(records.map(({ key, fields }) => [key, fields.onHand, fields.reserved])).toEqual([
      ['SKU-1|LYS', 120, 20],
      ['SKU-2|PAR', 5, undefined],
      ['SKU-2|MAR', 7, undefined],
      ['SKU-3|LYS', 10, 4],
    ]);
    expect(records[0]?.version).toBe(utc(2026, 11, 10, 23));
  });

  it('needs a place, which the options may give', () => {
    const text = edifact('INVRPT', ['BGM+35+I', 'LIN+1++S:SA', 'QTY+145:1']);
    expect(codesOf(parsed(text))).toEqual(['assumedFacility']);
    expect(only(text, { facilityCode: 'LYS' }).fields).toEqual({ sku: 'S', facilityCode: 'LYS', onHand: 1 });
  });
});

describe('CONTRL', () => {
  it('says what the partner made of what we sent', () => {
    const { fields } = only(
      edifact(
        'CONTRL',
        [
          'UCI+42+VIGIE:ZZ+4012345000009:14+7',
          'UCM+1+IFTMIN:D:96A:UN+1',
          'UCM+2+IFTMIN:D:96A:UN+4+13',
          'UCS+4+13',
          'UCD+12+2:1',
        ],
        'D:3:UN',
      ),
    );
    expect(fields).toEqual({
      controlNumber: '42',
      outcome: 'acceptedWithErrors',
      messageType: 'CONTRL',
      detail: 'IFTMIN 2 rejected, 13 missing, segment 4: 13 missing, segment 4, element 2: 12 invalid value',
    });
  });

  it('reads the rejection of a whole interchange', () => {
    expect(only(edifact('CONTRL', ['UCI+42+A+B+4+23'], '4:1:UN')).fields).toMatchObject({
      outcome: 'rejected',
      detail: '23 unknown interchange sender',
    });
  });
});
