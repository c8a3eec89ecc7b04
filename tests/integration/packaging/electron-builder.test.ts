import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

interface BuilderConfig {
  electronFuses: Record<string, boolean>;
  asarUnpack: string[];
  files: string[];
  linux: { target: string[]; icon: string };
  mac: { target: string[]; icon: string };
  win: { target: string[]; icon: string };
}
interface Builder {
  getConfig(projectDir: string, configPath: string | null, options: null): Promise<BuilderConfig>;
  validateConfiguration(config: BuilderConfig, logger: { isEnabled: boolean; add(): void }): Promise<void>;
}

const builder = createRequire(import.meta.url)('app-builder-lib/out/util/config/config') as Builder;
const read = () => builder.getConfig(root, join(root, 'electron-builder.yml'), null);

describe('what is packaged', () => {
  test('electron-builder understands the configuration', async () => {
    await expect(
      builder.validateConfiguration(await read(), { isEnabled: false, add() {} }),
    ).resolves.toBeUndefined();
  });

  test('a misspelt option would be noticed', async () => {
    const config = { ...(await read()), asarUnpak: [] };
    await expect(builder.validateConfiguration(config, { isEnabled: false, add() {} })).rejects.toThrow(
      /asarUnpak/,
    );
  });

  test('AppImage and deb, dmg, nsis, each with its icon', async () => {
    const { linux, mac, win } = await read();
    expect([linux.target, mac.target, win.target]).toEqual([['AppImage', 'deb'], ['dmg'], ['nsis']]);
    for (const { icon } of [linux, mac, win]) expect(existsSync(join(root, icon)), icon).toBe(true);
    expect(readFileSync(join(root, win.icon)).subarray(0, 4)).toEqual(Buffer.from([0, 0, 1, 0]));
    expect(readFileSync(join(root, mac.icon)).toString('latin1', 0, 4)).toBe('icns');
  });

  test('the native addon lies outside the archive', async () => {
    expect((await read()).asarUnpack).toContain('node_modules/better-sqlite3/**');
  });

  test('fuses: the program runs nothing but itself', async () => {
    expect((await read()).electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});
