import { describe, expect, test } from 'vitest';
import { parseCountry } from '../../../../core/features/import/values/countries.ts';
import { dateOrderEvidence, parseInstant } from '../../../../core/features/import/values/dates.ts';
import { Issue } from '../../../../core/features/import/values/issue.ts';
import { parseMeasure, unitInHeader } from '../../../../core/features/import/values/measures.ts';
import { currencyIn, parseCurrency } from '../../../../core/features/import/values/money.ts';
import {
  decimalEvidence,
  parseNumber,
  parseQuantity,
} from '../../../../core/features/import/values/numbers.ts';

const codeOf = (value: unknown) => (value instanceof Issue ? value.code : value);

describe('numbers', () => {
  test.each([
    ['1.234,56', 1234.56],
    ['1,234.56', 1234.56],
    ['1 234,56', 1234.56],
    ['1\u202f234,5', 1234.5],
    ["1'234.50", 1234.5],
    ['12,34,567.00', 1234567],
    ['(12.50)', -12.5],
    ['12.50-', -12.5],
    ['\u22123', -3],
    ['£2.55', 2.55],
    ['2,55 €', 2.55],
    ['EUR 3,5', 3.5],
    ['.5', 0.5],
    ['1e3', 1000],
  ])('%s is read as %d', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  test('the decimal mark of the file decides where one figure cannot', () => {
    expect(parseNumber('1.234', ',')).toBe(1234);
    expect(parseNumber('1.234', '.')).toBe(1.234);
    expect(codeOf(parseNumber('2.55', ','))).toBe('notANumber');
  });

  test.each([['abc'], ['1,2,3'], ['12 kgs'], ['12/3']])('%s is no number', (text) => {
    expect(codeOf(parseNumber(text))).toBe('notANumber');
  });

  test('quantities are whole', () => {
    expect(parseQuantity('6.0')).toBe(6);
    expect(parseQuantity('6 pcs')).toBe(6);
    expect(parseQuantity('-3')).toBe(-3);
    expect(codeOf(parseQuantity('1.5'))).toBe('notWhole');
  });

  test('only figures that leave no doubt prove a decimal mark', () => {
    expect([decimalEvidence('1.234'), decimalEvidence('1,234')]).toEqual([null, null]);
    expect([decimalEvidence('1.23'), decimalEvidence('0,125'), decimalEvidence('1.234,5')]).toEqual([
      '.',
      ',',
      ',',
    ]);
  });
});

describe('dates', () => {
  const at = (text: string | number, order?: 'dmy' | 'mdy', timeZone = 'UTC') => {
    const value = parseInstant(text, { order, timeZone });
    return value instanceof Issue ? value.code : new Date(value).toISOString();
  };

  test.each([
    ['2010-12-01 08:26:00', '2010-12-01T08:26:00.000Z'],
    ['2010-12-01T08:26:00+02:00', '2010-12-01T06:26:00.000Z'],
    ['01-Dec-10', '2010-12-01T00:00:00.000Z'],
    ['Dec 1, 2010 3:05 PM', '2010-12-01T15:05:00.000Z'],
    ['1 décembre 2010 à 14h30', '2010-12-01T14:30:00.000Z'],
    ['1. Dezember 2010', '2010-12-01T00:00:00.000Z'],
    ['Wed, 01 Dec 2010 08:26:00 GMT', '2010-12-01T08:26:00.000Z'],
    ['20101201', '2010-12-01T00:00:00.000Z'],
    ['1291191960', '2010-12-01T08:26:00.000Z'],
    ['1291191960000', '2010-12-01T08:26:00.000Z'],
    [40513.5, '2010-12-01T12:00:00.000Z'],
    ['mar 3 de mayo de 2011', '2011-05-03T00:00:00.000Z'],
  ])('%s is read', (text, instant) => {
    expect(at(text)).toBe(instant);
  });

  test('figures follow the order of the column and are refused when they cannot', () => {
    expect(at('03/04/2024', 'dmy')).toBe('2024-04-03T00:00:00.000Z');
    expect(at('03/04/2024', 'mdy')).toBe('2024-03-04T00:00:00.000Z');
    expect(at('13/04/2024', 'mdy')).toBe('wrongDateOrder');
    expect(at('31/02/2024', 'dmy')).toBe('noSuchDate');
    expect(at('soon')).toBe('notADate');
  });

  test('times without a zone are of the given zone, summer time included', () => {
    expect(at('2024-07-01 12:00', undefined, 'Europe/Paris')).toBe('2024-07-01T10:00:00.000Z');
    expect(at('2024-01-01 12:00', undefined, 'Europe/Paris')).toBe('2024-01-01T11:00:00.000Z');
    expect(at('2024-10-27 02:30', undefined, 'Europe/Paris')).toBe('2024-10-27T00:30:00.000Z');
  });

  test('a value proves an order or leaves it open', () => {
    expect(dateOrderEvidence('13/04/2024')).toBe('dmy');
    expect(dateOrderEvidence('04/13/2024')).toBe('mdy');
    expect(dateOrderEvidence('03/04/2024')).toBe('either');
    expect(dateOrderEvidence('2024-04-03')).toBeNull();
  });
});

describe('places, money and measures', () => {
  test.each([
    ['EIRE', 'IE'],
    ['United Kingdom', 'GB'],
    ['UK', 'GB'],
    ['Royaume-Uni', 'GB'],
    ['Vereinigtes Königreich', 'GB'],
    ['Channel Islands', 'JE'],
    ['RSA', 'ZA'],
    ['USA', 'US'],
    ['États-Unis', 'US'],
    ['Czech Republic', 'CZ'],
    ['Tschechien', 'CZ'],
    ['Svizzera', 'CH'],
    ['España', 'ES'],
    ['DEU', 'DE'],
    ['fr', 'FR'],
    ['Saudi Arabia', 'SA'],
    ['Hong Kong', 'HK'],
    ['Tanzania', 'TZ'],
    ["Côte d'Ivoire", 'CI'],
  ])('%s is the country %s', (name, code) => {
    expect(parseCountry(name)).toBe(code);
  });

  test('an unspecified country is none, an invented one a mistake', () => {
    expect(parseCountry('Unspecified')).toBeNull();
    expect(codeOf(parseCountry('Atlantis'))).toBe('unknownCountry');
  });

  test('currencies by code, sign and name', () => {
    expect([parseCurrency('gbp'), parseCurrency('€'), parseCurrency('euros')]).toEqual(['GBP', 'EUR', 'EUR']);
    expect([currencyIn('Price (EUR)'), currencyIn('£3'), currencyIn('Unit price')]).toEqual([
      'EUR',
      'GBP',
      null,
    ]);
  });

  test('weights come as grams whatever their unit', () => {
    expect(parseMeasure('2.5 kg', 'weight', 'g')).toBe(2500);
    expect(parseMeasure('0,5', 'weight', 'kg')).toBe(500);
    expect(parseMeasure('12 lbs', 'weight', 'kg')).toBe(5443);
    expect(codeOf(parseMeasure('5 furlongs', 'weight', 'kg'))).toBe('unknownUnit');
    expect([unitInHeader('Gewicht (kg)', 'weight'), unitInHeader('weight_g', 'weight')]).toEqual(['kg', 'g']);
  });
});
