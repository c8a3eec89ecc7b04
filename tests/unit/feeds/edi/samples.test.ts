import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEdi } from '../../../../core/feeds/edi/index.ts';
import { codesOf, parsed } from './fixtures.ts';

const folder = resolve(import.meta.dirname, '../../../../../shared/samples/edi');
const missing = existsSync(folder) ? '' : ` (skipped: ${folder} is not there)`;

describe.skipIf(missing !== '')(`real messages${missing}`, () => {
  const expected: Record<string, [keys: string[], envelope: string[], messages: string[]]> = {
    'edifact-desadv-paper-rolls': [
      ['shipments RK0001'],
      [],
      ['missingProduct', 'missingProduct', 'noLines', 'wrongCount'],
    ],
    'edifact-ifcsum-newline-terminator': [['shipments 311447177'], ['oddEnvelope'], ['wrongCount']],
    'edifact-iftsta-multi-party': [
      ['tracking 57065930000021747|40157065930100420983|1440066000000|inTransit'],
      [],
      ['dateFormat', 'unknownStatus', 'wrongCount'],
    ],
    'edifact-orders-eancom': [['orders 1AA1TEST'], [], []],
    'x12-204-load-tender': [['shipments 75027674'], [], ['wrongCount']],
    'x12-214-delivered': [['tracking 75027674|1751807|1469536200000|delivered'], [], []],
    'x12-850-one-line-bom': [['orders 1000012'], ['byteOrderMark', 'controlNumberMismatch'], []],
    'x12-850-three-lines': [['orders 08292233294'], [], []],
    'x12-856-pick-pack': [['shipments ASN-77031'], [], ['wrongCount']],
    'x12-940-bad-segment-count': [['orders 35131'], [], ['shiftedElements', 'wrongCount']],
    'x12-940-warehouse-order': [['orders 538686'], [], []],
    'x12-945-food-dc': [
      ['shipments 1035'],
      [],
      ['shiftedElements', 'shiftedElements', 'shiftedElements', 'wrongCount'],
    ],
    'not-edi': [[], ['notEdi'], []],
  };

  it.each(Object.entries(expected))('%s', (name, [keys, envelope, ofMessages]) => {
    const bytes = readFileSync(join(folder, `${name}.edi`));
    const { records, problems } = parsed(bytes);
    expect(records.map(({ kind, key }) => `${kind} ${key}`)).toEqual(keys);
    expect(codesOf(readEdi(bytes)).sort()).toEqual(envelope);
    expect(codesOf({ problems }).sort()).toEqual(ofMessages);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('reads the lines of an order', () => {
    const [order] = parsed(readFileSync(join(folder, 'x12-850-three-lines.edi'))).records;
    expect(order?.lines).toHaveLength(6);
    expect(order?.lines?.[0]).toEqual({
      sku: 'AB3542',
      quantity: 120,
      unitPrice: 9.25,
      lineNumber: 1,
      productName: 'SMALL WIDGET',
    });
  });

  it('reads a quantity that stands one element too far', () => {
    const [order] = parsed(readFileSync(join(folder, 'x12-940-bad-segment-count.edi'))).records;
    expect(order?.lines).toEqual([{ sku: '110220', quantity: 1, lineNumber: 1 }]);
  });
});
