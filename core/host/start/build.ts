import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the bundles in `out/` are made of. */
const SOURCES = [
  'core',
  'electron',
  'renderer',
  'resources/locales',
  'resources/basemap',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const RESULTS = [
  'main/main.js',
  'preload/preload.cjs',
  'core/utility.js',
  'core/cli.js',
  'renderer/index.html',
];

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).sort();
  return names.flatMap((name) => filesUnder(join(path, name)));
}

function fingerprint(root: string): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => filesUnder(join(root, source)))) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const stampFile = (root: string) => join(root, 'out', '.built-from');

function isFresh(root: string, print: string): boolean {
  if (!RESULTS.every((result) => existsSync(join(root, 'out', result)))) return false;
  return existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === print;
}

function build(root: string): Promise<{ code: number; output: string }> {
  const bundler = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const child = spawn(process.execPath, [bundler, 'build'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((done) => child.on('close', (code) => done({ code: code ?? 1, output })));
}

/**
 * Builds `out/` unless it was built from exactly these sources.
 * @returns true when it built
 * @throws with the bundler's words when they do not build
 */
export async function buildIfStale(root: string, say: (line: string) => void): Promise<boolean> {
  const print = fingerprint(root);
  if (isFresh(root, print)) return false;
  say('Building Vigie ...');
  const { code, output } = await build(root);
  if (code !== 0) throw new Error(`Vigie could not be built.\n${output}`);
  writeFileSync(stampFile(root), print);
  return true;
}
