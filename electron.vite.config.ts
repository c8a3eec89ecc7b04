import { basename, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;

/** What runs outside the window. All core entries lie flat in out/core, so that one finds another beside itself. */
export const coreEntries = [
  'core/host/utility.ts',
  'core/host/cli.ts',
  'core/host/grid-thread.ts',
  'core/db/dialects/sqlite-thread.ts',
  'core/host/job-thread.ts',
  'core/host/route-thread.ts',
  'core/host/sourcing-helper-thread.ts',
  'core/host/demo-carriers.ts',
];
const coreInputs = Object.fromEntries(
  coreEntries.map((entry) => [`core/${basename(entry, '.ts')}`, resolve(root, entry)]),
);

export default defineConfig({
  main: {
    build: {
      outDir: 'out',
      target: 'node20.18',
      sourcemap: true,
      // Everything is bundled but the native addon: one small package, quick to start.
      externalizeDeps: false,
      rolldownOptions: {
        external: [
          'better-sqlite3',
          'i18n-iso-countries',
          'pg-native',
          'bufferutil',
          'utf-8-validate',
          // ssh2 is quicker with these and does without where they were not compiled.
          'cpu-features',
          /sshcrypto\.node$/,
        ],
        input: { 'main/main': resolve(root, 'electron/main.ts'), ...coreInputs },
        output: { entryFileNames: '[name].js', chunkFileNames: 'core/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      // A sandboxed preload is one CommonJS file that requires nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      rolldownOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
});
