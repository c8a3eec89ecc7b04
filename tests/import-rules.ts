import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const root = resolve(import.meta.dirname, '..');
const rooms = ['core', 'electron', 'renderer'];

interface Swc {
  parseFileSync(file: string, options: object): unknown;
}

/** dependency-cruiser asks swc for TypeScript without JSX, and so fails on every .tsx file: ask for JSX there. */
function parseJsxInTsx(): void {
  const swc = createRequire(import.meta.url)('@swc/core') as Swc;
  const parse = swc.parseFileSync;
  swc.parseFileSync = (file, options) => parse(file, { ...options, tsx: file.endsWith('.tsx') });
}
parseJsxInTsx();

export interface BrokenRule {
  rule: string;
  from: string;
  to: string;
}

/** The import rules of `.dependency-cruiser.cjs` that the rooms under `baseDir` break, and how many files were read. */
export async function brokenImportRules(baseDir: string): Promise<{ broken: BrokenRule[]; files: number }> {
  const options = await extractOptions(join(root, '.dependency-cruiser.cjs'));
  const folders = rooms.filter((room) => existsSync(join(baseDir, room)));
  const result = await cruise(
    folders,
    { ...options, baseDir, validate: true },
    options.enhancedResolveOptions,
  );
  const { summary, modules } = result.output as ICruiseResult;
  return {
    broken: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    files: modules.filter((module) => rooms.some((room) => module.source.startsWith(`${room}/`))).length,
  };
}

if (process.argv[1] === import.meta.filename) {
  const { broken, files } = await brokenImportRules(root);
  for (const { rule, from, to } of broken) console.error(`${rule}: ${from} -> ${to}`);
  console.log(`${files} files, ${broken.length} forbidden imports`);
  process.exitCode = broken.length === 0 && files > 0 ? 0 : 1;
}
