import type { Field } from '../fields/field.ts';
import { squeezed, toWords } from '../fields/words.ts';

interface Synonym {
  words: string;
  squeezed: string;
}

const prepared = new Map<string, Synonym[]>();

function synonymsOf(field: Field): Synonym[] {
  let list = prepared.get(field.key);
  if (!list) {
    const own = [field.key, field.label, ...field.synonyms].map(toWords);
    list = [...new Set(own)].map((words) => ({ words, squeezed: squeezed(words) }));
    prepared.set(field.key, list);
  }
  return list;
}

/** Words in headers that say nothing of the field: units, currencies, articles, tax. */
const NOISE = new Set([
  'kg',
  'kgs',
  'g',
  'gr',
  'grams',
  'lb',
  'lbs',
  'oz',
  'l',
  'ml',
  'm3',
  'eur',
  'usd',
  'gbp',
  'chf',
  'in',
  'en',
  'de',
  'du',
  'des',
  'der',
  'des',
  'die',
  'das',
  'the',
  'of',
  'la',
  'le',
  'les',
  'l',
  'd',
  'del',
  'della',
  'ht',
  'ttc',
  'excl',
  'incl',
  'vat',
  'tax',
  'tva',
  'netto',
  'brutto',
  'net',
  'gross',
  'utc',
  'local',
  'pcs',
  'units',
  'pro',
  'je',
  'each',
]);

/** 0 to 1: how surely a header names a field. */
export function headerScore(header: string, field: Field): number {
  const words = toWords(header);
  if (words === '') return 0;
  const tight = squeezed(words);
  const core = squeezed(
    words
      .split(' ')
      .filter((word) => !NOISE.has(word))
      .join(' '),
  );
  let best = 0;
  for (const synonym of synonymsOf(field)) best = Math.max(best, similarity(words, tight, core, synonym));
  return best;
}

function similarity(words: string, tight: string, core: string, synonym: Synonym): number {
  if (words === synonym.words) return 1;
  if (tight === synonym.squeezed) return 0.97;
  if (core !== '' && core === withoutNoise(synonym)) return 0.9;
  const spaced = ` ${words} `;
  if (synonym.squeezed.length >= 3 && spaced.includes(` ${synonym.words} `)) {
    return 0.25 + 0.65 * (synonym.squeezed.length / tight.length);
  }
  if (tight.length < 5 || synonym.squeezed.length < 5) return 0;
  if (Math.abs(tight.length - synonym.squeezed.length) > 2) return 0;
  const likeness = 1 - distance(tight, synonym.squeezed) / Math.max(tight.length, synonym.squeezed.length);
  return likeness >= 0.84 ? likeness * 0.8 : 0;
}

const withoutNoiseCache = new Map<string, string>();

function withoutNoise(synonym: Synonym): string {
  let core = withoutNoiseCache.get(synonym.words);
  if (core === undefined) {
    core = squeezed(
      synonym.words
        .split(' ')
        .filter((word) => !NOISE.has(word))
        .join(' '),
    );
    withoutNoiseCache.set(synonym.words, core);
  }
  return core;
}

const BARE_CODES = new Set([
  'code',
  'id',
  'no',
  'ref',
  'reference',
  'key',
  'cle',
  'kennung',
  'schlussel',
  'codigo',
  'codice',
  'identifiant',
]);
const BARE_NAMES = new Set([
  'name',
  'nom',
  'libelle',
  'bezeichnung',
  'nombre',
  'nome',
  'label',
  'title',
  'intitule',
  'designation',
]);
const BARE_SCORE = 0.8;

/** How surely a header as bare as `code` or `name` means the given field of a kind. */
export function bareHeaderScore(
  header: string,
  fieldKey: string,
  bare: { code: string; name?: string },
): number {
  const words = toWords(header);
  const meant = BARE_CODES.has(words) ? bare.code : BARE_NAMES.has(words) ? bare.name : undefined;
  return meant === fieldKey ? BARE_SCORE : 0;
}

/** Edit distance (Levenshtein). */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
