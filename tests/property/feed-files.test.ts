import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderConnector } from '../../core/feeds/connectors/folder/index.ts';
import { nameProblem, safeName } from '../../core/feeds/connectors/folder/names.ts';
import { readAsFile } from '../helpers/read-feed-file.ts';
import { rounds } from '../helpers/rounds.ts';

const OPTIONS = folderConnector.options.parse({ path: '/' });
const ROWS = 12;
const CSV = `sku,facility,on hand\n${Array.from({ length: ROWS }, (_, i) => `S-${i},LYS,${i}`).join('\n')}\n`;
const JSON_TEXT = `[\n${Array.from({ length: ROWS }, (_, i) => `{"sku":"S-${i}","facility":"LYS","onHand":${i}}`).join(',\n')}\n]`;
const LINES = JSON_TEXT.replaceAll(/^\[\n|\n\]$/g, '').replaceAll(',\n', '\n');
const X12 = [
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260227*1200*U*00401*000000007*0*P*>~',
  'GS*PO*SENDER*RECEIVER*20260227*1200*7*X*004010~',
  ...Array.from(
    { length: 4 },
    (_, i) => `ST*850*000${i}~BEG*00*SA*P-${i}**20260227~PO1*1*2*EA*19.95**VN*A-${i}~CTT*1~SE*5*000${i}~`,
  ),
  'GE*4*7~IEA*1*000000007~',
].join('');
const EDIFACT = [
  "UNB+UNOA:2+4000000000005:14+4000000000002:14+260227:0910+5'",
  ...Array.from(
    { length: 4 },
    (_, i) =>
      `UNH+${i}+ORDERS:D:96A:UN'BGM+220+P-${i}+9'DTM+137:20260227:102'LIN+1++A-${i}:SA'QTY+21:5'UNT+6+${i}'`,
  ),
  "UNZ+4+5'",
].join('');
const FILES = { 'f.csv': CSV, 'f.json': JSON_TEXT, 'f.ndjson': LINES, 'a.edi': X12, 'b.edi': EDIFACT };

/** One wound of a file: bytes taken out, put in, changed, or everything after a place cut off. */
const wound = fc.record({
  type: fc.constantFrom('cut', 'delete', 'insert', 'change', 'repeat'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 40 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
});
type Wound = typeof wound extends fc.Arbitrary<infer T> ? T : never;

function hurt(content: Buffer, { type, at, length, bytes }: Wound): Buffer {
  const place = Math.floor(at * content.length);
  const head = content.subarray(0, place);
  const tail = content.subarray(place);
  if (type === 'cut') return head;
  if (type === 'delete') return Buffer.concat([head, tail.subarray(length)]);
  if (type === 'insert') return Buffer.concat([head, bytes, tail]);
  if (type === 'change') return Buffer.concat([head, bytes, tail.subarray(bytes.length)]);
  return Buffer.concat([head, tail.subarray(0, length), tail]);
}

describe('files of feeds', () => {
  it.each(Object.entries(FILES))('are read without a crash however they are hurt: %s', async (name, text) => {
    await fc.assert(
      fc.asyncProperty(fc.array(wound, { minLength: 1, maxLength: 6 }), async (wounds) => {
        const content = wounds.reduce(hurt, Buffer.from(text));
        const read = await readAsFile(name, content);
        for (const item of read.items) {
          expect(item.parsed?.records.length || item.parsed?.problems.length).toBeGreaterThan(0);
          expect(folderConnector.parse(item, OPTIONS)).toEqual(item.parsed);
        }
        if (read.keys.length === 0) expect(read.codes).not.toEqual([]);
      }),
      { numRuns: rounds(25) },
    );
  });

  it.each([['f.csv', CSV] as const, ['f.ndjson', LINES] as const])(
    'keep every row that was not hurt: %s',
    async (name, text) => {
      const lines = text.trimEnd().split('\n');
      const first = name === 'f.csv' ? 1 : 0;
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: first + 1, max: lines.length - 1 }),
          fc.string({ minLength: 1, maxLength: 30 }).filter((junk) => !/[\r\n]/.test(junk)),
          async (at, junk) => {
            const read = await readAsFile(name, lines.map((line, i) => (i === at ? junk : line)).join('\n'));
            const whole = lines.map((_, i) => `S-${i - first}|LYS`).filter((_, i) => i >= first && i !== at);
            expect(read.keys).toEqual(expect.arrayContaining(whole));
          },
        ),
        { numRuns: rounds(25) },
      );
    },
  );

  it('keep the whole objects before the place where JSON is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 100, max: JSON_TEXT.length - 3 }), async (at) => {
        const cut = JSON_TEXT.slice(0, at);
        const whole = Array.from({ length: ROWS }, (_, i) => i).filter((i) => cut.includes(`"onHand":${i}}`));
        const read = await readAsFile('f.json', cut);
        expect(read.keys).toEqual(whole.map((i) => `S-${i}|LYS`));
        expect(read.codes).not.toEqual([]);
      }),
      { numRuns: rounds(25) },
    );
  });

  it('are put aside under names that are safe anywhere, and different for different names', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('..', 'CON', 'nul.txt', 'a/../../b', 'x'.repeat(400)),
    );
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(nameProblem(safeName(one))).toBeNull();
        if (one !== other) expect(safeName(one)).not.toBe(safeName(other));
      }),
      { numRuns: rounds(500) },
    );
  });
});
