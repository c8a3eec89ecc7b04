import type { Cell } from '../readers/table-source.ts';
import { Issue, shown } from './issue.ts';

const TRUE = new Set([
  '1',
  'true',
  't',
  'yes',
  'y',
  'x',
  'oui',
  'o',
  'vrai',
  'v',
  'ja',
  'j',
  'wahr',
  'si',
  'sí',
  'on',
  'active',
  'actif',
  'aktiv',
  '✓',
  '✔',
]);
const FALSE = new Set([
  '0',
  'false',
  'f',
  'no',
  'n',
  '-',
  'non',
  'faux',
  'nein',
  'falsch',
  'off',
  'inactive',
  'inactif',
  'inaktiv',
  '✗',
]);

/** Yes or no in the words of English, French, German, Spanish and Italian. */
export function parseBoolean(cell: Cell): boolean | Issue {
  const word = String(cell).trim().toLowerCase();
  if (TRUE.has(word)) return true;
  if (FALSE.has(word)) return false;
  return new Issue('notYesOrNo', `“${shown(cell)}” is neither yes nor no.`);
}
