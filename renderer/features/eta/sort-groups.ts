import type { EtaGroupMeasures } from '../../../core/contract/eta.ts';
import type { TableSort } from '../../components/table/table-types.ts';

/** Sorted as the table says; what is not known comes last either way. */
export function sortGroups(
  groups: readonly EtaGroupMeasures[],
  sort: readonly TableSort[],
): EtaGroupMeasures[] {
  const [first] = sort;
  if (!first) return [...groups];
  const key = first.column as keyof EtaGroupMeasures;
  const sign = first.descending ? -1 : 1;
  return groups.toSorted((a, b) => {
    const [x, y] = [a[key], b[key]];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    if (typeof x === 'string' || typeof y === 'string') return sign * String(x).localeCompare(String(y));
    return sign * (x - y);
  });
}
