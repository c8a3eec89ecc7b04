import { EXCEPTION_KINDS, type ExceptionKind, MILESTONES, type Milestone } from '../../contract/tracking.ts';
import type { CarrierStatus } from './status.ts';

/** Own words and codes of a carrier with what they mean, folded for comparison. */
export type StatusWords = ReadonlyMap<string, CarrierStatus>;

export interface StatusWordFault {
  line: number;
  text: string;
  reason: string;
}

const MOST_WORDS = 5000;

/**
 * Reads a table of a carrier's own words, one a line: `LIV = delivered`, `AVA = exception/damaged`. Empty lines and lines
 * that begin with `#` are left out; of a word that comes twice the last line counts.
 */
export function readStatusWords(text: string): { words: StatusWords; faults: StatusWordFault[] } {
  const words = new Map<string, CarrierStatus>();
  const faults: StatusWordFault[] = [];
  for (const [index, raw] of text.split(/\r?\n/).slice(0, MOST_WORDS).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const equals = line.lastIndexOf('=');
    const word = foldWord(line.slice(0, Math.max(0, equals)));
    const status = readMeaning(line.slice(equals + 1).trim());
    if (equals < 1 || word === '')
      faults.push({ line: index + 1, text: line, reason: 'Write “word = milestone”.' });
    else if (typeof status === 'string') faults.push({ line: index + 1, text: line, reason: status });
    else words.set(word, status);
  }
  return { words, faults };
}

/** What one of a carrier's words means by its table; null when the table does not have it. */
export function statusOfWord(words: StatusWords, word: string): CarrierStatus | null {
  return words.get(foldWord(word)) ?? null;
}

function readMeaning(text: string): CarrierStatus | string {
  const [name = '', kind] = text.split('/').map((part) => part.trim());
  const milestone = MILESTONES.find((one) => one.toLowerCase() === name.toLowerCase());
  if (!milestone) return `“${name}” is no milestone: ${MILESTONES.join(', ')}.`;
  if (milestone !== 'exception') return plain(milestone, kind);
  if (kind === undefined || kind === '') return { milestone, exceptionKind: 'other' };
  const exceptionKind = EXCEPTION_KINDS.find((one) => one.toLowerCase() === kind.toLowerCase());
  return exceptionKind ? { milestone, exceptionKind } : noSuchKind(kind);
}

function plain(milestone: Milestone, kind: string | undefined): CarrierStatus | string {
  return kind ? `Only an exception has a kind, as in exception/${kind}.` : { milestone, exceptionKind: null };
}

function noSuchKind(kind: string): string {
  const kinds: readonly ExceptionKind[] = EXCEPTION_KINDS;
  return `“${kind}” is no kind of exception: ${kinds.join(', ')}.`;
}

function foldWord(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}
