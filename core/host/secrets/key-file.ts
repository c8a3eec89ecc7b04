import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { SecretStore } from '../../features/secrets.ts';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const stored = z.record(z.string(), z.string());

/**
 * Secrets for the host without a keychain: encrypted with a key file that only its owner can read, in a file beside it.
 * Neither lies in the workspace.
 */
export function keyFileSecrets(folder: string): SecretStore {
  const file = join(folder, 'secrets.json');
  const read = (): Record<string, string> => {
    const text = readIfThere(file);
    return text === null ? {} : stored.parse(JSON.parse(text));
  };
  const write = (secrets: Record<string, string>) => writeOwn(file, JSON.stringify(secrets));
  return {
    async get(name) {
      const value = read()[name];
      return value === undefined ? null : decrypt(openKey(folder), name, value);
    },
    async set(name, value) {
      write({ ...read(), [name]: encrypt(openKey(folder), name, value) });
    },
    async delete(name) {
      const { [name]: _forgotten, ...kept } = read();
      write(kept);
    },
    names: async (prefix) => Object.keys(read()).filter((name) => name.startsWith(prefix)),
  };
}

function openKey(folder: string): Buffer {
  const file = join(folder, 'secrets.key');
  const known = readIfThere(file);
  if (known !== null) return Buffer.from(known, 'base64');
  const key = randomBytes(32);
  writeOwn(file, key.toString('base64'));
  return key;
}

function readIfThere(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8');
    if (process.platform !== 'win32') chmodSync(file, 0o600);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function writeOwn(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, text, { mode: 0o600 });
  renameSync(fresh, file);
}

/** The name is bound to the value: a value moved under another name does not open. */
function encrypt(key: Buffer, name: string, value: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
}

function decrypt(key: Buffer, name: string, value: string): string {
  const bytes = Buffer.from(value, 'base64');
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(name))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
    'utf8',
  );
}
