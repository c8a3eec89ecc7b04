import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { safeStorage } from 'electron';
import { z } from 'zod';

const stored = z.record(z.string(), z.string());

/** Linux without a keychain falls back to a fixed password, which protects nothing. */
function keychainProtects(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

/** Secrets by name, encrypted with the system's keychain. Written by the page, never read back by it. */
export class Secrets {
  readonly #file: string;
  readonly #refusal: () => string;

  /** @param refusal what to tell the user where no keychain protects the secret */
  constructor(file: string, refusal: () => string) {
    this.#file = file;
    this.#refusal = refusal;
  }

  set(name: string, value: string): void {
    if (!keychainProtects()) throw new Error(this.#refusal());
    this.#write({ ...this.#read(), [name]: safeStorage.encryptString(value).toString('base64') });
  }

  /** For the core process only: null when it was never set. */
  get(name: string): string | null {
    const kept = this.#read()[name];
    return kept === undefined ? null : safeStorage.decryptString(Buffer.from(kept, 'base64'));
  }

  names(prefix: string): string[] {
    return Object.keys(this.#read()).filter((name) => name.startsWith(prefix));
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#read(), name);
  }

  delete(name: string): void {
    const { [name]: _forgotten, ...kept } = this.#read();
    this.#write(kept);
  }

  #read(): Record<string, string> {
    try {
      return stored.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return {};
    }
  }

  #write(secrets: Record<string, string>): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const temporary = `${this.#file}.new`;
    writeFileSync(temporary, JSON.stringify(secrets), { mode: 0o600 });
    renameSync(temporary, this.#file);
  }
}
