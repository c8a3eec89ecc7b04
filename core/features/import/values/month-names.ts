/** Months by the first letters of their names in English, French, German, Spanish, Italian, Dutch and Portuguese, without accents. */
const MONTHS: readonly (readonly string[])[] = [
  [
    'jan',
    'janv',
    'january',
    'janvier',
    'januar',
    'janner',
    'jaenner',
    'enero',
    'ene',
    'gennaio',
    'gen',
    'januari',
    'janeiro',
  ],
  ['feb', 'fev', 'fevr', 'february', 'fevrier', 'februar', 'febrero', 'febbraio', 'februari', 'fevereiro'],
  ['mar', 'mars', 'march', 'marz', 'maerz', 'mrz', 'marzo', 'maart', 'mrt', 'marco'],
  ['apr', 'avr', 'april', 'avril', 'abril', 'abr', 'aprile'],
  ['may', 'mai', 'mayo', 'maggio', 'mag', 'mei', 'maio'],
  ['jun', 'juin', 'june', 'juni', 'junio', 'giugno', 'giu', 'junho'],
  ['jul', 'juil', 'juillet', 'july', 'juli', 'julio', 'luglio', 'lug', 'julho'],
  ['aug', 'aout', 'august', 'agosto', 'ago', 'augustus'],
  ['sep', 'sept', 'september', 'septembre', 'septiembre', 'settembre', 'set', 'setembro'],
  ['oct', 'okt', 'october', 'octobre', 'oktober', 'octubre', 'ottobre', 'ott', 'outubro', 'out'],
  ['nov', 'november', 'novembre', 'noviembre', 'novembro'],
  ['dec', 'dez', 'dic', 'december', 'decembre', 'dezember', 'diciembre', 'dicembre', 'dezembro'],
];

const NUMBER_OF = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

/** 1 to 12; 0 when the word names no month. */
export function monthNumber(word: string): number {
  const name = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\.$/, '');
  return NUMBER_OF.get(name) ?? 0;
}
