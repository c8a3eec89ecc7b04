import type { Random } from '../../kernel/random.ts';
import { type City, countryOf } from './data/cities.ts';
import { namingOf } from './data/people.ts';

const LETTERS = 'ABCDEFGHJKLMNPRSTUWXYZ';
const KILOMETRES_PER_DEGREE = 111.2;

export interface PostalAddress {
  street: string;
  city: string;
  postal_code: string;
  region: string;
  country: string;
  latitude: number;
  longitude: number;
}

/** An address in a city; its point lies about `spreadKilometres` (standard deviation) from the centre. */
export function addressIn(random: Random, city: City, spreadKilometres: number): PostalAddress {
  const north = random.normal(0, spreadKilometres) / KILOMETRES_PER_DEGREE;
  const east =
    random.normal(0, spreadKilometres) / (KILOMETRES_PER_DEGREE * Math.cos((city.latitude * Math.PI) / 180));
  return {
    street: random.pick(namingOf(city).streets).replace('%', String(houseNumber(random))),
    city: city.name,
    postal_code: postalCode(random, city),
    region: city.region,
    country: city.country,
    latitude: rounded(city.latitude + north),
    longitude: rounded(city.longitude + east),
  };
}

export function postalCode(random: Random, city: City): string {
  const pattern = random.pick(city.postalPattern.split('/'));
  const round = city.country === 'FR' ? pattern.replace('###', '#00') : pattern;
  return round
    .replace(/#/g, () => String(random.integer(1, 9)))
    .replace(/@/g, () => LETTERS.charAt(random.integer(0, LETTERS.length - 1)));
}

export function personName(random: Random, city: City): string {
  const naming = namingOf(city);
  return `${random.pick(naming.firstNames)} ${random.pick(naming.lastNames)}`;
}

/** A mail address in a domain that is reserved for examples. */
export function emailOf(random: Random, name: string): string {
  const local = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ł/g, 'l')
    .replace(/Ł/g, 'L')
    .replace(/ø/g, 'o')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '');
  return `${local}${random.integer(1, 99)}@example.${random.pick(['com', 'org', 'net'])}`;
}

export function phoneIn(random: Random, country: string): string {
  const digits = () => String(random.integer(100, 999));
  return `${countryOf(country).phonePrefix} 55 ${digits()} ${digits()}`;
}

function houseNumber(random: Random): number {
  return 1 + Math.floor(random.next() ** 2 * 140);
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
