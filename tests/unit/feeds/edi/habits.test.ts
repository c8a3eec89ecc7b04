import { describe, expect, it } from 'vitest';
import { codesOf, edifact, only, parsed, utc, x12 } from './fixtures.ts';

describe('habits of senders that the standards do not know', () => {
  it('a status whose code is the third component of its category, with the place’s country beside it', () => {
    const { fields } = only(
      edifact(
        'IFTSTA',
        [
          'BGM+23:UPS::QVD+O4',
          'RFF+CW:1Z35',
          'CNI+1',
          'LOC+14+:::WENDLINGEN+:::DE',
          'STS+1:D2:21',
          'DTM+78:20260714173746:204',
        ],
        'D:07B:UN',
      ),
    );
    expect(fields).toEqual({
      trackingNumber: '1Z35',
      occurredAt: utc(2026, 7, 14, 17, 37, 46),
      milestone: 'delivered',
      eventDescription: '21 Delivered',
      city: 'WENDLINGEN',
      country: 'DE',
    });
  });

  it('a status of a container without a consignment', () => {
    const { fields } = only(
      edifact(
        'IFTSTA',
        ['BGM+23+S+9', 'EQD+CN+CSQU3054383+45G1', 'STS+1+31', 'LOC+9+CNSHA', 'DTM+7:202603021400:203'],
        'D:95B:UN',
      ),
    );
    expect(fields).toMatchObject({
      reference: 'CSQU3054383',
      milestone: 'inTransit',
      country: 'CN',
      occurredAt: utc(2026, 3, 2, 14),
    });
  });

  it('a 214 whose date stands one element too early', () => {
    const item = parsed(x12('214', ['B10**LOAD-1*SCAC', 'AT7*AF*NS**20260109*1015*UT']));
    expect(codesOf(item)).toEqual(['shiftedElements']);
    expect(item.records[0]?.fields).toMatchObject({
      shipmentNumber: 'LOAD-1',
      milestone: 'pickedUp',
      occurredAt: utc(2026, 1, 9, 10, 15),
    });
  });

  it('a 990 whose answer stands in the date’s place, or in B1A', () => {
    for (const lines of [['B1*SCAC*LOAD-1*D'], ['B1*SCAC*LOAD-1**PP', 'B1A*D']]) {
      const item = parsed(x12('990', lines));
      expect(codesOf(item).filter((code) => code !== 'unknownSegment')).toEqual(['shiftedElements']);
      expect(item.records[0]?.fields).toMatchObject({ shipmentNumber: 'LOAD-1', exceptionKind: 'declined' });
    }
  });

  it('an order response without lines, and one that refers to the order as the customer’s reference', () => {
    const whole = parsed(edifact('ORDRSP', ['BGM+231+AB-1+29', 'RFF+ON:PO-1']));
    expect(whole.records[0]).toMatchObject({ key: 'PO-1', fields: { orderStatus: 'open' } });
    expect(whole.records[0]?.lines).toBeUndefined();
    const old = parsed(
      edifact(
        'ORDRSP',
        ['BGM+231::9+RSP+4', 'DTM+137:20260131:102', 'RFF+CR:110', 'LIN+3+7', 'PIA+5+125:BP', 'QTY+21:3'],
        'D:93A:UN:EDIT30',
      ),
    );
    expect(old.records[0]).toMatchObject({
      key: '110',
      lines: [{ sku: '125', quantity: 3, lineNumber: 3, quantityCancelled: 3 }],
    });
  });

  it('a confirmed quantity under qualifier 1 beside the ordered one', () => {
    const { records } = parsed(
      edifact('ORDRSP', [
        'BGM+231+AB-1+4',
        'DTM+137:20260131:102',
        'RFF+ON:P',
        'LIN+1++A:EN',
        'QTY+21:10',
        'QTY+1:8',
      ]),
    );
    expect(records[0]?.lines?.[0]?.quantity).toBe(8);
  });

  it('a stock report of a supplier, and one that names no place at all', () => {
    const lines = ['BGM+35+I', 'LIN+1++A:SA', 'QTY+145:3'];
    expect(
      only(edifact('INVRPT', [...lines.slice(0, 1), 'NAD+SU+SUP-1::92', ...lines.slice(1)])).fields
        .facilityCode,
    ).toBe('SUP-1');
    const item = parsed(edifact('INVRPT', lines));
    expect(item.records[0]?.fields.facilityCode).toBe('4012345000009');
    expect(codesOf(item)).toEqual(['assumedFacility']);
  });

  it('a place whose name stands where a related place belongs', () => {
    const { fields } = only(edifact('IFTMIN', ['BGM+610+M+9', 'LOC+8+SGSIN:172:6+Singapore']));
    expect(fields).toMatchObject({ city: 'Singapore', country: 'SG' });
  });

  it('a load tender without stops', () => {
    const { records, problems } = parsed(
      x12('204', [
        'B2**SCAC**L-1**PP',
        'B2A*00*LT',
        'L11*PO-1*PO',
        'G62*02*20261112',
        'AT8*G*LB*100',
        'N1*CN*Buyer*92*B',
        'N4*Reno*NV*89501',
      ]),
    );
    expect(records[0]?.fields).toMatchObject({
      orderNumber: 'PO-1',
      weight: 45_359,
      city: 'Reno',
      promisedAt: utc(2026, 11, 12, 23, 59),
    });
    expect(codesOf({ problems })).toEqual(['noStops']);
  });
});
