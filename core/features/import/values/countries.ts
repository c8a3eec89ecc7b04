import countries from 'i18n-iso-countries';
import type { Cell } from '../readers/table-source.ts';
import { Issue, shown } from './issue.ts';

/** Names that people use and that no list of countries has. Channel Islands: Jersey, the larger of the two. */
const ALIASES: Record<string, string> = {
  uk: 'GB',
  'great britain': 'GB',
  britain: 'GB',
  'u k': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  angleterre: 'GB',
  ecosse: 'GB',
  grossbritannien: 'GB',
  'grande bretagne': 'GB',
  'gran bretagna': 'GB',
  'gran bretana': 'GB',
  inghilterra: 'GB',
  inglaterra: 'GB',
  'channel islands': 'JE',
  'iles anglo normandes': 'JE',
  kanalinseln: 'JE',
  eire: 'IE',
  'republic of ireland': 'IE',
  irlande: 'IE',
  usa: 'US',
  'u s a': 'US',
  'u s': 'US',
  america: 'US',
  'etats unis d amerique': 'US',
  etatsunis: 'US',
  'etats unis': 'US',
  'vereinigte staaten': 'US',
  'estados unidos': 'US',
  'stati uniti': 'US',
  'verenigde staten': 'US',
  rsa: 'ZA',
  uae: 'AE',
  'u a e': 'AE',
  'emirats arabes unis': 'AE',
  holland: 'NL',
  'the netherlands': 'NL',
  hollande: 'NL',
  niederlande: 'NL',
  'pays bas': 'NL',
  deutschland: 'DE',
  allemagne: 'DE',
  'czech republic': 'CZ',
  czechia: 'CZ',
  'republique tcheque': 'CZ',
  tschechei: 'CZ',
  'slovak republic': 'SK',
  'hong kong': 'HK',
  macau: 'MO',
  taiwan: 'TW',
  'south korea': 'KR',
  korea: 'KR',
  'coree du sud': 'KR',
  sudkorea: 'KR',
  'north korea': 'KP',
  russia: 'RU',
  russie: 'RU',
  russland: 'RU',
  rusia: 'RU',
  vietnam: 'VN',
  'viet nam': 'VN',
  'ivory coast': 'CI',
  'cote d ivoire': 'CI',
  'congo drc': 'CD',
  drc: 'CD',
  'republique democratique du congo': 'CD',
  'cape verde': 'CV',
  swaziland: 'SZ',
  burma: 'MM',
  macedonia: 'MK',
  turkey: 'TR',
  turquie: 'TR',
  turkiye: 'TR',
  turkei: 'TR',
  moldova: 'MD',
  'st barthelemy': 'BL',
  schweiz: 'CH',
  suisse: 'CH',
  osterreich: 'AT',
  ksa: 'SA',
};

/** Words that stand where a country should and say that none is known. */
const NO_COUNTRY = new Set([
  'unspecified',
  'unknown',
  'n a',
  'na',
  'none',
  'inconnu',
  'non precise',
  'unbekannt',
  'european community',
  'other',
  'autre',
]);

let byName: Map<string, string> | undefined;

function names(): Map<string, string> {
  if (byName) return byName;
  byName = new Map();
  for (const language of ['it', 'es', 'nl', 'pt', 'de', 'fr', 'en']) {
    for (const [code, given] of Object.entries(countries.getNames(language, { select: 'all' }))) {
      for (const name of given) byName.set(normalise(name), code);
    }
  }
  for (const [alias, code] of Object.entries(ALIASES)) byName.set(alias, code);
  return byName;
}

function normalise(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const remembered = new Map<string, string | null | Issue>();

/**
 * ISO 3166-1 alpha-2 from a code of two or three letters, a number, or a name in English, French, German, Spanish,
 * Italian, Dutch or Portuguese. `null` for words that say that no country is known (“Unspecified”).
 */
export function parseCountry(cell: Cell): string | null | Issue {
  const key = String(cell);
  let country = remembered.get(key);
  if (country === undefined) {
    country = find(key.trim());
    if (remembered.size > 5000) remembered.clear();
    remembered.set(key, country);
  }
  return country;
}

function find(text: string): string | null | Issue {
  const upper = text.toUpperCase();
  const name = normalise(text);
  if (NO_COUNTRY.has(name)) return null;
  const alias = ALIASES[name];
  if (alias) return alias;
  if (/^[A-Z]{2}$/.test(upper) && countries.isValid(upper)) return upper;
  if (upper === 'EL') return 'GR';
  if (/^[A-Z]{3}$/.test(upper)) {
    const code = countries.alpha3ToAlpha2(upper);
    if (code) return code;
  }
  if (/^\d{3}$/.test(text)) {
    const code = countries.numericToAlpha2(text);
    if (code) return code;
  }
  const found =
    names().get(name) ??
    names().get(name.replace(/^(?:the|la|le|les|el|die|der|republic of|kingdom of) /, ''));
  return found ?? new Issue('unknownCountry', `“${shown(text)}” is not a country that is known.`);
}
