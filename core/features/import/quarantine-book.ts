import type { ImportKind } from '../../contract/import.ts';
import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import { QUARANTINE_COLUMNS, quarantinedOf, setQuarantineStatus } from './quarantine.queries.ts';
import type { RefusedRow } from './rows/chunks.ts';
import { hashText } from './rows/seen-table.ts';

const SECOND_SEED = 0x51ed270b;

/**
 * The quarantine of one file: a row that is there already is not put there twice, and an open one that now goes in is
 * closed.
 */
export class QuarantineBook {
  private readonly known = new Set<number>();
  /** Open entries from earlier times by the row they stand for. */
  private readonly open = new Map<number, { id: number; raw: string }[]>();
  private readonly source: string;
  private readonly columns: readonly string[];
  private readonly kind: ImportKind;

  constructor(source: string, columns: readonly string[], kind: ImportKind) {
    this.source = source;
    this.columns = columns;
    this.kind = kind;
  }

  async load(db: Database): Promise<void> {
    for await (const entry of quarantinedOf(db, this.source)) {
      this.known.add(keyOf(entry.row, entry.raw));
      if (entry.status !== 'open') continue;
      const same = this.open.get(entry.row) ?? [];
      same.push({ id: entry.id, raw: entry.raw });
      this.open.set(entry.row, same);
    }
  }

  /** Puts rows into quarantine that are not there; returns how many. */
  async add(
    tools: WriteTools,
    refused: readonly RefusedRow[],
    importId: number | null,
    at: number,
  ): Promise<number> {
    const rows: unknown[][] = [];
    for (const { row, raw, issue } of refused) {
      const cells = this.asObject(raw);
      const key = keyOf(row, cells);
      if (this.known.has(key)) continue;
      this.known.add(key);
      rows.push([
        importId,
        this.source,
        this.kind,
        row,
        issue.column,
        issue.value,
        issue.code,
        issue.reason,
        cells,
        null,
        'open',
        at,
      ]);
    }
    if (rows.length > 0) await tools.bulkInsert('quarantine', QUARANTINE_COLUMNS, rows);
    return rows.length;
  }

  /** Rows that went in and were waiting here from an earlier time. */
  async close(
    trx: WriteTransaction,
    accepted: Iterable<{ row: number; raw: string }>,
    at: number,
  ): Promise<void> {
    if (this.open.size === 0) return;
    const ids: number[] = [];
    for (const { row, raw } of accepted) {
      const waiting = this.open.get(row);
      if (!waiting) continue;
      const cells = this.asObject(raw);
      ids.push(...waiting.filter((entry) => entry.raw === cells).map((entry) => entry.id));
      this.open.set(
        row,
        waiting.filter((entry) => entry.raw !== cells),
      );
    }
    if (ids.length > 0) await setQuarantineStatus(trx, ids, 'mended', at);
  }

  private asObject(raw: string): string {
    const cells = JSON.parse(raw) as (string | number)[];
    return JSON.stringify(
      Object.fromEntries(
        cells.map((cell, index) => [this.columns[index] ?? `Column ${index + 1}`, String(cell)]),
      ),
    );
  }
}

function keyOf(row: number, cells: string): number {
  const text = `${row}:${cells}`;
  return hashText(text) * 0x100000 + (hashText(text, SECOND_SEED) & 0xfffff);
}
