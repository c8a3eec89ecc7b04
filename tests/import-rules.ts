import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const root = resolve(import.meta.dirname, '..');
const rooms = ['core', 'electron', 'renderer'];

interface SwcModule {
  body: { type: string; typeOnly?: boolean }[];
}
interface Swc {
  parseFileSync(file: string, options: object): SwcModule;
}

let withTypes = true;

/**
 * dependency-cruiser asks swc for TypeScript without JSX, and so fails on every .tsx file; and it cannot tell an
 * `import type` from an import. Here swc is asked for JSX in .tsx, and leaves `import type` out where it must not count.
 */
function teachSwc(): void {
  const swc = createRequire(import.meta.url)('@swc/core') as Swc;
  const parse = swc.parseFileSync;
  swc.parseFileSync = (file, options) => {
    const module = parse(file, { ...options, tsx: file.endsWith('.tsx') });
    return withTypes ? module : { ...module, body: module.body.filter((item) => item.typeOnly !== true) };
  };
}
teachSwc();

export interface BrokenRule {
  rule: string;
  from: string;
  to: string;
}

async function cruiseRooms(baseDir: string, countTypes: boolean): Promise<ICruiseResult> {
  const options = await extractOptions(join(root, '.dependency-cruiser.cjs'));
  const forbidden = options.ruleSet?.forbidden?.filter((rule) => (rule.name !== 'no-cycles') === countTypes);
  const folders = rooms.filter((room) => existsSync(join(baseDir, room)));
  withTypes = countTypes;
  const settings = { ...options, ruleSet: { forbidden }, baseDir, validate: true };
  const result = await cruise(folders, settings, options.enhancedResolveOptions);
  return result.output as ICruiseResult;
}

/**
 * The import rules of `.dependency-cruiser.cjs` that the rooms under `baseDir` break, and how many files were read.
 * A type counts as an import in every rule but the one on cycles.
 */
export async function brokenImportRules(baseDir: string): Promise<{ broken: BrokenRule[]; files: number }> {
  const all = await cruiseRooms(baseDir, true);
  const values = await cruiseRooms(baseDir, false);
  return {
    broken: [...all.summary.violations, ...values.summary.violations].map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to,
    })),
    files: all.modules.filter((module) => rooms.some((room) => module.source.startsWith(`${room}/`))).length,
  };
}

if (process.argv[1] === import.meta.filename) {
  const { broken, files } = await brokenImportRules(root);
  for (const { rule, from, to } of broken) console.error(`${rule}: ${from} -> ${to}`);
  console.log(`${files} files, ${broken.length} forbidden imports`);
  process.exitCode = broken.length === 0 && files > 0 ? 0 : 1;
}
