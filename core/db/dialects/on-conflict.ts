import type { UpsertConflict } from '../database.ts';

/** The `on conflict` clause, the same words in SQLite and PostgreSQL. */
export function onConflict(table: string, { keys, replace, keepWhenNull = [] }: UpsertConflict): string {
  const sets = [
    ...replace.map((name) => `"${name}" = excluded."${name}"`),
    ...keepWhenNull.map((name) => `"${name}" = coalesce(excluded."${name}", "${table}"."${name}")`),
  ];
  return `on conflict (${keys.map((name) => `"${name}"`).join(', ')}) do update set ${sets.join(', ')}`;
}
