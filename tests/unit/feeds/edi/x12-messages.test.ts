import { describe, expect, it } from 'vitest';
import { codesOf, only, parsed, utc, x12, x12Interchange, x12Set } from './fixtures.ts';

const BUYER = ['N1*BY*Grand Magasin*92*GM-7', 'PER*BD*Ada*TE*555-0100*EM*ada@example.com'];
const SHIP_TO = ['N1*ST*Dock 4*9*0012345670004', 'N3*12 Quay Road*Hall B', 'N4*Portland*OR*97201'];

describe('850 purchase order', () => {
  it('gives an order with customer, ship-to, dates, currency and lines', () => {
    const order = only(
      x12('850', [
        'BEG*00*SA*PO-1001**20261102',
        'CUR*BY*USD',
        'REF*DP*038',
        'DTM*002*20261112',
        ...BUYER,
        ...SHIP_TO,
        'PO1*1*12*EA*9.5**VN*SKU-1*UP*012345678905',
        'PID*F****Red lamp',
        'PO1*2*3*CA*1250*HP*BP*THEIRS-2*UP*012345678912',
        'CTT*2',
        'AMT*TT*151.5',
      ]),
    );
    expect(order.kind).toBe('orders');
    expect(order.key).toBe('PO-1001');
    expect(order.version).toBe(utc(2026, 11, 3, 8, 30));
    expect(order.fields).toEqual({
      orderNumber: 'PO-1001',
      channel: 'edi',
      customerCode: 'GM-7',
      customerName: 'Grand Magasin',
      email: 'ada@example.com',
      phone: '555-0100',
      shipToName: 'Dock 4',
      street: '12 Quay Road, Hall B',
      city: 'Portland',
      region: 'OR',
      postalCode: '97201',
      country: 'US',
      currency: 'USD',
      orderedAt: utc(2026, 11, 2),
      promisedAt: utc(2026, 11, 12, 23, 59),
      orderTotal: 151.5,
    });
    expect(order.lines).toEqual([
      { sku: 'SKU-1', quantity: 12, unitPrice: 9.5, lineNumber: 1, productName: 'Red lamp' },
      { sku: '012345678912', quantity: 3, unitPrice: 12.5, lineNumber: 2 },
    ]);
  });

  it('reads release 3040 with its years of two figures, and 7030 with its repetition separator', () => {
    const old = only(
      x12('850', ['BEG*00*NE*A1**941214', 'DTM*002*941220*1200*ES*19', 'PO1**1*EA*2**SK*S'], {
        version: '003040',
      }),
    );
    expect(old.fields).toMatchObject({ orderedAt: utc(1994, 12, 14), promisedAt: utc(1994, 12, 20, 17) });
    const text = x12('850', ['BEG*00*NE*A2**20261101', 'PO1**1*EA*2**SK*S'], { version: '007030' }).replace(
      '*U*00703*',
      '*^*00703*',
    );
    expect(only(text).fields.orderNumber).toBe('A2');
  });

  it('takes the products by the qualifiers that the options prefer', () => {
    const text = x12('850', ['BEG*00*SA*P**20261102', 'PO1*1*1*EA*1**VN*V-1*IN*I-1*EN*4000000000006']);
    expect(only(text).lines?.[0]?.sku).toBe('V-1');
    expect(only(text, { productIds: ['EN'] }).lines?.[0]?.sku).toBe('4000000000006');
  });

  it('says what is wrong with a line and keeps the others', () => {
    const item = parsed(
      x12('850', [
        'BEG*00*SA*P**20261102',
        'PO1*1*twelve*EA*1**VN*A',
        'PO1*2*2*EA*1',
        'PO1*3*4*EA*1**VN*C',
        'PO1*4*2.5*KG*1**VN*D',
      ]),
    );
    expect(item.records[0]?.lines).toEqual([
      { sku: 'C', quantity: 4, unitPrice: 1, lineNumber: 3 },
      { sku: 'D', quantity: 3, unitPrice: 1, lineNumber: 4 },
    ]);
    expect(item.problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        code: 'badQuantity',
        value: 'twelve',
        place: 'segment 3 (PO1), element 2, line 5',
      }),
      expect.objectContaining({ severity: 'warning', code: 'fractionalQuantity' }),
      expect.objectContaining({ severity: 'error', code: 'missingQuantity' }),
      expect.objectContaining({
        severity: 'error',
        code: 'missingProduct',
        place: 'segment 4 (PO1), element 7, line 6',
      }),
    ]);
  });

  it('refuses an order without number or without lines, and reads a cancellation without lines', () => {
    expect(codesOf(parsed(x12('850', ['BEG*00*SA***20261102', 'PO1*1*1*EA*1**VN*A'])))).toEqual([
      'missingNumber',
    ]);
    expect(codesOf(parsed(x12('850', ['BEG*00*SA*P**20261102'])))).toEqual(['noLines']);
    expect(codesOf(parsed(x12('850', ['REF*DP*1'])))).toEqual(['missingSegment']);
    expect(only(x12('850', ['BEG*01*SA*P**20261102'])).fields.orderStatus).toBe('cancelled');
  });

  it('reads the order date of the envelope, with a warning, where the order has none', () => {
    const item = parsed(x12('850', ['BEG*00*SA*P**20261399', 'PO1*1*1*EA*1**VN*A']));
    expect(codesOf(item)).toEqual(['badDate', 'missingDate']);
    expect(item.records[0]?.fields.orderedAt).toBe(utc(2026, 11, 3, 8, 30));
  });

  it('sums up quantities divided over stores, and says so', () => {
    const item = parsed(x12('850', ['BEG*00*SA*P**20261102', 'PO1*1**EA*1**VN*A', 'SDQ*EA*92*ST1*4*ST2*6']));
    expect(item.records[0]?.lines?.[0]?.quantity).toBe(10);
    expect(codesOf(item)).toEqual(['splitDestinations']);
  });
});

describe('940 warehouse order and 945 advice', () => {
  const order940 = [
    'W05*N*DEP-55*PO-9**MR1',
    'N1*DE*Depositor*92*DEP',
    ...SHIP_TO,
    'N1*WH*Lyon hub*92*LYS',
    'G62*10*20261110',
    'G62*02*20261112*L*1700*CT',
    'W66*PP*M***BEST WAY*****UPSN',
    'LX*1',
    'W01*12*CA*000100000010*VN*000100*UC*LOT1',
    'G69*Strudel',
    'N9*LI*30',
    'W76*12*500*LB',
  ];

  it('gives an order of the depositor for a facility', () => {
    const order = only(x12('940', order940));
    expect(order.fields).toMatchObject({
      orderNumber: 'DEP-55',
      channel: 'edi',
      facilityCode: 'LYS',
      customerCode: '0012345670004',
      shipToName: 'Dock 4',
      carrierCode: 'UPSN',
      reference: 'PO-9',
      promisedAt: utc(2026, 11, 12, 23),
    });
    expect(order.lines).toEqual([{ sku: '000100', quantity: 12, lineNumber: 30, productName: 'Strudel' }]);
  });

  it('reads a cancellation', () => {
    expect(only(x12('940', ['W05*F*DEP-55'])).fields.orderStatus).toBe('cancelled');
  });

  it('gives a shipment with what was really shipped', () => {
    const shipment = only(
      x12('945', [
        'W06*J*DEP-55*20261111*SHP-9*BOL-3*PO-9',
        ...SHIP_TO,
        'N1*WH*Lyon hub*92*LYS',
        'N9*CN*PRO123',
        'G62*11*20261111*8*1430*ET',
        'W27*M*UPSN*GROUND*PP',
        'LX*1',
        'MAN*GM*00340123450000000018',
        'W12*CC*12*10*2*CA**VN*000100',
        'LX*2',
        'W12*SH*5*0*5*CA**VN*000200',
        'W03*10*220*LB',
      ]),
    );
    expect(shipment.kind).toBe('shipments');
    expect(shipment.fields).toEqual({
      shipmentNumber: 'SHP-9',
      orderNumber: 'DEP-55',
      shipmentStatus: 'inTransit',
      shippedAt: utc(2026, 11, 11, 19, 30),
      carrierCode: 'UPSN',
      trackingNumber: 'PRO123',
      facilityCode: 'LYS',
      reference: 'BOL-3',
      city: 'Portland',
      postalCode: '97201',
      country: 'US',
      weight: 99_790,
    });
    expect(shipment.lines).toEqual([{ sku: '000100', quantity: 10, lineNumber: 1 }]);
  });
});

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

describe('997, 999 and TA1', () => {
  it('says what the partner made of what we sent', () => {
    const { records, problems } = parsed(
      x12('997', [
        'AK1*OW*000000042',
        'AK2*940*0042',
        'AK5*A',
        'AK2*940*0043',
        'AK3*W01*8**8',
        'AK4*1**6*twelve',
        'AK5*R*5',
        'AK9*P*2*2*1',
      ]),
    );
    expect(problems).toEqual([]);
    expect(records.map(({ kind, fields }) => ({ kind, fields }))).toEqual([
      {
        kind: 'acknowledgements',
        fields: {
          controlNumber: '42',
          outcome: 'acceptedWithErrors',
          messageType: 'OW',
          detail: '940 0043 rejected: segment 8 (W01), element 1 “twelve”',
        },
      },
    ]);
  });

  it('reads an acknowledgement without AK9 by its messages', () => {
    expect(only(x12('997', ['AK1*OW*42', 'AK2*940*1', 'AK5*R*2'])).fields.outcome).toBe('rejected');
  });

  it('reads TA1 outside of any group', () => {
    const text = `${x12('997', []).split('GS*')[0]}TA1*000000042*261103*0830*R*025~IEA*0*000000007~`;
    const { fields } = only(text);
    expect(fields).toMatchObject({
      controlNumber: '42',
      outcome: 'rejected',
      detail: '025 the control number was used before',
    });
  });
});

it('reads several messages, groups and interchanges of one file', () => {
  const order = (number: string) => [`BEG*00*SA*${number}**20261102`, 'PO1*1*1*EA*1**VN*A'];
  const first = x12Interchange(
    '850',
    [x12Set('850', order('A'), '0001'), x12Set('850', order('B'), '0002')],
    { control: 1 },
  );
  const second = x12Interchange('850', [x12Set('850', order('C'))], {
    control: 2,
    element: '|',
    terminator: '\r\n',
    component: '^',
  });
  const { records, problems } = parsed(`${first}\n\n${second}`);
  expect(records.map(({ key }) => key)).toEqual(['A', 'B', 'C']);
  expect(problems).toEqual([]);
});

it('refuses types that it does not read, and says which it does', () => {
  const { problems } = parsed(x12('810', ['BIG*20261102*INV1']));
  expect(problems).toEqual([
    expect.objectContaining({ severity: 'error', code: 'unsupportedType', value: '810' }),
  ]);
  expect(problems[0]?.reason).toContain('850');
});
