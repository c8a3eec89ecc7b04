import { expect, it } from 'vitest';
import {
  allWays,
  chosenWays,
  serviceLabel,
  waysOf,
} from '../../../../renderer/features/waves/templates/ways.ts';

const KNOWN = allWays([
  {
    code: 'POST',
    name: 'Post',
    services: [
      { code: 'STD', name: 'Standard' },
      { code: 'EXP', name: 'Express' },
    ],
  },
  { code: 'RAIL', name: 'Rail', services: [{ code: 'NIGHT', name: 'Night' }] },
]);
const way = (carrier: string, service: string | null) => {
  const found = KNOWN.find((one) => one.carrier === carrier && one.service === service);
  if (!found) throw new Error(`There is no way ${carrier} ${service}.`);
  return found;
};

it('ways are all of a carrier, or each of its services', () => {
  expect(KNOWN.map(({ carrier, service }) => `${carrier} ${service ?? '*'}`)).toEqual([
    'POST *',
    'POST STD',
    'POST EXP',
    'RAIL *',
    'RAIL NIGHT',
  ]);
});

it('of a carrier and its services what was chosen last is kept', () => {
  expect(chosenWays([way('POST', 'EXP'), way('RAIL', 'NIGHT'), way('POST', null)])).toEqual({
    carriers: ['POST'],
    services: [{ carrier: 'RAIL', service: 'NIGHT' }],
  });
  expect(chosenWays([way('POST', null), way('POST', 'EXP')])).toEqual({
    carriers: null,
    services: [{ carrier: 'POST', service: 'EXP' }],
  });
  expect(chosenWays([])).toEqual({ carriers: null, services: null });
});

it('ways of a template are known by name, those no longer offered by their codes', () => {
  const services = [
    { carrier: 'POST', service: 'GONE' },
    { carrier: 'RAIL', service: 'NIGHT' },
  ];
  expect(waysOf({ carriers: ['RAIL'], services }, KNOWN)).toEqual([
    way('RAIL', null),
    { carrier: 'POST', carrierName: 'Post', service: 'GONE', serviceName: 'GONE' },
  ]);
});

it('a service goes by its name alone unless another carrier has one of that name', () => {
  const more = allWays([{ code: 'SEA', name: 'Sea', services: [{ code: 'E', name: 'Express' }] }]);
  expect(serviceLabel(way('POST', 'EXP'), KNOWN)).toBe('Express');
  expect(serviceLabel(way('POST', 'EXP'), [...KNOWN, ...more])).toBe('Post – Express');
  expect(serviceLabel(way('POST', null), KNOWN)).toBeNull();
});
