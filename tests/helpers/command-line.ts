import { join, resolve } from 'node:path';

const bundle = process.env.VIGIE_CORE_BUNDLE;

/** The command line as a file for Node: bundled in a test run (core-bundle.ts), else from source. */
export const commandLineFile = bundle
  ? join(bundle, 'cli.js')
  : resolve(import.meta.dirname, '../../core/host/cli.ts');
