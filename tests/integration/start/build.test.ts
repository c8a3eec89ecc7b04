import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildIfStale } from '../../../core/host/start/build.ts';

/** Stands in for the bundler: counts its runs and makes empty results; fails where the sources say so. */
const BUNDLER = `
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
if (readFileSync('core/a.ts', 'utf8').includes('broken')) { console.error('core/a.ts: broken'); process.exit(1); }
appendFileSync('runs', 'x');
for (const file of ['main/main.js', 'preload/preload.cjs', 'core/utility.js', 'core/cli.js', 'renderer/index.html']) {
  mkdirSync('out/' + file.split('/')[0], { recursive: true });
  writeFileSync('out/' + file, '');
}
`;

let root: string;
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const runs = () => (existsSync(join(root, 'runs')) ? readFileSync(join(root, 'runs'), 'utf8').length : 0);
const build = () => buildIfStale(root, () => {});

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vigie-build-'));
  put('package.json', '{"type":"module"}');
  put('node_modules/electron-vite/bin/electron-vite.js', BUNDLER);
  put('node_modules/electron-vite/package.json', '{"type":"module"}');
  put('core/a.ts', 'export const a = 1;');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('builds once for the same sources', async () => {
  expect(await build()).toBe(true);
  expect(await build()).toBe(false);
  expect(runs()).toBe(1);
});

test('a changed, an added and a removed source make it build again', async () => {
  await build();
  put('core/a.ts', 'export const a = 2;');
  expect(await build()).toBe(true);
  put('renderer/app/b.tsx', 'export const b = 1;');
  expect(await build()).toBe(true);
  rmSync(join(root, 'renderer/app/b.tsx'));
  expect(await build()).toBe(true);
  expect(runs()).toBe(4);
});

test('a missing result makes it build again', async () => {
  await build();
  rmSync(join(root, 'out/core/cli.js'));
  expect(await build()).toBe(true);
});

test('what does not build is told, and is tried again', async () => {
  put('core/a.ts', 'broken');
  await expect(build()).rejects.toThrow('core/a.ts: broken');
  put('core/a.ts', 'export const a = 3;');
  expect(await build()).toBe(true);
});
