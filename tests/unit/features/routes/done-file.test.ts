import { expect, test } from 'vitest';
import { readDoneFile } from '../../../../core/features/routes/done-file.ts';

const plan = {
  stops: new Map([
    [1, { reference: 'S-1', etaAt: 100 }],
    [2, { reference: '=S-2', etaAt: 200 }],
  ]),
  timeZone: 'Europe/Paris',
  day: '2026-05-05',
};

test('times may be whole, of the day alone, or as planned', () => {
  const at = (text: string) =>
    readDoneFile(`stop,outcome,actual\n1,served,${text}`, plan)?.outcomes[0]?.actualAt;
  expect(at('')).toBe(100);
  expect(at('8:05')).toBe(Date.parse('2026-05-05T06:05:00Z'));
  expect(at('2026-05-06 00:10')).toBe(Date.parse('2026-05-05T22:10:00Z'));
  expect(at('05/05/2026 08:05')).toBe(Date.parse('2026-05-05T06:05:00Z'));
  expect(at('2026-05-05T08:05:00Z')).toBe(Date.parse('2026-05-05T08:05:00Z'));
  expect(at('soon')).toBeUndefined();
});

test('rows that cannot be used are named with the reason; neutralised texts are known again', () => {
  const text =
    '\uFEFFstop;reference;outcome;remark\r\n1;S-1;served;\'=late\r\n2;\'=S-2;failed;"nobody; there"\r\n1;S-1;served;\r\n2;S-1;served;\r\n9;S-9;served;\r\n\r\n';
  expect(readDoneFile(text, plan)).toEqual({
    outcomes: [
      { number: 1, outcome: 'served', actualAt: 100, remark: '=late' },
      { number: 2, outcome: 'failed', actualAt: 200, remark: 'nobody; there' },
    ],
    unsaid: 0,
    refused: [
      { row: 4, code: 'toldTwice', reason: expect.any(String) },
      { row: 5, code: 'otherPlan', reason: expect.any(String) },
      { row: 6, code: 'unknownStop', reason: expect.any(String) },
    ],
  });
  expect(readDoneFile('nothing', plan)).toBeNull();
});
