import { expect, test } from 'vitest';
import {
  ALL_SELECTED,
  countSelected,
  isSelected,
  NO_SELECTION,
  toggleSelected,
  withSelected,
} from '../../../../renderer/components/table/selection.ts';

test('some rows', () => {
  const two = withSelected(NO_SELECTION, ['a', 'b'], true);
  expect(countSelected(two, 10)).toBe(2);
  expect(isSelected(toggleSelected(two, 'a'), 'a')).toBe(false);
});

test('all that match, except some', () => {
  const most = toggleSelected(ALL_SELECTED, 'a');
  expect(countSelected(most, 500_000)).toBe(499_999);
  expect(isSelected(most, 'a')).toBe(false);
  expect(isSelected(most, 'never loaded')).toBe(true);
  expect(countSelected(withSelected(most, ['a'], true), 500_000)).toBe(500_000);
});
