import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const fromSource = import.meta.url.endsWith('.ts');
const here = dirname(fileURLToPath(import.meta.url));
/** A bundle that a run from source starts its threads from: tests start thousands. */
const bundle = env.VIGIE_CORE_BUNDLE;

/** The program's own folder: where package.json, resources/ and out/ are. */
export const programFolder = programRoot(here);

/** Entry files of the core's threads and of the demo carriers' server: sources when run from source, bundles lying beside this one when bundled. */
export const threadEntries = {
  sqlite: threadEntry('../db/dialects/sqlite-thread'),
  grid: threadEntry('./grid-thread'),
  job: threadEntry('./job-thread'),
  route: threadEntry('./route-thread'),
  sourcingHelper: threadEntry('./sourcing-helper-thread'),
  demoCarriers: threadEntry('./demo-carriers'),
};

function threadEntry(path: string): URL {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!fromSource) return new URL(`./${name}.js`, import.meta.url);
  return bundle ? pathToFileURL(join(bundle, `${name}.js`)) : new URL(`${path}.ts`, import.meta.url);
}

function programRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) return from;
  }
}
