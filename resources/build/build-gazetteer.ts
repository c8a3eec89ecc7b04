/**
 * Makes `resources/gazetteer/` from GeoNames and national postal lists: `npx node resources/build/build-gazetteer.ts`.
 * The result is committed; run it again only when a source has a new version.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import countryNames from 'i18n-iso-countries';
import { foldPlaceName } from '../../core/features/places/fold.ts';
import { frenchCommune, PARIS_ARRONDISSEMENTS } from './gazetteer/france.ts';
import { POSTAL_AREAS } from './gazetteer/postal-areas.ts';
import { sourceFile } from './gazetteer/sources.ts';

type City = {
  name: string;
  country: string;
  region: string;
  latitude: number;
  longitude: number;
  population: number;
  keys: string[];
  commune: string;
  capital: boolean;
};
type Position = { latitude: number; longitude: number };

const TARGET = 'resources/gazetteer';
const NATIVE_SCRIPT = new Set(['GR', 'CY', 'BG', 'RS', 'MK', 'UA', 'BY', 'RU', 'ME', 'KZ']);
const SEARCHABLE_POPULATION = 15_000;
const require = createRequire(import.meta.url);
const unknownTowns: string[] = [];

function readCities(): Map<string, City[]> {
  const regions: { code: string; name: string }[] = JSON.parse(readFileSync(sourceFile('regions'), 'utf8'));
  const regionNames = new Map(regions.map(({ code, name }) => [code, name]));
  const byCountry = new Map<string, City[]>();
  for (const line of readFileSync(sourceFile('cities'), 'utf8').split('\n')) {
    const city = readCity(line.split('\t'), regionNames);
    if (!city) continue;
    const list = byCountry.get(city.country);
    if (list) list.push(city);
    else byCountry.set(city.country, [city]);
  }
  for (const list of byCountry.values()) list.sort((a, b) => b.population - a.population);
  return byCountry;
}

function readCity(field: string[], regionNames: Map<string, string>): City | null {
  const [, name, ascii, alternates, latitude, longitude, , kind, country] = field;
  if (!name || !country || kind === 'PPLH' || kind === 'PPLQ' || kind === 'PPLW') return null;
  const population = Number(field[14]);
  if (population < 1000 && kind === 'PPL' && !field[17]?.startsWith('Europe/')) return null;
  return {
    name,
    country,
    region: regionNames.get(`${country}.${field[10]}`) ?? '',
    latitude: Number(latitude),
    longitude: Number(longitude),
    population: kind === 'PPLX' ? Math.min(population, 1000) : population,
    keys: placeKeys(name, [ascii ?? '', ...(alternates ?? '').split(',')], country, population),
    commune: field[13] ?? '',
    capital: kind === 'PPLC',
  };
}

function placeKeys(name: string, alternates: string[], country: string, population: number): string[] {
  const script = NATIVE_SCRIPT.has(country)
    ? /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d ]+$/u
    : /^[a-z\d ]+$/;
  const keys = new Set([foldPlaceName(name)]);
  const limit = population >= 50_000 ? 400 : population >= 10_000 ? 30 : 8;
  for (const alternate of alternates) {
    if (keys.size >= limit) break;
    const key = foldPlaceName(alternate);
    if (key.length > 2 && script.test(key)) keys.add(key);
  }
  return [...keys];
}

function postalCodes(country: string, cities: City[]): Map<string, Position> {
  if (country === 'FR') return frenchCodes(cities);
  if (country === 'FI') return codesByTown(finnishTowns(), cities);
  if (country === 'NO') return codesByTown(require(resolve(sourceFile('norway'))), cities);
  if (country === 'US') return americanCodes();
  return new Map();
}

function frenchCodes(cities: City[]): Map<string, Position> {
  const byCommune = new Map<string, City>();
  for (const city of [...cities].reverse()) byCommune.set(city.commune, city);
  const byName = townIndex(cities);
  const best = new Map<string, { position: Position; weight: number }>();
  const rows: { codePostal: string; codeCommune: string; nomCommune: string }[] = JSON.parse(
    readFileSync(sourceFile('france'), 'utf8'),
  );
  for (const { codePostal, codeCommune, nomCommune } of rows) {
    const position = PARIS_ARRONDISSEMENTS[codeCommune];
    const found = byCommune.get(frenchCommune(codeCommune)) ?? inDepartment(byName, nomCommune, codeCommune);
    if (!position && !found) continue;
    const weight = position ? 1e7 : (found?.population ?? 0);
    const place = position ?? found;
    if (place && weight >= (best.get(codePostal)?.weight ?? -1))
      best.set(codePostal, { position: place, weight });
  }
  return new Map([...best].map(([code, { position }]) => [code, position]));
}

function inDepartment(byName: Map<string, City[]>, name: string, commune: string): City | undefined {
  return byName.get(foldPlaceName(name))?.find((city) => city.commune.slice(0, 2) === commune.slice(0, 2));
}

function finnishTowns(): Record<string, string> {
  const rows: { postcode: string; municipal_name_fi: string }[] = JSON.parse(
    readFileSync(sourceFile('finland'), 'utf8'),
  );
  return Object.fromEntries(rows.map((row) => [row.postcode, row.municipal_name_fi]));
}

function codesByTown(towns: Record<string, string>, cities: City[]): Map<string, Position> {
  const index = townIndex(cities);
  const codes = new Map<string, Position>();
  for (const [code, town] of Object.entries(towns)) {
    const city = index.get(foldPlaceName(town))?.[0];
    if (city) codes.set(code, city);
  }
  return codes;
}

function americanCodes(): Map<string, Position> {
  const { codes }: { codes: Record<string, Position & { country: string }> } = require(
    resolve(sourceFile('unitedStates')),
  );
  const rows = Object.entries(codes).filter(
    ([, { country, latitude }]) => country === 'US' && latitude !== 0,
  );
  return new Map(rows);
}

function townIndex(cities: City[]): Map<string, City[]> {
  const index = new Map<string, City[]>();
  for (const city of cities)
    for (const key of city.keys) {
      const list = index.get(key);
      if (list) list.push(city);
      else index.set(key, [city]);
    }
  return index;
}

/** Areas from the table, or the medians of the codes that share their first two and three characters. */
function postalAreas(country: string, cities: City[], codes: Map<string, Position>): Map<string, Position> {
  const areas = new Map<string, Position>();
  const index = townIndex(cities);
  for (const entry of (POSTAL_AREAS[country] ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean)) {
    const [prefix = '', ...town] = entry.split(' ');
    const found = index.get(foldPlaceName(town.join(' ')));
    const city = found?.reduce((best, next) => (next.population > best.population ? next : best));
    if (city) areas.set(prefix, city);
    else unknownTowns.push(`${country} ${entry}`);
  }
  for (const length of [2, 3])
    for (const [prefix, median] of medians(codes, length)) areas.set(prefix, median);
  return areas;
}

function medians(codes: Map<string, Position>, length: number): Map<string, Position> {
  const groups = new Map<string, Position[]>();
  for (const [code, position] of codes) {
    const prefix = code.slice(0, length);
    groups.set(prefix, [...(groups.get(prefix) ?? []), position]);
  }
  const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  return new Map(
    [...groups].map(([prefix, list]) => [
      prefix,
      { latitude: middle(list.map((p) => p.latitude)), longitude: middle(list.map((p) => p.longitude)) },
    ]),
  );
}

/** ISO code, alpha-3 code, position (the town nearest to where people live), names folded in six languages. */
function countryLine(country: string, cities: City[]): string {
  const people = cities.reduce((sum, city) => sum + city.population + 1, 0);
  const mean = (of: (city: City) => number) =>
    cities.reduce((sum, city) => sum + (of(city) * (city.population + 1)) / people, 0);
  const centre = { latitude: mean((city) => city.latitude), longitude: mean((city) => city.longitude) };
  const distance = (city: City) =>
    Math.hypot(city.latitude - centre.latitude, city.longitude - centre.longitude);
  const town = cities.reduce((best, city) => (distance(city) < distance(best) ? city : best));
  const names = new Set<string>();
  for (const language of ['en', 'fr', 'de', 'es', 'it', 'nl', 'pt', 'pl'])
    for (const name of countryNames.getName(country, language, { select: 'all' }) ?? [])
      names.add(foldPlaceName(name));
  const alpha3 = countryNames.alpha2ToAlpha3(country) ?? '';
  return [country, alpha3, decimals(town.latitude), decimals(town.longitude), [...names].join('|')].join(
    '\t',
  );
}

const decimals = (degrees: number) => String(Math.round(degrees * 1000) / 1000);
const compress = (path: string, lines: string[]) =>
  writeFileSync(path, gzipSync(lines.join('\n'), { level: 9 }));

function cityLine(city: City): string {
  const { name, region, latitude, longitude, population, keys } = city;
  return [name, region, decimals(latitude), decimals(longitude), population, keys.join('|')].join('\t');
}

function searchLines(cities: City[]): string[] {
  return cities
    .filter((city) => city.population >= SEARCHABLE_POPULATION || city.capital)
    .flatMap(({ keys, name, country, region, latitude, longitude, population }) =>
      keys.map((key) =>
        [key, name, country, region, decimals(latitude), decimals(longitude), population].join('\t'),
      ),
    );
}

function build(): void {
  for (const folder of ['cities', 'postal']) {
    rmSync(join(TARGET, folder), { recursive: true, force: true });
    mkdirSync(join(TARGET, folder), { recursive: true });
  }
  const search: string[] = [];
  const countries: string[] = [];
  for (const [country, cities] of [...readCities()].sort(([a], [b]) => (a < b ? -1 : 1))) {
    compress(join(TARGET, 'cities', `${country}.tsv.gz`), cities.map(cityLine));
    const codes = postalCodes(country, cities);
    const areas = postalAreas(country, cities, codes);
    const lines = [...codes].map(([code, p]) =>
      [code, decimals(p.latitude), decimals(p.longitude)].join('\t'),
    );
    for (const [area, p] of areas)
      lines.push([`${area}*`, decimals(p.latitude), decimals(p.longitude)].join('\t'));
    if (lines.length > 0) compress(join(TARGET, 'postal', `${country}.tsv.gz`), lines.sort());
    countries.push(countryLine(country, cities));
    search.push(...searchLines(cities));
  }
  compress(join(TARGET, 'countries.tsv.gz'), countries);
  compress(join(TARGET, 'search.tsv.gz'), search.sort());
  if (unknownTowns.length > 0) throw new Error(`No such town in the gazetteer: ${unknownTowns.join(', ')}`);
}

build();
