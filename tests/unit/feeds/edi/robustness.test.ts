import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acknowledgeEdifact,
  acknowledgeX12,
  parseEdiMessage,
  readEdi,
} from '../../../../core/feeds/edi/index.ts';
import { rounds } from '../../../helpers/rounds.ts';
import { edifact, parsed, x12, x12Interchange, x12Set } from './fixtures.ts';

const folder = resolve(import.meta.dirname, '../../../../../shared/samples/edi');
const samples = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.edi'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
  : [];
const own = [
  x12('850', ['BEG*00*SA*P**20261102', 'N1*ST*X*92*Y', 'N4*Lyon**69007*FR', 'PO1*1*1*EA*1**VN*A']),
  x12('856', [
    'BSN*00*A*20261111*0915',
    'HL*1**S',
    'HL*2*1*O',
    'PRF*PO',
    'HL*3*2*I',
    'LIN*1*VN*S',
    'SN1*1*4*EA',
  ]),
  x12('214', ['B10*P*S*C', 'LX*1', 'AT7*D1*NS***20261109*0815*ET', 'MS1*GARY*IN*US']),
  x12('997', ['AK1*OW*42', 'AK2*940*1', 'AK3*W01*8**8', 'AK4*1**6*x', 'AK5*R*5', 'AK9*R*1*1*0']),
  edifact('ORDERS', ['BGM+220+P+9', 'DTM+137:20261102:102', 'NAD+DP+1::9++A?+B', 'LIN+1++A:SA', 'QTY+21:2']),
  edifact('IFTSTA', ['BGM+77+S', 'CNI+1+C', 'STS+1+21', 'DTM+334:202611101105:203', 'LOC+14+FRLYS::6:LYON']),
  edifact('INVRPT', ['BGM+35+I', 'NAD+WH+L', 'LIN+1++S:SA', 'QTY+145:1']),
];
const before = x12('850', ['BEG*00*SA*BEFORE**20261102', 'PO1*1*1*EA*1**VN*A'], { control: 99 });
const SPECIAL = [
  "'",
  '*',
  '~',
  '+',
  ':',
  '?',
  '\n',
  '\u0000',
  '\ufeff',
  'ISA',
  'UNB+',
  'UNH',
  'ST*',
  'SE*1',
  'UNZ',
  '9'.repeat(30),
  '-',
  '.',
];

/** Everything that is made of a text: it must not throw, and every problem must say what, and why. */
function useAll(text: string): string[] {
  const reading = readEdi(text);
  const keys: string[] = [];
  for (const message of reading.messages) {
    const item = parseEdiMessage(message.text, { shipNotices: 'inbound', facilityCode: 'F' });
    for (const problem of [...item.problems, ...reading.problems]) {
      expect(problem.code).toMatch(/^[a-zA-Z]+$/);
      expect(problem.reason.length).toBeGreaterThan(10);
      expect(problem.value?.length ?? 0).toBeLessThanOrEqual(80);
    }
    for (const record of item.records) {
      keys.push(record.key);
      for (const value of Object.values(record.fields)) {
        if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
        if (typeof value === 'string') expect(value.length).toBeLessThan(6000);
      }
    }
  }
  const options = { controlNumber: 1, at: 0 };
  for (const answer of [...acknowledgeX12(reading, options), ...acknowledgeEdifact(reading, options)]) {
    expect(readEdi(answer.text).messages.length).toBeGreaterThan(0);
  }
  if (reading.messages.length === 0)
    expect(reading.problems.some(({ severity }) => severity === 'error')).toBe(true);
  return keys;
}

describe('damage', { timeout: 60_000 }, () => {
  const texts = [...samples, ...own];

  it('a text cut off anywhere', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        expect(useAll(before + text.slice(0, Math.floor(text.length * share)))).toContain('BEFORE');
      }),
      { numRuns: rounds(50) },
    );
  });

  it('pieces put in, taken out and repeated anywhere', () => {
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat(40),
      put: fc.oneof(fc.constantFrom(...SPECIAL), fc.string({ unit: 'binary', maxLength: 10 })),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (text, edits) => {
          let damaged = text;
          for (const { at, cut, put } of edits) {
            const from = Math.floor(damaged.length * at);
            damaged = damaged.slice(0, from) + put + damaged.slice(from + cut);
          }
          expect(useAll(before + damaged)).toContain('BEFORE');
        },
      ),
      { numRuns: rounds(100) },
    );
  });

  it('any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(Array.isArray(parsed(bytes).records)).toBe(true);
      }),
      { numRuns: rounds(80) },
    );
  });
});

describe('size', () => {
  /** Milliseconds of the processor's time: other programs on the machine do not count. */
  const timed = (work: () => unknown): number => {
    const begin = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1000;
  };

  it('reads 20 MB of many messages in seconds', { timeout: 60_000 }, () => {
    const sets: string[][] = [];
    let size = 0;
    for (let at = 1; size < 20_000_000; at++) {
      const lines = Array.from(
        { length: 40 },
        (_, line) => `PO1*${line + 1}*3*EA*9.95**VN*SKU-${line}*UP*012345678905`,
      );
      const set = x12Set('850', [`BEG*00*SA*PO-${at}**20261102`, 'N1*ST*Dock 4*92*D4', ...lines], String(at));
      size += set.reduce((sum, line) => sum + line.length + 2, 0);
      sets.push(set);
    }
    const text = x12Interchange('850', sets);
    let records = 0;
    const elapsed = timed(() => {
      for (const message of readEdi(text).messages) records += parseEdiMessage(message.text).records.length;
    });
    expect(records).toBe(sets.length);
    expect(elapsed).toBeLessThan(20_000);
  });

  it.each([
    ['one huge field', x12('850', [`BEG*00*SA*${'9'.repeat(3_000_000)}**20261102`, 'PO1*1*1*EA*1**VN*A'])],
    [
      'a huge free text',
      x12('850', ['BEG*00*SA*P**20261102', `PID*F****${'word '.repeat(600_000)}`, 'PO1*1*1*EA*1**VN*A']),
    ],
    [
      'a million elements',
      x12('850', [`BEG*00*SA*P**20261102${'*x'.repeat(1_000_000)}`, 'PO1*1*1*EA*1**VN*A']),
    ],
    [
      'a million components',
      edifact('ORDERS', [`BGM+220+P${':x'.repeat(1_000_000)}`, 'LIN+1++A:SA', 'QTY+21:1']),
    ],
    [
      'a million release characters',
      edifact('ORDERS', [`BGM+220+P${'?'.repeat(1_000_000)}`, 'LIN+1++A:SA', 'QTY+21:1']),
    ],
    ['terminators alone', `${before}${'~'.repeat(1_000_000)}`],
    ['blanks alone', ' '.repeat(3_000_000)],
    ['heads alone', 'ISA*00*'.repeat(200_000)],
    ['UNA alone', "UNA:+.? '".repeat(100_000)],
    ['messages never ended', `${before}${'ST*850*1~'.repeat(20_000)}`],
    [
      'a chain of levels',
      x12('856', ['BSN*00*A*20261111', ...Array.from({ length: 20_000 }, (_, at) => `HL*${at + 1}*${at}*I`)]),
    ],
    ['letters that look like a start', 'UNHISAUNBSTGS*'.repeat(200_000)],
  ])('%s', { timeout: 30_000 }, (_, text) => {
    expect(
      timed(() =>
        readEdi(text)
          .messages.slice(0, 200)
          .map((message) => parseEdiMessage(message.text)),
      ),
    ).toBeLessThan(6000);
  });

  it('says only so much of a message in which everything is wrong', () => {
    const lines = Array.from({ length: 5000 }, (_, at) => `PO1*${at}*x*EA*y`);
    const { problems } = parsed(x12('850', ['BEG*00*SA*P**20261102', ...lines]));
    expect(problems.length).toBeLessThan(700);
    expect(problems.at(-1)).toMatchObject({ code: 'moreProblems' });
  });
});
