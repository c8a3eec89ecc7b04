import type { Point } from '../../kernel/geo.ts';
import { foldPlaceName } from './fold.ts';

export type Country = { code: string; centre: Point };

/** Spellings that real files use and no list of country names has. */
const ALIASES: Record<string, string> = {
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'great britain': 'GB',
  eire: 'IE',
  rsa: 'ZA',
  usa: 'US',
  'channel islands': 'JE',
  holland: 'NL',
  holanda: 'NL',
  'pays bas': 'NL',
  'czech republic': 'CZ',
  korea: 'KR',
  russia: 'RU',
  'hong kong': 'HK',
  uae: 'AE',
  el: 'GR',
  kosovo: 'XK',
  espana: 'ES',
  italia: 'IT',
  deutschland: 'DE',
  osterreich: 'AT',
  belgique: 'BE',
  belgie: 'BE',
  suisse: 'CH',
  schweiz: 'CH',
  svizzera: 'CH',
  polska: 'PL',
  sverige: 'SE',
  norge: 'NO',
  danmark: 'DK',
  suomi: 'FI',
  magyarorszag: 'HU',
  cesko: 'CZ',
  f: 'FR',
  d: 'DE',
  a: 'AT',
  i: 'IT',
  e: 'ES',
  b: 'BE',
  p: 'PT',
  l: 'LU',
};

/** Finds a country by ISO code (two or three letters) or by its name in the main European languages. */
export class CountryIndex {
  private readonly byCode = new Map<string, Country>();
  private readonly byName = new Map<string, Country>();

  constructor(lines: string[]) {
    for (const line of lines) this.add(line.split('\t'));
    for (const [name, code] of Object.entries(ALIASES)) {
      const country = this.byCode.get(code);
      if (country) this.byName.set(name, country);
    }
  }

  private add([code = '', alpha3 = '', latitude, longitude, names = '']: string[]): void {
    const country = { code, centre: { latitude: Number(latitude), longitude: Number(longitude) } };
    this.byCode.set(code, country);
    if (alpha3) this.byCode.set(alpha3, country);
    for (const name of names.split('|')) if (name) this.byName.set(name, country);
  }

  find(text: string): Country | undefined {
    return this.byCode.get(text.trim().toUpperCase()) ?? this.byName.get(foldPlaceName(text));
  }
}
