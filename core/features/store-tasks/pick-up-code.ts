import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Letters and digits that nobody takes for one another, read out or written down. */
const LETTERS = 'ACDEFGHJKMNPQRTUVWXY34679';
const LENGTH = 8;

/** Wrong codes after which a new one is needed. */
export const MOST_ATTEMPTS = 5;

/** What is kept of a code. */
export interface KeptCode {
  salt: string;
  hash: string;
}

/** A new code for a customer, in two groups of four, and what is kept of it. */
export function newPickUpCode(): { code: string; kept: KeptCode } {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const salt = randomBytes(16).toString('base64url');
  return { code: `${letters.slice(0, 4)}-${letters.slice(4)}`, kept: { salt, hash: hashOf(salt, letters) } };
}

/** Whether a code is the right one, at the same effort for every wrong one. Case, spaces and dashes do not count. */
export function isPickUpCode(typed: string, kept: KeptCode | null): boolean {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const { salt, hash } = kept ?? { salt: '', hash: hashOf('', '') };
  const same = timingSafeEqual(Buffer.from(hashOf(salt, letters)), Buffer.from(hash));
  return same && kept !== null;
}

function hashOf(salt: string, letters: string): string {
  return createHash('sha256').update(`${salt}:${letters}`).digest('base64url');
}
