import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawItem } from '../../core/feeds/connector.ts';
import {
  type FileOutcome,
  type ReadingOptions,
  readFeedFile,
  readingOptions,
} from '../../core/feeds/connectors/folder/reading.ts';

/** What reading a file gave. */
export interface FileRead {
  items: RawItem[];
  /** Keys of the records, in their order. */
  keys: string[];
  /** Codes of all that was wrong. */
  codes: string[];
  outcome: FileOutcome;
}

/** Reads content as a feed reads a file of that name. */
export async function readAsFile(
  name: string,
  content: string | Uint8Array,
  options: Partial<ReadingOptions> = {},
): Promise<FileRead> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-read-'));
  try {
    const path = join(folder, name);
    const scratch = join(folder, 'scratch');
    mkdirSync(scratch);
    writeFileSync(path, content);
    const file = {
      path,
      name,
      hash: createHash('sha256').update(content).digest('hex'),
      version: 1,
      options: readingOptions.parse(options),
      scratch,
    };
    const items: RawItem[] = [];
    let outcome: FileOutcome | null = null;
    for await (const piece of readFeedFile(file, new AbortController().signal)) {
      if (piece.type === 'items') items.push(...piece.items);
      else outcome = piece.outcome;
    }
    if (!outcome) throw new Error('The reader ended without an outcome.');
    return {
      items,
      keys: items.flatMap((item) => item.parsed?.records.map((record) => record.key) ?? []),
      codes: outcome.problems.map((problem) => problem.code),
      outcome,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
