import { describe, expect, it } from 'vitest';
import { codesOf, only, parsed, utc, x12 } from './fixtures.ts';

describe('856 ship notice', () => {
  const notice = [
    'BSN*00*ASN-1*20261111*0915*0001',
    'HL*1**S',
    'TD1*CTN*3****G*44.1*LB',
    'TD5*B*2*FDEG*M*GROUND',
    'REF*BM*BOL-77',
    'REF*CN*PRO-5',
    'DTM*011*20261111*0900*PT',
    'DTM*017*20261115',
    'N1*SF*Maker*92*SUP1',
    'N1*ST*Our hub*92*LYS',
    'N4*Lyon**69007*FRA',
    'HL*2*1*O',
    'PRF*PO-1',
    'HL*3*2*T',
    'MAN*GM*003401234500000001',
    'HL*4*3*P',
    'MAN*GM*003401234500000002',
    'HL*5*4*I',
    'LIN*1*VN*SKU-1*BP*OURS-1',
    'SN1*1*6*EA',
    'HL*6*4*I',
    'LIN*1*VN*SKU-1*BP*OURS-1',
    'SN1*1*4*EA',
    'HL*7*1*O',
    'PRF*PO-2',
    'HL*8*7*I',
    'LIN**VN*SKU-2*IN*OURS-2',
    'SN1**7*EA',
    'CTT*8',
  ];

  it('gives a shipment for each order, its lines summed over cartons', () => {
    const { records, problems } = parsed(x12('856', notice));
    expect(problems).toEqual([]);
    expect(records.map(({ key }) => key)).toEqual(['ASN-1/PO-1', 'ASN-1/PO-2']);
    expect(records[0]?.fields).toMatchObject({
      orderNumber: 'PO-1',
      shipmentStatus: 'inTransit',
      shippedAt: utc(2026, 11, 11, 17),
      etaAt: utc(2026, 11, 15, 23, 59),
      carrierCode: 'FDEG',
      trackingNumber: 'PRO-5',
      reference: 'ASN-1',
      facilityCode: 'SUP1',
      city: 'Lyon',
      country: 'FR',
      sscc: '003401234500000001 003401234500000002',
    });
    expect(records[0]?.lines).toEqual([{ sku: 'SKU-1', quantity: 10, lineNumber: 1 }]);
    expect(records[1]?.lines).toEqual([{ sku: 'SKU-2', quantity: 7 }]);
  });

  it('gives goods on their way to us where the options say so, by our own product numbers', () => {
    const { records, problems } = parsed(x12('856', notice), { shipNotices: 'inbound' });
    expect(problems).toEqual([]);
    expect(records.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'inbound ASN-1|OURS-1|LYS',
      'inbound ASN-1|OURS-2|LYS',
    ]);
    expect(records[0]?.fields).toMatchObject({
      quantity: 10,
      expectedAt: utc(2026, 11, 15, 23, 59),
      origin: 'Maker',
      inboundStatus: 'expected',
    });
  });

  it('needs a facility for what is inbound', () => {
    const lines = ['BSN*00*A*20261111', 'HL*1**S', 'HL*2*1*I', 'LIN**BP*X', 'SN1**1*EA'];
    expect(codesOf(parsed(x12('856', lines), { shipNotices: 'inbound' }))).toEqual(['missingFacility']);
    expect(
      parsed(x12('856', lines), { shipNotices: 'inbound', facilityCode: 'LYS' }).records[0]?.fields
        .facilityCode,
    ).toBe('LYS');
  });

  it('survives a hierarchy that runs in circles', () => {
    const { records } = parsed(
      x12('856', ['BSN*00*A*20261111', 'HL*1*2*O', 'HL*2*1*I', 'LIN**VN*X', 'SN1**1*EA']),
    );
    expect(records[0]?.lines).toEqual([{ sku: 'X', quantity: 1 }]);
  });
});

describe('214 carrier status', () => {
  it('gives a record for each status, with place and zone', () => {
    const { records, problems } = parsed(
      x12('214', [
        'B10*PRO-1*LOAD-1*SCAC',
        'L11*BOL-1*BM',
        'L11*PO-1*PO',
        'LX*1',
        'AT7*AF*NS***20261109*0815*ET',
        'MS1*RUMFORD*ME*US',
        'AT7*SD*AO***20261110*2350*CT',
        'MS1*GARY*IN',
        'AT7*X2*NS***20261112*1000*UT',
        'LX*2',
        'AT7*D1*NS***20261113*1405*05',
        'MS1****0731530*404545*W*N',
      ]),
    );
    expect(problems).toEqual([]);
    const of = (at: number) => records[at]?.fields;
    expect(of(0)).toEqual({
      shipmentNumber: 'LOAD-1',
      trackingNumber: 'PRO-1',
      reference: 'BOL-1',
      orderNumber: 'PO-1',
      carrierCode: 'SCAC',
      occurredAt: utc(2026, 11, 9, 13, 15),
      milestone: 'pickedUp',
      eventDescription: 'AF Carrier departed pick-up location with shipment',
      city: 'RUMFORD',
      country: 'US',
    });
    expect(of(1)).toMatchObject({
      milestone: 'exception',
      exceptionKind: 'weather',
      occurredAt: utc(2026, 11, 11, 5, 50),
      eventDescription: 'SD Shipment delayed – AO weather or natural disaster',
    });
    expect(of(2)).toMatchObject({
      milestone: 'inTransit',
      occurredAt: utc(2026, 11, 3, 8, 30),
      etaAt: utc(2026, 11, 12, 10),
    });
    expect(of(3)).toMatchObject({
      milestone: 'delivered',
      occurredAt: utc(2026, 11, 13, 9, 5),
      latitude: 40.7625,
      longitude: -73.258333,
    });
  });

  it.each([
    ['A7', 'NS', 'exception', 'refused'],
    ['A9', 'NS', 'exception', 'damaged'],
    ['A3', 'NS', 'returned', undefined],
    ['AH', 'A2', 'attemptFailed', 'address'],
    ['AP', 'B1', 'attemptFailed', 'delayed'],
    ['AJ', 'NS', 'outForDelivery', undefined],
    ['AV', 'NS', 'availableForPickup', undefined],
    ['CA', 'NS', 'exception', 'cancelled'],
    ['K1', 'CA', 'customs', undefined],
    ['SD', 'AI', 'exception', 'delayed'],
    ['X4', 'NS', 'atHub', undefined],
    ['X6', 'AS', 'exception', 'customs'],
    ['XB', 'NS', 'booked', undefined],
    ['CD', 'AG', 'delivered', undefined],
  ])('maps %s with reason %s to %s', (status, reason, milestone, exceptionKind) => {
    const { fields } = only(x12('214', ['B10*P*S*C', 'LX*1', `AT7*${status}*${reason}***20261109*0815*UT`]));
    expect([fields.milestone, fields.exceptionKind]).toEqual([milestone, exceptionKind]);
  });

  it('reads local time in the zone of the options, and release 3070 with its century', () => {
    const local = only(x12('214', ['B10*P*S*C', 'LX*1', 'AT7*D1*NS***20260709*0815*LT']), {
      timeZone: 'Europe/Paris',
    });
    expect(local.fields.occurredAt).toBe(utc(2026, 7, 9, 6, 15));
    const old = only(
      x12('214', ['B10*P*S*C', 'LX*1', 'AT7*D1*NS***970709*19*0815*ET'], { version: '003070' }),
    );
    expect(old.fields.occurredAt).toBe(utc(1997, 7, 9, 12, 15));
  });

  it('keeps a status that it does not know, and takes its meaning from the options', () => {
    const text = x12('214', ['B10*P*S*C', 'LX*1', 'AT7*ZQ*NS***20261109*0815*UT']);
    expect(codesOf(parsed(text))).toEqual(['unknownStatus']);
    expect(parsed(text).records[0]?.fields).toMatchObject({ milestone: 'inTransit', eventDescription: 'ZQ' });
    expect(only(text, { statusCodes: { ZQ: 'exception:lost' } }).fields).toMatchObject({
      milestone: 'exception',
      exceptionKind: 'lost',
    });
  });

  it('needs a number and a status', () => {
    expect(codesOf(parsed(x12('214', ['B10***C', 'LX*1', 'AT7*D1*NS***20261109*0815*UT'])))).toEqual([
      'missingReference',
    ]);
    expect(codesOf(parsed(x12('214', ['B10*P*S*C'])))).toEqual(['noStatus']);
  });

  it('takes the label of a parcel before the number of the whole message', () => {
    const { records } = parsed(
      x12('214', [
        'B10*P*S*C',
        'LX*1',
        'AT7*D1*NS***20261109*0815*UT',
        'MAN*CP*1Z1',
        'LX*2',
        'AT7*X6*NS***20261109*0815*UT',
        'MAN*CP*1Z2',
      ]),
    );
    expect(records.map(({ fields }) => fields.trackingNumber)).toEqual(['1Z1', '1Z2']);
  });
});

describe('204 load tender and 990 answer', () => {
  const stop = (number: number, reason: string, code: string, city: string, order: string) => [
    `S5*${number}*${reason}`,
    `L11*${order}*PO`,
    'G62*54*20261115*L*1200*ET',
    'AT8*G*K*250.5**10',
    `N1*${reason === 'CL' ? 'SF' : 'ST'}*Place ${code}*93*${code}`,
    `N4*${city}*NY*10001*US`,
  ];

  it('gives a planned shipment', () => {
    const { fields } = only(
      x12('204', [
        'B2**SCAC**LOAD-9**PP',
        'B2A*00*LT',
        'L11*BOL-9*BM',
        ...stop(1, 'CL', 'LYS', 'Albany', 'PO-1'),
        ...stop(2, 'CU', 'C-1', 'New York', 'PO-1'),
        'L3*250.5*G*********10*K',
      ]),
    );
    expect(fields).toEqual({
      shipmentNumber: 'LOAD-9',
      carrierCode: 'SCAC',
      shipmentStatus: 'planned',
      facilityCode: 'LYS',
      stops: 2,
      reference: 'BOL-9',
      orderNumber: 'PO-1',
      promisedAt: utc(2026, 11, 15, 17),
      weight: 250_500,
      city: 'New York',
      postalCode: '10001',
      country: 'US',
    });
  });

  it('gives one for each stop at which something is unloaded, held together by the load', () => {
    const { records } = parsed(
      x12('204', [
        'B2**SCAC**LOAD-9**PP',
        'B2A*00*LT',
        ...stop(1, 'CL', 'LYS', 'Albany', 'X'),
        ...stop(2, 'PU', 'C-1', 'Utica', 'PO-1'),
        ...stop(3, 'CU', 'C-2', 'New York', 'PO-2'),
      ]),
    );
    expect(
      records.map(({ key, fields }) => [key, fields.city, fields.orderNumber, fields.reference]),
    ).toEqual([
      ['LOAD-9-2', 'Utica', 'PO-1', 'LOAD-9'],
      ['LOAD-9-3', 'New York', 'PO-2', 'LOAD-9'],
    ]);
  });

  it('reads a cancelled tender', () => {
    const { records } = parsed(x12('204', ['B2**SCAC**LOAD-9**PP', 'B2A*01*LT']));
    expect(records[0]?.fields.shipmentStatus).toBe('cancelled');
  });

  it.each([
    ['A', 'booked', undefined],
    ['D', 'exception', 'declined'],
    ['E', 'exception', 'declined'],
    ['R', 'exception', 'cancelled'],
  ])('reads the answer %s', (answer, milestone, exceptionKind) => {
    const record = only(x12('990', [`B1*SCAC*LOAD-9*20261103*${answer}`, 'N9*CN*PRO-9', 'K1*No truck']));
    expect(record.kind).toBe('tracking');
    expect(record.fields).toMatchObject({
      shipmentNumber: 'LOAD-9',
      trackingNumber: 'PRO-9',
      carrierCode: 'SCAC',
      milestone,
      occurredAt: utc(2026, 11, 3, 8, 30),
    });
    expect(record.fields.exceptionKind).toBe(exceptionKind);
    expect(record.fields.eventDescription).toContain('No truck');
  });

  it('refuses an answer that says neither', () => {
    expect(codesOf(parsed(x12('990', ['B1*SCAC*LOAD-9*20261103'])))).toEqual(['unknownAnswer']);
  });
});
