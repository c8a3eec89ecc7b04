import { expect, test } from 'vitest';
import { errorOf, TrytonConflictError } from '../../../../core/feeds/connectors/tryton/rpc/errors.ts';
import { toDateTime, toMicros, toPlain } from '../../../../core/feeds/connectors/tryton/rpc/values.ts';
import { fingerprintOf, newestStamp, stampOf } from '../../../../core/feeds/connectors/tryton/sync/stamps.ts';

const at = {
  __class__: 'datetime',
  year: 2026,
  month: 11,
  day: 18,
  hour: 9,
  minute: 41,
  second: 18,
  microsecond: 834423,
};

test('date-times keep their microseconds there and back', () => {
  const micros = toMicros(at);
  expect(micros).toBe(Date.UTC(2026, 10, 18, 9, 41, 18) * 1000 + 834_423);
  expect(toDateTime(micros ?? 0)).toEqual(at);
  expect(toDateTime(0)).toMatchObject({ year: 1970, microsecond: 0 });
  for (const value of [null, '2026-11-18', 7, { __class__: 'date' }, {}]) expect(toMicros(value)).toBeNull();
});

test('tagged values become plain ones, and the same thing is the same text in whatever order it came', () => {
  const row = {
    b: { __class__: 'Decimal', decimal: '568.56' },
    a: { __class__: 'date', year: 2026, month: 1, day: 8 },
    c: { __class__: 'timedelta', seconds: 1_209_600 },
    d: { __class__: 'bytes', base64: 'aGVs\nbG8=' },
    e: { __class__: 'time', hour: 9, minute: 5, second: 0, microsecond: 0 },
    f: at,
    g: { __class__: 'of another time' },
    'lines.': [{ id: 3, x: null }, { id: 2 }],
    moves: [9, 8],
  };
  const plain = toPlain(row);
  expect(plain).toEqual({
    a: '2026-01-08',
    b: '568.56',
    c: 1_209_600,
    d: 'aGVsbG8=',
    e: '09:05:00',
    f: '2026-11-18T09:41:18.834Z',
    g: null,
    'lines.': [{ id: 2 }, { id: 3, x: null }],
    moves: [8, 9],
  });
  const turned = Object.fromEntries(Object.entries({ ...row, moves: [8, 9] }).reverse());
  expect(JSON.stringify(toPlain(turned))).toBe(JSON.stringify(plain));
});

test('a fingerprint changes with a date of a part, and when a part comes or goes', () => {
  const later = { ...at, microsecond: at.microsecond + 1 };
  const sale = {
    id: 1,
    create_date: at,
    write_date: null,
    'lines.': [{ id: 2, create_date: at, write_date: null }],
  };
  const base = fingerprintOf(sale).text;
  const touched = { ...sale, 'lines.': [{ id: 2, create_date: at, write_date: later }] };
  const grown = { ...sale, 'lines.': [...sale['lines.'], { id: 3, create_date: at, write_date: null }] };
  const shrunk = { ...sale, 'lines.': [] };
  expect(new Set([base, ...[touched, grown, shrunk].map((row) => fingerprintOf(row).text)]).size).toBe(4);
  expect(fingerprintOf(structuredClone(sale)).text).toBe(base);
  expect(stampOf(fingerprintOf(touched).text)).toBe(newestStamp(touched));
  expect(newestStamp(touched)).toBe(toMicros(later));
});

test('errors are told apart, whatever stands in them', () => {
  const cases: [unknown, string, boolean][] = [
    [['UserError', ['You are not allowed.', 'Ask.', null]], 'trytonRefuses', false],
    [['UserWarning', ['shipment_1', 'No carrier.', '']], 'trytonWarns', false],
    [['ConcurrencyException', 'Record changed'], 'changedMeanwhile', true],
    [['LoginException', ['sms', 'Code for tower', 'char']], 'signInNeedsMore', false],
    [['database is locked', 'Traceback'], 'databaseBusy', true],
    [['could not obtain lock on row in relation "stock_move"', ''], 'databaseBusy', true],
    [["'nofield'", 'Traceback'], 'unknownInTryton', false],
    [["Database '/srv/nowhere.sqlite' doesn't exist!", ''], 'unknownDatabase', false],
    [['something else', ''], 'trytonFailed', true],
    ['text only', 'trytonFailed', true],
    [null, 'trytonFailed', true],
    [{ odd: 1 }, 'trytonFailed', true],
    [['UserError'], 'trytonRefuses', false],
  ];
  for (const [error, code, temporary] of cases)
    expect(errorOf(error), JSON.stringify(error)).toMatchObject({ code, temporary });
  expect(errorOf(['UserError', ['You are not allowed.', 'Ask.', null]]).message).toBe(
    'Tryton refuses: You are not allowed. Ask.',
  );
  expect(errorOf(['could not serialize access due to concurrent update', ''])).toBeInstanceOf(
    TrytonConflictError,
  );
});
