import { describe, expect, it } from 'vitest';
import type { ValidationCode, ValidationSettings } from '../../../../core/contract/validation.ts';
import {
  fingerprintOf,
  judge,
  planHolds,
  statedByRules,
} from '../../../../core/features/validation/judge.ts';
import type { OrderFacts, PlaceLookup } from '../../../../core/features/validation/order-facts.ts';
import { fitsCountry } from '../../../../core/features/validation/postal-codes.ts';
import { DEFAULT_SETTINGS, rulesInForce } from '../../../../core/features/validation/rules-in-force.ts';

const CUSTOMER = {
  name: 'Camille Moreau',
  email: 'camille@example.org',
  country: 'FR',
  creditLimitMinor: null,
  creditStop: false,
  overdueMinor: 0,
  earlier: [],
  orderedBefore: true,
  recentOrders: 1,
};
const GOOD: OrderFacts = {
  id: 1,
  number: 'W1',
  channel: 'web',
  segment: 'standard',
  collected: false,
  currency: 'EUR',
  totalMinor: 12_000,
  paid: false,
  orderedAt: 0,
  serviceLevel: 'standard',
  unknownLevel: null,
  shipTo: {
    name: 'Camille Moreau',
    street: '1 rue de la Paix',
    city: 'Paris',
    postalCode: '75002',
    country: 'FR',
    hasPoint: true,
  },
  lines: { count: 1, withoutPrice: 0, mostUnits: 2, hazardous: false, weightGrams: 900 },
  customer: CUSTOMER,
  othersAtAddress: 0,
};
const PLACES: PlaceLookup = {
  isCountry: (country) => country !== 'ZZ',
  isFound: ({ city }) => city !== 'Nowhere',
};

function findings(given: Partial<OrderFacts>, settings: Partial<ValidationSettings> = {}): string[] {
  const rules = rulesInForce({ ...DEFAULT_SETTINGS, ...settings }, 'EUR');
  return judge({ ...GOOD, ...given }, rules, PLACES).map(({ code, mode }) => `${code} ${mode}`);
}
const to = (given: Partial<OrderFacts['shipTo']>) => ({ shipTo: { ...GOOD.shipTo, ...given } });
const of = (given: Partial<OrderFacts['lines']>) => ({ lines: { ...GOOD.lines, ...given } });
const owed = (minor: number, waits = false) => [{ id: 9, minor, waits }];
const by = (given: Partial<NonNullable<OrderFacts['customer']>>) => ({ customer: { ...CUSTOMER, ...given } });

describe('the rules of reception', () => {
  it('find nothing about a good order', () => expect(findings({})).toEqual([]));

  it.each<[string, Partial<OrderFacts>, string[]]>([
    ['no lines', of({ count: 0 }), ['noLines warn']],
    ['a line at no price', of({ withoutPrice: 1 }), ['noPrice warn']],
    ['no name at all', { ...to({ name: ' N/A ' }), ...by({ name: '' }) }, ['noName warn']],
    ['a name that only the customer has', to({ name: null }), []],
    ['no country', to({ country: null }), ['noCountry warn']],
    ['no place', to({ street: null, city: ' ' }), ['noShipTo warn']],
    ['no postal code', to({ postalCode: null }), ['noPostalCode warn']],
    ['a level that nobody offers', { unknownLevel: 'teleport' }, ['unknownService warn']],
    ['nothing of where it is collected', { collected: true, ...to({ country: null, city: null }) }, []],
  ])('completeness: %s', (_, given, wanted) => expect(findings(given)).toEqual(wanted));

  it.each<[string, Partial<OrderFacts>, string[]]>([
    ['a country that is none', to({ country: 'ZZ' }), ['unknownCountry hold']],
    ['a postal code with a digit too few', to({ postalCode: '7500' }), ['postalCodeForm hold']],
    ['a town that the gazetteer has not', to({ city: 'Nowhere' }), ['placeNotFound warn']],
    ['a parcel to a post box', to({ street: 'BP 12' }), []],
    [
      'hazardous goods to a post box',
      { ...to({ street: 'P.O. Box 12' }), ...of({ hazardous: true }) },
      ['poBox hold'],
    ],
    [
      'freight to a post box',
      { ...to({ street: 'Postfach 12' }), ...of({ weightGrams: 45_000 }) },
      ['poBox hold'],
    ],
  ])('address: %s', (_, given, wanted) => expect(findings(given)).toEqual(wanted));

  it.each<[string, Partial<OrderFacts>, string[]]>([
    ['within the limit', by({ creditLimitMinor: 20_000, earlier: owed(8_000) }), []],
    ['beyond the limit', by({ creditLimitMinor: 20_000, earlier: owed(8_001) }), ['creditLimit hold']],
    ['what waits at reception', by({ creditLimitMinor: 20_000, earlier: owed(90_000, true) }), []],
    ['paid already', { paid: true, ...by({ creditLimitMinor: 0, creditStop: true }) }, []],
    ['another currency', { currency: 'USD', ...by({ creditLimitMinor: 0 }) }, []],
    ['on stop and overdue', by({ creditStop: true, overdueMinor: 1 }), ['creditStop hold', 'overdue hold']],
  ])('credit: %s', (_, given, wanted) => expect(findings(given)).toEqual(wanted));

  it('fraud: signs add up, each with its points, and hold from the threshold on', () => {
    const first = { totalMinor: 60_000, ...by({ orderedBefore: false }) };
    expect(findings(first)).toEqual([]);
    const abroad = { ...first, ...by({ orderedBefore: false, country: 'DE' }) };
    expect(findings(abroad)).toEqual(['fraud hold']);
    const rules = rulesInForce(DEFAULT_SETTINGS, 'EUR');
    expect(judge({ ...GOOD, ...abroad }, rules, PLACES)[0]?.values).toEqual({
      points: 70,
      threshold: 70,
      windowHours: 6,
      signals: [
        { signal: 'firstOrderHighValue', points: 40, values: { valueMinor: 60_000, currency: 'EUR' } },
        { signal: 'countryDiffers', points: 30, values: { billing: 'DE', shipTo: 'FR' } },
      ],
    });
  });

  it.each<[string, Partial<OrderFacts>]>([
    ['many orders and a throw-away address', by({ recentOrders: 6, email: 'x@mailinator.com' })],
    [
      'many customers at one address, one of a throw-away address',
      { othersAtAddress: 5, ...by({ email: 'x@yopmail.com' }) },
    ],
  ])('fraud: %s', (_, given) => expect(findings(given)).toEqual(['fraud hold']));

  it('are off, warn or hold as a segment says, else its channel, else the rule', () => {
    const code: ValidationCode = 'postalCodeForm';
    const wrong = to({ postalCode: '7' });
    const rules = { [code]: { mode: 'hold', threshold: 0 } } as const;
    expect(findings(wrong, { rules: { [code]: { mode: 'off', threshold: 0 } } })).toEqual([]);
    expect(findings(wrong, { rules, channels: { web: { [code]: { mode: 'warn' } } } })).toEqual([
      `${code} warn`,
    ]);
    const segments = { standard: { [code]: { mode: 'off' } } } as const;
    expect(findings(wrong, { rules, channels: { web: { [code]: { mode: 'warn' } } }, segments })).toEqual([]);
    expect(
      findings({ ...wrong, channel: 'edi' }, { rules, channels: { web: { [code]: { mode: 'off' } } } }),
    ).toEqual([`${code} hold`]);
  });
});

it.each([
  ['75002', 'FR', true],
  ['F-75002', 'FR', true],
  ['7500', 'FR', false],
  ['D-01067', 'DE', true],
  ['1067', 'DE', false],
  ['1012 AB', 'NL', true],
  ['SW1A 1AA', 'GB', true],
  ['L-1234', 'LU', true],
  ['00-950', 'PL', true],
  ['ABC', 'US', false],
  ['12345-6789', 'US', true],
  ['whatever', 'GA', true],
])('%s is a postal code of %s: %s', (code, country, fits) => expect(fitsCountry(code, country)).toBe(fits));

describe('holds', () => {
  const rules = rulesInForce(DEFAULT_SETTINGS, 'EUR');
  const wrong = { ...GOOD, ...to({ postalCode: '7' }) };
  const fingerprint = fingerprintOf(wrong);
  const statedOf = (order: OrderFacts) => statedByRules(order, judge(order, rules, PLACES));
  const stated = statedOf(wrong);
  const at = 1000;

  it('are placed once, restated when their figures change, and end with their cause', () => {
    const first = planHolds([], stated, [], at);
    expect(first.placed.map(({ code, since }) => [code, since])).toEqual([['postalCodeForm', at]]);
    const again = planHolds(first.holds, stated, [], 2000);
    expect(again).toMatchObject({ placed: [], restated: [], ended: [], holds: first.holds });
    const other = statedOf({ ...wrong, ...to({ postalCode: '8' }) });
    expect(planHolds(first.holds, other, [], at).restated[0]).toMatchObject({
      values: { postalCode: '8' },
      since: at,
    });
    expect(planHolds(first.holds, [], [], at)).toMatchObject({
      ended: ['postalCodeForm'],
      holds: [],
    });
  });

  it('that a person released come back only when the order says something else', () => {
    const passed = [{ code: 'postalCodeForm', fingerprint }];
    expect(planHolds([], stated, passed, at).placed).toEqual([]);
    expect(planHolds([], statedOf({ ...wrong, totalMinor: 1 }), passed, at).placed).toHaveLength(1);
  });

  it('of persons stay whatever the rules find', () => {
    const byHand = {
      code: 'manual' as const,
      mode: 'hold' as const,
      values: {},
      reason: 'Call back',
      since: 1,
      by: 'Ada',
      fingerprint: null,
    };
    expect(planHolds([byHand], [], [], at)).toMatchObject({ ended: [], holds: [byHand] });
  });
});
