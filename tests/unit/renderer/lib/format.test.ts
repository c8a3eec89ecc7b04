import { describe, expect, test } from 'vitest';
import { createFormat, currencyDigits } from '../../../../renderer/lib/format.ts';

const en = createFormat('en', 'Europe/Paris');
const fr = createFormat('fr', 'Europe/Paris');
const NOON = Date.UTC(2026, 10, 24, 12, 0, 0);

describe('numbers', () => {
  test('group and decimal marks follow the language', () => {
    expect(en.integer(1234567)).toBe('1,234,567');
    expect(fr.integer(1234567)).toBe('1\u202f234\u202f567');
    expect(fr.percent(0.974)).toBe('97,4\u00a0%');
  });

  test('nothing is a dash, zero is zero', () => {
    expect(en.integer(null)).toBe('–');
    expect(en.integer(0)).toBe('0');
    expect(en.money(undefined)).toBe('–');
  });
});

describe('money', () => {
  test('minor units of the currency, whatever their number', () => {
    expect(en.money({ amountMinor: 123456, currency: 'EUR' })).toBe('€1,234.56');
    expect(fr.money({ amountMinor: 123456, currency: 'EUR' })).toBe('1\u202f234,56\u00a0€');
    expect(en.money({ amountMinor: 1234, currency: 'JPY' })).toBe('JP¥1,234');
    expect([currencyDigits('EUR'), currencyDigits('JPY'), currencyDigits('KWD')]).toEqual([2, 0, 3]);
  });
});

describe('instants', () => {
  test('are shown in the zone asked for', () => {
    expect(en.time(NOON)).toBe('13:00');
    expect(en.time(NOON, 'Asia/Tokyo')).toBe('21:00');
  });

  test('relative to now', () => {
    expect(en.relative(NOON - 3 * 3_600_000, NOON)).toBe('3 hours ago');
    expect(fr.relative(NOON + 2 * 86_400_000, NOON)).toBe('après-demain');
    expect(en.relative(NOON - 20_000, NOON)).toBe('this minute');
  });

  test('age to the second, for what is watched live', () => {
    expect(en.age(NOON, NOON)).toBe('now');
    expect(en.age(NOON - 2_400, NOON)).toBe('2 sec ago');
    expect(en.age(NOON + 45_000, NOON)).toBe('in 45 sec');
    expect(fr.age(NOON - 3 * 60_000, NOON)).toBe('il y a 3\u00a0min');
    expect(en.age(NOON - 30 * 3_600_000, NOON)).toBe('30 hr ago');
    expect(en.age(null)).toBe('–');
  });
});

describe('quantities', () => {
  test('durations, sizes, distances and weights take the unit that reads best', () => {
    expect(en.duration(42)).toBe('42s');
    expect(en.duration(2 * 3600 + 5 * 60)).toBe('2h 5m');
    expect(en.bytes(1_540_000)).toBe('1.5 MB');
    expect(en.distance(412_300)).toBe('412 km');
    expect(en.weight(900)).toBe('900 g');
    expect(en.weight(1500)).toBe('1.5 kg');
  });
});
