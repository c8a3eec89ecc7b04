import { expect, test } from 'vitest';
import { csvLine, csvStyle } from '../../../../core/features/exports/csv.ts';
import { wallClock } from '../../../../core/features/exports/wall-clock.ts';

const english = csvStyle('en', 'Europe/Paris');

test('text that a spreadsheet would run is neutralised', () => {
  for (const text of ['=1+1', '+33', '-2', '@sum', '\tx', '\rx']) {
    expect(csvLine([text], english).replaceAll('"', '')).toBe(`'${text}\r\n`);
  }
  expect(csvLine(['a=b'], english)).toBe('a=b\r\n');
});

test('numbers below zero stay numbers', () => {
  expect(csvLine([-12.5, 3], english)).toBe('-12.5,3\r\n');
});

test('separators, quotes and line breaks are quoted', () => {
  expect(csvLine(['a,b', 'say "x"', 'two\nlines'], english)).toBe('"a,b","say ""x""","two\nlines"\r\n');
});

test('French spreadsheets get semicolons and decimal commas', () => {
  expect(csvLine(['à', 1.5, null], csvStyle('fr', 'UTC'))).toBe('à;1,5;\r\n');
});

test('instants are written in the zone, across midnight and summer time', () => {
  expect(wallClock(Date.UTC(2026, 6, 1, 23, 30), 'Europe/Paris').text).toBe('2026-07-02 01:30');
  expect(wallClock(Date.UTC(2026, 0, 1, 23, 30), 'Europe/Paris').text).toBe('2026-01-02 00:30');
  expect(csvLine([{ instant: 0 }], english)).toBe('1970-01-01 01:00\r\n');
});
