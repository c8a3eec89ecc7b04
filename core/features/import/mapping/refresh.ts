import type { ImportMapping } from '../../../contract/import.ts';
import { fieldOf } from '../fields/kinds.ts';
import { judgeDateOrder, judgeDecimal } from './evidence.ts';
import type { ColumnProfile } from './profile.ts';

/**
 * A remembered mapping for a file of today: what its own values prove of decimal marks and of the order of day and month
 * goes before what was true of the file that it was made for.
 */
export function refreshOptions(mapping: ImportMapping, profiles: readonly ColumnProfile[]): ImportMapping {
  const columns = Object.fromEntries(
    Object.entries(mapping.columns).map(([key, binding]) => {
      const profile = profiles.find((candidate) => candidate.column === binding.column);
      const type = fieldOf(key)?.type;
      if (!profile || !type) return [key, binding];
      if (type === 'date' || type === 'deadline') {
        const before = binding.dateOrder ?? mapping.options.dateOrder;
        const order = judgeDateOrder(profile, before ?? 'dmy')?.order;
        return [key, order && order !== before ? { ...binding, dateOrder: order } : binding];
      }
      const mark = judgeDecimal(profile)?.mark;
      const before = binding.decimal ?? mapping.options.decimal;
      return [key, isFigure(type) && mark && mark !== before ? { ...binding, decimal: mark } : binding];
    }),
  );
  return { ...mapping, columns };
}

function isFigure(type: string): boolean {
  return ['quantity', 'number', 'amount', 'weight', 'volume'].includes(type);
}
