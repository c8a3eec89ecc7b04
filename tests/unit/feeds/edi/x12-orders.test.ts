import { describe, expect, it } from 'vitest';
import { codesOf, only, parsed, utc, x12 } from './fixtures.ts';

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
