import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { alias: { 'node:timers/promises': resolve(import.meta.dirname, 'timers.ts') } },
  server: { fs: { allow: [resolve(import.meta.dirname, '../../../..')] } },
  build: {
    outDir: resolve(import.meta.dirname, '../../../../out/gantt-page'),
    emptyOutDir: true,
    target: 'chrome130',
  },
});
