import { expect, test } from 'vitest';
import { changedFields } from '../../../../renderer/features/lists/changed-fields.ts';
import { namedFacets } from '../../../../renderer/features/lists/named-facets.ts';
import { readSort, tidyFilter, writeSort } from '../../../../renderer/features/lists/use-list-state.ts';

test('a sort survives the address', () => {
  const sort = [
    { column: 'onHand', descending: true },
    { column: 'sku', descending: false },
  ];
  expect(writeSort(sort)).toBe('onHand.desc,sku');
  expect(readSort(writeSort(sort))).toEqual(sort);
  expect(readSort(null)).toEqual([]);
  expect(writeSort([])).toBe('');
});

test('a filter says only what it asks for', () => {
  expect(
    tidyFilter({
      search: '',
      late: true,
      held: false,
      statuses: [],
      total: { min: undefined },
      priorities: [1],
    }),
  ).toEqual({ late: true, priorities: [1] });
  expect(tidyFilter({ total: { min: 0 } })).toEqual({ total: { min: 0 } });
});

test('what changed is told by its path, what did not is left out', () => {
  const before = { status: 'open', shipTo: { city: 'Lyon', country: 'FR' }, note: null };
  const after = { status: 'open', shipTo: { city: 'Paris', country: 'FR' }, note: '' };
  expect(changedFields(before, after)).toEqual([{ field: 'shipTo.city', before: 'Lyon', after: 'Paris' }]);
  expect(changedFields(null, { quantity: 3 })).toEqual([{ field: 'quantity', before: '–', after: '3' }]);
});

test('a chosen value stays among the facets when no row has it any more', () => {
  const facets = namedFacets([{ value: 'open', label: 'open', count: 4 }], ['open', 'sourced'], ({ value }) =>
    value.toUpperCase(),
  );
  expect(facets).toEqual([
    { value: 'open', label: 'OPEN', count: 4 },
    { value: 'sourced', label: 'SOURCED', count: 0 },
  ]);
  expect(namedFacets(undefined, ['open'], ({ label }) => label)).toBeUndefined();
});
