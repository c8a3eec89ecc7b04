import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { fs: { allow: [resolve(import.meta.dirname, '../../../..')] } },
  build: {
    outDir: resolve(import.meta.dirname, '../../../../out/map-page'),
    emptyOutDir: true,
    target: 'chrome130',
  },
});
