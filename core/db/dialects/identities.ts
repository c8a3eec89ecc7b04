import type { DialectName } from '../schema.ts';

/**
 * Statements after which automatic ids continue behind the largest id of each table. SQLite does so by itself;
 * PostgreSQL's identities do not notice ids that were given.
 */
export function identityResets(dialect: DialectName, tables: readonly string[]): string[] {
  if (dialect === 'sqlite') return [];
  return tables.map(
    (table) =>
      `select setval(pg_get_serial_sequence('${table}', 'id'), coalesce((select max(id) from ${table}), 0) + 1, false)`,
  );
}
