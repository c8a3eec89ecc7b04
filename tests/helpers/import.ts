import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import type { ImportAccount, ImportMapping } from '../../core/contract/import.ts';
import type { AppContext } from '../../core/features/context.ts';
import { importFiles } from '../../core/features/import/index.ts';

/** A folder for the files of a test file; removed after it. */
export function importFolder(): (name: string, content: string | Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-import-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}

/** Imports files as `vigie import` does, in this thread. */
export function importPaths(
  ctx: AppContext,
  paths: string[],
  options: { dryRun?: boolean; mapping?: ImportMapping; remember?: boolean } = {},
): Promise<ImportAccount> {
  const { dryRun = false, mapping, remember = true } = options;
  return importFiles(ctx, {
    files: paths.map((path) => ({ path, ...(mapping ? { mapping } : {}) })),
    dryRun,
    remember,
  });
}

/** The share of real order lines that comes with the repository's surroundings; null where it does not lie there. */
export const RETAIL_FILE = resolve(
  import.meta.dirname,
  '../../../shared/samples/orders/retail/order-lines.csv.gz',
);
