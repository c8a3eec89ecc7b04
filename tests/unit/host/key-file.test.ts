import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyFileSecrets } from '../../../core/host/secrets/key-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a secret comes back, by another program of the same user too', async () => {
  await keyFileSecrets(folder).set('feed.erp.password', 'naïve 🗝');
  expect(await keyFileSecrets(folder).get('feed.erp.password')).toBe('naïve 🗝');
  expect(await keyFileSecrets(folder).names('feed.erp.')).toEqual(['feed.erp.password']);
});

test('nothing readable is written, and only the owner may read it', async () => {
  await keyFileSecrets(folder).set('feed.erp.password', 'Tower-Pilot-92x');
  for (const name of ['secrets.json', 'secrets.key']) {
    expect(readFileSync(join(folder, name), 'utf8')).not.toContain('Tower-Pilot');
    expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  }
});

test('a value moved under another name does not open', async () => {
  const secrets = keyFileSecrets(folder);
  await secrets.set('feed.a.password', 'one');
  const file = join(folder, 'secrets.json');
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  writeFileSync(file, JSON.stringify({ 'feed.b.password': kept['feed.a.password'] }));
  await expect(secrets.get('feed.b.password')).rejects.toThrow();
});

test('a forgotten secret is gone', async () => {
  const secrets = keyFileSecrets(folder);
  await secrets.set('feed.a.password', 'one');
  await secrets.delete('feed.a.password');
  expect(await secrets.get('feed.a.password')).toBeNull();
});
