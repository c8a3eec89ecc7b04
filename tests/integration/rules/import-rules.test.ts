import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { brokenImportRules } from '../../import-rules.ts';

const root = resolve(import.meta.dirname, '../../..');

let house: string;
beforeEach(() => {
  house = realpathSync(mkdtempSync(join(tmpdir(), 'vigie-rooms-')));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'junction');
  writeFileSync(
    join(house, 'package.json'),
    JSON.stringify({ dependencies: { zod: '*' }, devDependencies: { vitest: '*' } }),
  );
});
afterEach(() => rmSync(house, { recursive: true, force: true }));

/** Names of the rules that a tree of these files breaks. */
async function broken(files: Record<string, string>): Promise<string[]> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  const result = await brokenImportRules(house);
  expect(result.files).toBe(Object.keys(files).length);
  return [...new Set(result.broken.map(({ rule }) => rule))].sort();
}

const empty = 'export const value = 1;\nexport type Value = number;\n';

describe('a forbidden import fails the check', () => {
  const cases: [rule: string, importer: string, imported: string][] = [
    ['core-kernel-imports', 'core/kernel/money.ts', 'core/db/tables.ts'],
    ['core-contract-imports', 'core/contract/orders.ts', 'core/db/tables.ts'],
    ['core-solvers-imports', 'core/solvers/sourcing/solve.ts', 'core/jobs/jobs.ts'],
    ['core-db-imports', 'core/db/database.ts', 'core/contract/orders.ts'],
    ['core-jobs-imports', 'core/jobs/jobs.ts', 'core/features/orders/index.ts'],
    ['core-features-imports', 'core/features/orders/index.ts', 'core/host/server.ts'],
    ['features-through-their-index', 'core/features/orders/index.ts', 'core/features/stock/stock.queries.ts'],
    ['feeds-through-index', 'core/feeds/erp.ts', 'core/features/stock/stock.service.ts'],
    ['electron-imports', 'electron/main.ts', 'core/db/database.ts'],
    ['renderer-imports', 'renderer/app/app.tsx', 'core/features/orders/index.ts'],
    ['components-are-for-all', 'renderer/components/table.tsx', 'renderer/features/orders/page.tsx'],
    ['lib-is-below', 'renderer/lib/rpc.ts', 'renderer/components/table.tsx'],
    ['screens-do-not-know-the-shell', 'renderer/features/orders/page.tsx', 'renderer/app/routes.tsx'],
  ];
  test.each(cases)('%s: %s -> %s', async (rule, importer, imported) => {
    const up = '../'.repeat(importer.split('/').length - 1);
    expect(
      await broken({
        [importer]: `import { value } from '${up}${imported}';\nexport const used = value;\n`,
        [imported]: empty,
      }),
    ).toContain(rule);
  });

  test('a type counts as an import', async () => {
    expect(
      await broken({
        'renderer/lib/rpc.ts':
          "import type { Value } from '../../core/db/tables.ts';\nexport type Used = Value;\n",
        'core/db/tables.ts': empty,
      }),
    ).toEqual(['renderer-imports']);
  });

  test('a dynamic import counts as an import', async () => {
    expect(
      await broken({
        'renderer/lib/rpc.ts': "export const load = () => import('../../core/db/tables.ts');\n",
        'core/db/tables.ts': empty,
      }),
    ).toEqual(['renderer-imports']);
  });

  test.each([
    ['core/features/orders/index.ts', 'electron', 'electron-only-in-its-room'],
    ['renderer/lib/rpc.ts', 'electron', 'electron-only-in-its-room'],
    ['renderer/lib/rpc.ts', 'node:fs', 'renderer-has-no-node'],
    ['core/kernel/money.ts', 'node:fs', 'kernel-is-pure'],
    ['core/kernel/money.ts', 'zod', 'kernel-has-no-packages'],
    ['core/db/database.ts', 'vitest', 'no-dev-dependencies-in-product'],
    ['core/db/database.ts', './missing.ts', 'resolvable'],
  ])('%s -> package %s', async (importer, name, rule) => {
    expect(
      await broken({ [importer]: `import * as it from '${name}';\nexport const used = it;\n` }),
    ).toContain(rule);
  });

  test('a circle', async () => {
    expect(
      await broken({
        'core/kernel/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
        'core/kernel/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
      }),
    ).toEqual(['no-cycles']);
  });
});

test('a circle of types alone is none', async () => {
  expect(
    await broken({
      'core/kernel/a.ts': "import type { B } from './b.ts';\nexport type A = B | 1;\n",
      'core/kernel/b.ts': "import type { A } from './a.ts';\nexport type B = A[];\n",
    }),
  ).toEqual([]);
});

test('what the house plan allows passes', async () => {
  expect(
    await broken({
      'core/kernel/money.ts': empty,
      'core/contract/orders.ts': "import { value } from '../kernel/money.ts';\nexport const used = value;\n",
      'core/db/database.ts': "import { readFileSync } from 'node:fs';\nexport const used = readFileSync;\n",
      'core/features/stock/index.ts':
        "import { used } from '../../db/database.ts';\nexport const read = used;\n",
      'core/features/orders/orders.service.ts':
        "import { read } from '../stock/index.ts';\nimport { z } from 'zod';\nexport const used = [read, z];\n",
      'renderer/features/orders/page.tsx':
        "import { used } from '../../../core/contract/orders.ts';\nexport const Page = () => <p>{used}</p>;\n",
      'electron/main.ts':
        "import { app } from 'electron';\nimport { used } from '../core/contract/orders.ts';\nexport const it = [app, used];\n",
    }),
  ).toEqual([]);
});
