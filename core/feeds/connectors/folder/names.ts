import { createHash } from 'node:crypto';

const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;
const UNFINISHED = /(?:\.tmp|\.temp|\.part|\.partial|\.filepart|\.crdownload|\.swp|\.lock|\.writing|~)$/i;
const LONGEST_NAME_BYTES = 200;
const KEPT_OF_LONG_NAME = 80;

/** Control characters and those that turn the direction of writing: names with them are not what they seem. */
const TREACHEROUS = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

/** Why a name must not be used as it is; null when nothing is wrong with it. */
export function nameProblem(name: string): string | null {
  if (name === '' || name === '.' || name === '..') return 'it names a folder, not a file';
  if (/[/\\]/.test(name)) return 'it holds a path and could lead out of the folder';
  if (TREACHEROUS.test(name)) return 'it holds control characters';
  if (RESERVED.test(name)) return 'Windows keeps that name for a device';
  if (/[<>:"|?*]/.test(name)) return 'it holds characters that not every system allows (< > : " | ? *)';
  if (/[. ]$/.test(name)) return 'it ends with a dot or a blank, which not every system keeps';
  if (name.includes('\ufffd') || !name.isWellFormed()) return 'it is not written in UTF-8';
  return Buffer.byteLength(name) > LONGEST_NAME_BYTES ? 'it is longer than 200 bytes' : null;
}

/** The name as it can be shown and logged: control characters as escapes, very long ones cut. */
export function shownName(name: string): string {
  const visible = name.replace(
    /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return visible.length > KEPT_OF_LONG_NAME * 2 ? `${visible.slice(0, KEPT_OF_LONG_NAME * 2)}…` : visible;
}

/** A name under which a file can lie in any folder of any system; itself when it is safe already. */
export function safeName(name: string): string {
  if (nameProblem(name) === null) return name;
  const clean = name
    .toWellFormed()
    .replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd/\\<>:"|?*]/gu, '_')
    .replace(/[. ]+$/, '_')
    .replace(/^\.+/, '_');
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? '';
  const stem = clean.slice(0, clean.length - extension.length).slice(0, KEPT_OF_LONG_NAME) || '_';
  const mark = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `_${stem}-${mark}${extension}`;
}

/** A file that somebody is still writing, or that is none of ours: hidden ones, and the names that programs give to both. */
export function isUnfinished(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || UNFINISHED.test(name);
}

/** Whether a name fits a pattern with `*` and `?`; several patterns are separated by semicolons. Case does not matter. */
export function fitsPattern(name: string, patterns: string): boolean {
  const wanted = name.toLowerCase();
  return patterns
    .split(';')
    .map((pattern) => pattern.trim().toLowerCase())
    .filter((pattern) => pattern !== '')
    .some((pattern) => fits(wanted, pattern));
}

/** Wildcards in time proportional to name × pattern, whatever the pattern. */
function fits(name: string, pattern: string): boolean {
  let at = 0;
  let to = 0;
  let star = -1;
  let mark = 0;
  while (at < name.length) {
    if (pattern[to] === '*') {
      star = to++;
      mark = at;
    } else if (to < pattern.length && (pattern[to] === '?' || pattern[to] === name[at])) {
      at++;
      to++;
    } else if (star >= 0) {
      to = star + 1;
      at = ++mark;
    } else return false;
  }
  while (pattern[to] === '*') to++;
  return to === pattern.length;
}

/** `name (2).csv` for the second one of a name, and so on. */
export function numberedName(name: string, number: number): string {
  if (number < 2) return name;
  const extension = /(?:\.[A-Za-z0-9]{1,8}){1,2}$/.exec(name)?.[0] ?? '';
  return `${name.slice(0, name.length - extension.length)} (${number})${extension}`;
}
