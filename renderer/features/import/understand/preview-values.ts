import type { ImportField, ImportOptions } from '../../../../core/contract/import.ts';
import type { Format } from '../../../lib/format.ts';

type Value = string | number | boolean | null | undefined;

interface Words {
  yes: string;
  no: string;
  choice: (field: string, value: string) => string;
}

const MINUTES_AN_HOUR = 60;

/** Whether a field's values stand at the right of their column. */
export function isFigure(field: ImportField): boolean {
  return ['quantity', 'number', 'amount', 'weight', 'volume'].includes(field.type);
}

/** A value as it was understood, written as people write it. */
export function writeValue(
  value: Value,
  field: ImportField,
  options: Pick<ImportOptions, 'timeZone'>,
  format: Format,
  words: Words,
): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (field.type === 'choice') return words.choice(field.key, String(value));
  if (typeof value !== 'number') return value;
  switch (field.type) {
    case 'date':
    case 'deadline':
      return `${format.date(value, options.timeZone)} ${format.time(value, options.timeZone)}`;
    case 'weight':
      return format.weight(value);
    case 'clock': {
      const minutes = String(value % MINUTES_AN_HOUR).padStart(2, '0');
      return `${Math.floor(value / MINUTES_AN_HOUR)}:${minutes}`;
    }
    case 'amount':
      return format.decimal(value, 4);
    default:
      return format.decimal(value, 6);
  }
}
