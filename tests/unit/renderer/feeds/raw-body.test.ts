import { describe, expect, test } from 'vitest';
import {
  editedBody,
  excerptCells,
  problemLine,
  showBody,
} from '../../../../renderer/features/feeds/inbox/raw-body.ts';

const ISA =
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261124*1200*U*00401*000000001*0*P*>~';
const X12 = `${ISA}GS*QM*S*R*20261124*1200*1*X*004010~ST*214*0001~B10*REF*SH-1*SCAC~AT7*X6*NS***20261131*1200~SE*4*0001~GE*1*1~IEA*1*000000001~`;
const EDIFACT =
  "UNA:+.? 'UNB+UNOC:3+S+R+261124:1200+1'UNH+1+IFTSTA:D:00B:UN'FTX+AAI+++Don?'t drop'UNT+3+1'UNZ+1+1'";

describe('a raw body is set out by what it is', () => {
  test('JSON: a value a line, each under its path', () => {
    const body = showBody('{"sku":"A","lines":[{"qty":1},{"qty":"x"}]}');
    expect(body.format).toBe('json');
    expect(body.lines).toEqual(
      JSON.stringify({ sku: 'A', lines: [{ qty: 1 }, { qty: 'x' }] }, null, 2).split('\n'),
    );
    expect(body.lines[body.paths.get('lines.1.qty') ?? -1]).toContain('"x"');
  });

  test('X12: a segment a line, by the terminator that its head names', () => {
    expect(showBody(X12)).toMatchObject({ format: 'x12' });
    expect(showBody(X12).lines.map((line) => line.slice(0, 3))).toEqual([
      'ISA',
      'GS*',
      'ST*',
      'B10',
      'AT7',
      'SE*',
      'GE*',
      'IEA',
    ]);
    expect(showBody(X12.replaceAll('~', '\n')).lines[3]).toBe('B10*REF*SH-1*SCAC');
  });

  test('EDIFACT: released terminators do not end a segment', () => {
    const { format, lines } = showBody(EDIFACT);
    expect(format).toBe('edifact');
    expect(lines[3]).toBe("FTX+AAI+++Don?'t drop'");
    expect(lines).toHaveLength(6);
  });

  test('anything else stays as it is', () => {
    expect(showBody('sku;qty\nA;1')).toMatchObject({ format: 'text', lines: ['sku;qty', 'A;1'] });
    expect(showBody('{"broken":')).toMatchObject({ format: 'text' });
    expect(showBody('')).toMatchObject({ format: 'text', lines: [''] });
  });
});

describe('a row of a table', () => {
  const row = JSON.stringify({
    columns: ['sku', 'on hand'],
    cells: ['A', 'deux'],
    mapping: { version: 1 },
    row: 4,
  });
  const order = JSON.stringify({
    columns: ['n', 'sku'],
    rows: [
      ['1', 'A'],
      ['1', 'B'],
    ],
  });

  test('is shown by its cells, its problem at its column', () => {
    const body = showBody(row);
    expect(body).toMatchObject({ format: 'cells', lines: ['sku: A', 'on hand: deux'] });
    expect(problemLine(body, { place: 'row 4, column “on hand”', value: 'deux' })).toBe(1);
    expect(showBody(order).lines).toEqual(['n: 1', 'sku: A', '—', 'n: 1', 'sku: B']);
  });

  test('takes edited cells back and keeps the rest of its body', () => {
    expect(JSON.parse(editedBody(row, 'sku: A\non hand: 2'))).toEqual({
      ...JSON.parse(row),
      cells: ['A', '2'],
    });
    expect(JSON.parse(editedBody(row, 'on hand:'))).toEqual({ ...JSON.parse(row), cells: ['A', ''] });
    expect(JSON.parse(editedBody(order, 'n: 1\nsku: A\n—\nn: 1\nsku: C: D')).rows).toEqual([
      ['1', 'A'],
      ['1', 'C: D'],
    ]);
  });

  test('is recognised in the first characters of its body, unless its cells are cut', () => {
    expect(excerptCells(row.slice(0, 60))).toEqual(['sku: A', 'on hand: deux']);
    expect(excerptCells(row.slice(0, 40))).toBeNull();
    expect(excerptCells('{"sku":1}')).toBeNull();
  });
});

describe('what was edited becomes a body again', () => {
  test('breaks between segments are taken out when the original had none', () => {
    expect(editedBody(X12, showBody(X12).lines.join('\n'))).toBe(X12);
    expect(editedBody(EDIFACT, showBody(EDIFACT).lines.join('\n'))).toBe(EDIFACT);
  });

  test('other bodies are taken as typed', () => {
    expect(editedBody('a\nb', 'a\nc')).toBe('a\nc');
    expect(editedBody('{"a":1}', '{\n  "a": 2\n}')).toBe('{\n  "a": 2\n}');
  });
});

describe('the line of a problem', () => {
  const json = showBody('{"cells":{"Qty":"deux"},"lines":[{"sku":"S"}]}');

  test.each([
    ['lines[0].sku', null, '"sku": "S"'],
    ['$.lines[0].sku', null, '"sku": "S"'],
    ['row 6, column “Qty”', 'deux', '"Qty": "deux"'],
    [null, 'deux', '"Qty": "deux"'],
  ])('%s with %s', (place, value, text) => {
    expect(json.lines[problemLine(json, { place, value }) ?? -1]).toContain(text);
  });

  test('of a segment: by its position, else by its name', () => {
    const body = showBody(X12);
    expect(problemLine(body, { place: 'segment 5 (AT7), element 5', value: null })).toBe(4);
    expect(problemLine(body, { place: 'segment 2 (AT7)', value: null })).toBe(4);
  });

  test('that cannot be told is none', () => {
    expect(problemLine(json, { place: 'elsewhere', value: null })).toBeNull();
    expect(problemLine(showBody('a'), { place: null, value: ' ' })).toBeNull();
  });
});
