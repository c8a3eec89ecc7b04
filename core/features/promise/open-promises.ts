import { type RawBuilder, sql } from 'kysely';

/** Conditions in the very words of the partial indexes: with parameters instead, SQLite would not use them. */
export const isHeldLine = (table: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${table}.status`)} = 'held'`;
export const isOpenPromise = (table: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${table}.status`)} in ('held','waiting')`;
export const isActiveHold = (table: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${table}.status`)} = 'active'`;
