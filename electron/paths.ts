import { join } from 'node:path';

/** The application's folder: the project in development, `app.asar` when packaged. This file is bundled into `out/main/`. */
const root = join(import.meta.dirname, '..', '..');

export const paths = {
  renderer: join(root, 'out', 'renderer'),
  preload: join(root, 'out', 'preload', 'preload.cjs'),
  core: join(root, 'out', 'core', 'utility.js'),
  resources: join(root, 'resources'),
  icon: join(root, 'resources', 'icons', 'icon.png'),
};
