import { createHash } from 'node:crypto';
import { type Micros, type Row, toMicros } from '../rpc/values.ts';

/** Calls back with every date of change in a row and in what hangs on it. */
function eachStamp(value: unknown, path: string, visit: (path: string, at: Micros) => void): void {
  if (Array.isArray(value)) {
    for (const entry of value) eachStamp(entry, path, visit);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const row = value as Row;
  for (const [key, inner] of Object.entries(row)) {
    if (key === 'write_date' || key === 'create_date') {
      const at = toMicros(inner);
      if (at !== null) visit(`${path}${key}:${String(row.id)}`, at);
    } else if (key.endsWith('.')) eachStamp(inner, `${path}${key}`, visit);
  }
}

/** The newest date of change in a row and its parts; 0 when there is none. */
export function newestStamp(row: unknown): Micros {
  let newest = 0;
  eachStamp(row, '', (_path, at) => {
    if (at > newest) newest = at;
  });
  return newest;
}

export interface Fingerprint {
  newest: Micros;
  /** Differs when a date differs, or when a part came or went; begins with the newest date. */
  text: string;
}

/** What tells a row from an earlier state of itself. */
export function fingerprintOf(row: Row): Fingerprint {
  const stamps: string[] = [];
  let newest = 0;
  eachStamp(row, '', (path, at) => {
    if (at > newest) newest = at;
    stamps.push(`${path}=${at}`);
  });
  const start = newest.toString(36);
  if (stamps.length <= 2) return { newest, text: `${start}.${stamps.length}` };
  const hash = createHash('sha256').update(stamps.sort().join('\n')).digest('base64url');
  return { newest, text: `${start}.${hash.slice(0, 10)}` };
}

/** The newest date with which a fingerprint begins. */
export function stampOf(fingerprint: string): Micros {
  return Number.parseInt(fingerprint, 36);
}
