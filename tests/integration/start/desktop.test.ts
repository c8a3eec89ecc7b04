import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findRuntime, runDesktop, whyNoWindow } from '../../../core/host/start/desktop.ts';

const onLinux = process.platform === 'linux';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vigie-runtime-'));
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', undefined);
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'ELECTRON_GET_USE_PROXY', 'npm_config_electron_mirror']) {
    vi.stubEnv(name, undefined);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

/** A program that stands in for the runtime. */
function program(folder: string, script: string): string {
  const path = join(folder, 'electron');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('a window', () => {
  test.each([
    ['linux', false, false, 'there is no display'],
    ['linux', true, true, expect.stringContaining('as root')],
    ['linux', true, false, null],
    ['darwin', false, true, null],
    ['win32', false, false, null],
  ] as const)('on %s, display %s, root %s', (platform, hasDisplay, isRoot, reason) => {
    expect(whyNoWindow({ platform, hasDisplay, isRoot })).toEqual(reason);
  });
});

describe.runIf(onLinux)('the runtime', () => {
  test('is the one that the environment names', async () => {
    const path = program(join(root, 'given'), 'exit 0');
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', join(root, 'given'));
    expect(await findRuntime(root, () => {})).toEqual({ found: path });
  });

  test('named but not there: says so, and fetches nothing', async () => {
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', join(root, 'nowhere'));
    expect(await findRuntime(root, () => {})).toEqual({ reason: expect.stringContaining('nowhere') });
  });

  test('is the installed one', async () => {
    const path = program(join(root, 'node_modules/electron/dist'), 'exit 0');
    expect(await findRuntime(root, () => {})).toEqual({ found: path });
  });

  test('offline: says at once where it would have come from', async () => {
    vi.stubEnv('ELECTRON_MIRROR', 'https://mirror.invalid/electron/');
    const startedAt = Date.now();
    const result = await findRuntime(root, () => {});
    expect(result).toEqual({ reason: expect.stringContaining('mirror.invalid cannot be reached') });
    expect(Date.now() - startedAt).toBeLessThan(5_000);
  });
});

describe.runIf(onLinux)('the desktop application', () => {
  test('that the user quits ends with its code', async () => {
    expect(await runDesktop(program(root, 'exit 0'), [])).toEqual({ opened: true, code: 0 });
  });

  test('that dies at once never opened', async () => {
    const end = await runDesktop(program(root, 'exit 133'), []);
    expect(end).toEqual({ opened: false, reason: 'the desktop runtime ended with code 133' });
  });

  test('that cannot be run never opened', async () => {
    expect(await runDesktop(join(root, 'missing'), [])).toMatchObject({ opened: false });
  });
});
