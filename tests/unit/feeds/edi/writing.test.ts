import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acknowledgeEdifact,
  acknowledgeX12,
  type EdiDocument,
  type EdiEnvelope,
  readEdi,
  writeEdifact,
  writeX12,
} from '../../../../core/feeds/edi/index.ts';
import { codesOf, edifact, only, parsed, utc, x12, x12Interchange, x12Set } from './fixtures.ts';

const envelope: EdiEnvelope = {
  sender: { id: 'VIGIE', qualifier: 'ZZ' },
  receiver: { id: 'PARTNER', qualifier: '14' },
  controlNumber: 42,
  at: utc(2026, 11, 3, 8, 30),
};
const document: EdiDocument = {
  number: 'SH-1',
  orderNumber: 'PO-1',
  issuedAt: utc(2026, 11, 3, 8, 30),
  shipAt: utc(2026, 11, 10, 14),
  deliverBy: utc(2026, 11, 12, 17, 15),
  carrierCode: 'SCAC',
  trackingNumber: 'PRO-1',
  reference: 'BOL-1',
  weightGrams: 120_500,
  packages: 3,
  shipFrom: {
    code: 'LYS',
    name: 'Hub Lyon',
    street: 'Quai 1',
    city: 'Lyon',
    postalCode: '69007',
    country: 'FR',
  },
  shipTo: {
    code: 'C-1',
    name: 'Dock 4',
    street: '12 Quay Road',
    city: 'Portland',
    region: 'OR',
    postalCode: '97201',
    country: 'US',
  },
  lines: [
    { lineNumber: 1, sku: 'SKU-1', quantity: 12, description: 'Red lamp' },
    { lineNumber: 4, sku: 'SKU-2', quantity: 3 },
  ],
  serials: ['340123450000000018'],
};
const LINES = [
  { sku: 'SKU-1', quantity: 12, lineNumber: 1 },
  { sku: 'SKU-2', quantity: 3, lineNumber: 4 },
];

describe('what is written is read again', { timeout: 60_000 }, () => {
  it('940', () => {
    const { text, controlNumber } = writeX12('940', document, envelope);
    expect(controlNumber).toBe('42');
    expect(readEdi(text).interchanges[0]).toMatchObject({
      controlNumber: '000000042',
      sender: { id: 'VIGIE' },
      receiver: { id: 'PARTNER', qualifier: '14' },
    });
    const order = only(text);
    expect(order.fields).toMatchObject({
      orderNumber: 'SH-1',
      facilityCode: 'LYS',
      shipToName: 'Dock 4',
      city: 'Portland',
      promisedAt: document.deliverBy,
      carrierCode: 'SCAC',
    });
    expect(order.lines).toEqual([{ ...LINES[0], productName: 'Red lamp' }, LINES[1]]);
    expect(only(writeX12('940', { ...document, cancelled: true }, envelope).text).fields.orderStatus).toBe(
      'cancelled',
    );
  });

  it('856 and DESADV', () => {
    for (const { text } of [
      writeX12('856', document, envelope),
      writeEdifact('DESADV', document, envelope),
    ]) {
      const shipment = only(text);
      expect(shipment.fields).toMatchObject({
        shipmentNumber: 'SH-1',
        orderNumber: 'PO-1',
        shipmentStatus: 'inTransit',
        shippedAt: document.shipAt,
        etaAt: document.deliverBy,
        carrierCode: 'SCAC',
        trackingNumber: 'PRO-1',
        reference: 'BOL-1',
        facilityCode: 'LYS',
        country: 'US',
        sscc: '340123450000000018',
      });
      expect(Math.abs(Number(shipment.fields.weight) - 120_500)).toBeLessThan(2);
      expect(shipment.lines).toEqual(LINES);
    }
  });

  it('204 and IFTMIN', () => {
    for (const { text } of [
      writeX12('204', document, envelope),
      writeEdifact('IFTMIN', document, envelope),
    ]) {
      expect(only(text).fields).toMatchObject({
        shipmentNumber: 'SH-1',
        orderNumber: 'PO-1',
        shipmentStatus: 'planned',
        promisedAt: document.deliverBy,
        carrierCode: 'SCAC',
        reference: 'BOL-1',
        facilityCode: 'LYS',
        weight: 120_500,
        city: 'Portland',
        country: 'US',
      });
    }
  });

  it('990', () => {
    const answer = (given: 'accepted' | 'declined') =>
      only(writeX12('990', { ...document, answer: given }, envelope).text).fields;
    expect(answer('accepted')).toMatchObject({ shipmentNumber: 'SH-1', milestone: 'booked' });
    expect(answer('declined')).toMatchObject({ milestone: 'exception', exceptionKind: 'declined' });
  });

  it('keeps times in the zone of the options', () => {
    const zone = { timeZone: 'Europe/Paris' };
    const { text } = writeEdifact('IFTMIN', document, { ...envelope, ...zone });
    expect(text).toContain('DTM+2:202611121815:203');
    expect(only(text, zone).fields.promisedAt).toBe(document.deliverBy);
  });

  it('whatever stands in the texts', () => {
    const printable = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
    const tidy = (text: string) =>
      text
        .replace(/\p{Cc}+/gu, ' ')
        .replace(/ {2,}/g, ' ')
        .trim();
    fc.assert(
      fc.property(printable, printable, (name, street) => {
        const shipTo = { ...document.shipTo, name, street };
        const { text } = writeEdifact('IFTMIN', { ...document, shipTo, carrierCode: street }, envelope);
        expect(codesOf(readEdi(text))).toEqual([]);
        const segments = readEdi(text).messages[0]?.problems ?? [];
        expect(segments).toEqual([]);
        if (tidy(street) !== '') expect(parsed(text).records[0]?.fields.carrierCode).toBe(tidy(street));
        const order = writeX12('940', { ...document, shipTo }, envelope).text;
        expect([...codesOf(readEdi(order)), ...(readEdi(order).messages[0]?.problems ?? [])]).toEqual([]);
        expect(parsed(order).records[0]?.lines).toHaveLength(2);
      }),
      { numRuns: 80 },
    );
  });

  it('with any lines and quantities', () => {
    const line = fc.record({
      sku: fc
        .stringMatching(/^[A-Z0-9+:'?./ -]{1,20}$/)
        .filter((sku) => sku.trim() === sku && !sku.includes('  ')),
      quantity: fc.integer({ min: 1, max: 999_999 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(line, { minLength: 1, maxLength: 20, selector: ({ sku }) => sku }),
        (given) => {
          const lines = given.map((item, at) => ({ ...item, lineNumber: at + 1 }));
          const despatched = only(writeEdifact('DESADV', { ...document, lines }, envelope).text);
          expect(despatched.lines).toEqual(
            lines.map(({ sku, quantity, lineNumber }) => ({ sku, quantity, lineNumber })),
          );
          const ordered = only(writeX12('940', { ...document, lines }, envelope).text);
          expect(ordered.lines).toEqual(
            lines.map(({ sku, quantity, lineNumber }) => ({ sku, quantity, lineNumber })),
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('acknowledgements', () => {
  const options = { controlNumber: 9, at: utc(2026, 11, 3, 9) };
  const order = (number: string, quantity = '1') => [
    `BEG*00*SA*${number}**20261102`,
    `PO1*1*${quantity}*EA*1**VN*A`,
  ];

  it('997: accepted, with errors, rejected, per message', () => {
    const bad = x12Set('850', order('C', 'many'), '0003');
    const counted = x12Set('850', order('B'), '0002').map((line) => line.replace('SE*4', 'SE*5'));
    const reading = readEdi(x12Interchange('850', [x12Set('850', order('A'), '0001'), counted, bad]));
    const [answer, ...others] = acknowledgeX12(reading, options);
    expect(others).toEqual([]);
    expect(answer).toMatchObject({
      controlNumber: '9',
      interchangeControlNumber: '000000007',
      receiver: 'PARTNER',
      outcome: 'acceptedWithErrors',
    });
    expect(answer?.text.split('~\n').slice(2, -3)).toEqual([
      'ST*997*0009',
      'AK1*PO*7',
      'AK2*850*0001',
      'AK5*A',
      'AK2*850*0002',
      'AK5*E*4',
      'AK2*850*0003',
      'AK3*BEG*2**8',
      'AK3*PO1*3**8',
      'AK4*2**6*many',
      'AK4*2**1',
      'AK5*R*5',
      'AK9*P*3*3*2',
      'SE*14*0009',
    ]);
    expect(readEdi(answer?.text ?? '').interchanges[0]).toMatchObject({
      sender: { id: 'VIGIE' },
      receiver: { id: 'PARTNER' },
      problems: [],
    });
    expect(only(answer?.text ?? '').fields).toMatchObject({
      controlNumber: '7',
      outcome: 'acceptedWithErrors',
    });
  });

  it('CONTRL: accepted, with errors, rejected', () => {
    const lines = (quantity: string) => [
      'BGM+220+P+9',
      'DTM+137:20261102:102',
      'LIN+1++A:SA',
      `QTY+21:${quantity}`,
    ];
    const answerTo = (text: string) => acknowledgeEdifact(readEdi(text), options)[0];
    expect(answerTo(edifact('ORDERS', lines('2')))).toMatchObject({
      outcome: 'accepted',
      interchangeControlNumber: '77',
      receiver: '4012345000009',
    });
    const counted = answerTo(edifact('ORDERS', lines('2')).replace('UNT+6', 'UNT+9'));
    expect(counted?.text).toContain("UCI+77+4012345000009:14+VIGIE:ZZ+7'\nUCM+1+ORDERS:D:96A:UN+2+29'");
    const refused = answerTo(edifact('ORDERS', lines('many')));
    expect(refused?.text).toContain("UCM+1+ORDERS:D:96A:UN+4'");
    expect(refused?.text).toContain("UCS+5'\nUCD+37+2:2'");
    expect(only(refused?.text ?? '').fields).toMatchObject({ controlNumber: '77', outcome: 'rejected' });
    const unread = answerTo(edifact('INVOIC', ['BGM+380+1+9']));
    expect(unread?.text).toContain("UCM+1+INVOIC:D:96A:UN+4+17'");
  });

  it('one for each interchange, under numbers that follow each other', () => {
    const text = [1, 2].map((control) => x12('850', order('A'), { control })).join('');
    expect(acknowledgeX12(readEdi(text), options).map(({ controlNumber }) => controlNumber)).toEqual([
      '9',
      '10',
    ]);
  });

  it('none for an acknowledgement, nor for what names no sender', () => {
    for (const text of [
      x12('997', ['AK1*OW*42', 'AK9*A*1*1*1']),
      edifact('CONTRL', ['UCI+42+A+B+8'], 'D:3:UN'),
      x12Set('850', order('A')).join('~\n'),
      'not edi',
    ]) {
      const reading = readEdi(text);
      expect([...acknowledgeX12(reading, options), ...acknowledgeEdifact(reading, options)]).toEqual([]);
    }
  });
});
