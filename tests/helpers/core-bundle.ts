import { rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'vite';
import { coreEntries } from '../../electron.vite.config.ts';

const root = resolve(import.meta.dirname, '../..');
/**
 * Bundles what the core starts as threads and processes of its own, for this run alone: from source each of the thousands that
 * tests start would read and strip hundreds of files first.
 */
export default async function setup(): Promise<() => void> {
  const folder = join(root, 'test-results', `core-${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { external: true },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node22',
      minify: false,
      sourcemap: true,
      copyPublicDir: false,
      rolldownOptions: {
        input: Object.fromEntries(coreEntries.map((entry) => [basename(entry, '.ts'), join(root, entry)])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  process.env.VIGIE_CORE_BUNDLE = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
