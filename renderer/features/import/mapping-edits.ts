import type {
  ColumnBinding,
  ImportKind,
  ImportMapping,
  ImportOptions,
  ImportRules,
} from '../../../core/contract/import.ts';

/** Kinds that one flat file can hold besides its own. */
export const COMPANIONS: Partial<Record<ImportKind, readonly ImportKind[]>> = {
  orderLines: ['orders', 'customers', 'products'],
  stock: ['products', 'facilities'],
};

function without<T extends object>(value: T, key: string): T {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as T;
}

/** Columns that a binding reads. */
export function boundColumns(binding: ColumnBinding | undefined): readonly string[] {
  if (!binding) return [];
  return binding.columns ?? (binding.column === undefined ? [] : [binding.column]);
}

/** The mapping with the field filled from another column; null leaves it empty. What is set beside the column stays. */
export function bindColumn(mapping: ImportMapping, field: string, column: string | null): ImportMapping {
  if (column === null) return { ...mapping, columns: without(mapping.columns, field) };
  const { columns: _columns, ...rest } = mapping.columns[field] ?? {};
  return { ...mapping, columns: { ...mapping.columns, [field]: { ...rest, column } } };
}

/** The mapping with the field the same in every row. */
export function bindConstant(mapping: ImportMapping, field: string, constant: string): ImportMapping {
  return { ...mapping, columns: { ...mapping.columns, [field]: { constant } } };
}

/** The mapping with a detail of a binding changed; `undefined` drops it, and an empty binding goes. */
export function editBinding(
  mapping: ImportMapping,
  field: string,
  patch: Partial<ColumnBinding>,
): ImportMapping {
  const merged = Object.entries({ ...mapping.columns[field], ...patch }).filter(
    ([, value]) => value !== undefined,
  );
  if (merged.length === 0) return { ...mapping, columns: without(mapping.columns, field) };
  return { ...mapping, columns: { ...mapping.columns, [field]: Object.fromEntries(merged) } };
}

/** The mapping with one of the file's words standing for one of ours; null forgets it. */
export function translateWord(
  mapping: ImportMapping,
  field: string,
  word: string,
  ours: string | null,
): ImportMapping {
  const values = without(mapping.columns[field]?.values ?? {}, word);
  const next = ours === null ? values : { ...values, [word]: ours };
  return editBinding(mapping, field, { values: Object.keys(next).length > 0 ? next : undefined });
}

export function editOptions(mapping: ImportMapping, patch: Partial<ImportOptions>): ImportMapping {
  return { ...mapping, options: { ...mapping.options, ...patch } };
}

export function editRules(mapping: ImportMapping, patch: Partial<ImportRules>): ImportMapping {
  return editOptions(mapping, { rules: { ...mapping.options.rules, ...patch } });
}

/** The mapping with a companion kind told of by the rows, or no longer. */
export function toggleKind(mapping: ImportMapping, kind: ImportKind): ImportMapping {
  const [own, ...others] = mapping.kinds as [ImportKind, ...ImportKind[]];
  const companions = COMPANIONS[own] ?? [];
  const wanted = others.includes(kind) ? others.filter((other) => other !== kind) : [...others, kind];
  return { ...mapping, kinds: [own, ...companions.filter((companion) => wanted.includes(companion))] };
}

/** Required fields that neither a column nor a value fills. */
export function missingFields(
  mapping: ImportMapping,
  fields: readonly { key: string; required: boolean }[],
): string[] {
  return fields.filter((field) => field.required && !mapping.columns[field.key]).map((field) => field.key);
}

/** Columns of the file that fill nothing. */
export function unusedColumns(mapping: ImportMapping, columns: readonly string[]): string[] {
  const used = new Set(Object.values(mapping.columns).flatMap(boundColumns));
  return columns.filter((column) => !used.has(column));
}
