import type { ImportKind } from '../../../contract/import.ts';
import type { Field } from '../fields/field.ts';
import { ALL_KINDS, fieldKeysOf, fieldOf, kindOf, requiredOf } from '../fields/kinds.ts';
import { squeezed, toWords } from '../fields/words.ts';
import { bareHeaderScore, headerScore } from './headers.ts';
import { type ColumnProfile, fitOf } from './profile.ts';

export interface Assignment {
  kinds: ImportKind[];
  /** Field key to column, with how sure that is. */
  fields: Map<string, { profile: ColumnProfile; score: number }>;
  missing: string[];
  points: number;
}

/** What a file can be, as a whole: one kind, or a flat file of order lines with all that belongs to them. */
const CANDIDATES: readonly ImportKind[][] = [
  ...ALL_KINDS.map((definition) => [definition.kind]),
  ['orderLines', 'orders', 'customers', 'products'],
  ['stock', 'products', 'facilities'],
];

/** Fields of the kinds that come along with a flat file's lines which a line's own columns would be mistaken for. */
const NOT_IN_FLAT_LINES = new Set([
  'price',
  'cost',
  'orderTotal',
  'holdReason',
  'stocked',
  'active',
  'weight',
  'volume',
]);
const NOT_IN_FLAT_STOCK = new Set([
  'price',
  'active',
  'stocked',
  'facilityKind',
  'handlingCost',
  'dailyCapacity',
  'cutOff',
]);

export function candidateKinds(): readonly ImportKind[][] {
  return CANDIDATES;
}

function fieldsFor(kinds: readonly ImportKind[]): Field[] {
  const left = kinds.length === 1 ? null : kinds[0] === 'orderLines' ? NOT_IN_FLAT_LINES : NOT_IN_FLAT_STOCK;
  return fieldKeysOf(kinds)
    .filter((key) => !left?.has(key))
    .map(fieldOf)
    .filter((field) => field !== undefined);
}

const LEAST_SCORE = 0.45;
const POINTS_REQUIRED = 3;
const POINTS_TYPICAL = 2;
const POINTS_OTHER = 1;
const POINTS_MISSING = -4;
const POINTS_FILE_NAME = 1.5;

/** Gives each column to the field that it fits best, surest pairs first, and counts how well that makes the file these kinds. */
export function assign(
  kinds: readonly ImportKind[],
  profiles: readonly ColumnProfile[],
  fileName: string,
): Assignment {
  const fields = fieldsFor(kinds);
  const required = requiredOf(kinds);
  const pairs = pairsOf(kinds, fields, profiles, new Set(required));
  const taken = new Set<ColumnProfile>();
  const assigned: Assignment['fields'] = new Map();
  for (const { field, profile, score } of pairs) {
    if (taken.has(profile) || assigned.has(field.key)) continue;
    taken.add(profile);
    assigned.set(field.key, { profile, score });
  }
  if (kinds[0] === 'orderLines') guessByShape(assigned, taken, profiles, required);
  const missing = required.filter(
    (key) => !assigned.has(key) && !(key === 'sku' && assigned.has('productName')),
  );
  const points = pointsOf(kinds, assigned, missing) + namePoints(kinds, fileName);
  return { kinds: usedKinds(kinds, assigned), fields: assigned, missing, points };
}

function pairsOf(
  kinds: readonly ImportKind[],
  fields: readonly Field[],
  profiles: readonly ColumnProfile[],
  required: ReadonlySet<string>,
) {
  const { bare } = kindOf(kinds[0] as ImportKind);
  const pairs: { field: Field; profile: ColumnProfile; score: number; rank: number }[] = [];
  fields.forEach((field, order) => {
    for (const profile of profiles) {
      const named = Math.max(
        headerScore(profile.column, field),
        bareHeaderScore(profile.column, field.key, bare),
      );
      if (named < LEAST_SCORE) continue;
      const fit = fitOf(profile, field);
      if (fit < (named >= 0.9 ? 0.2 : 0.5)) continue;
      const score = named * (0.4 + 0.6 * fit);
      const rank = score + (required.has(field.key) ? 0.04 : 0) - order * 0.0005;
      if (score >= LEAST_SCORE) pairs.push({ field, profile, score, rank });
    }
  });
  return pairs.sort((a, b) => b.rank - a.rank);
}

function pointsOf(kinds: readonly ImportKind[], assigned: Assignment['fields'], missing: string[]): number {
  const required = new Set(requiredOf(kinds));
  const typical = new Set(kinds.flatMap((kind) => [...kindOf(kind).typical]));
  let points = missing.length * POINTS_MISSING;
  for (const [key, { score }] of assigned) {
    points +=
      score * (required.has(key) ? POINTS_REQUIRED : typical.has(key) ? POINTS_TYPICAL : POINTS_OTHER);
  }
  return points;
}

function namePoints(kinds: readonly ImportKind[], fileName: string): number {
  const name = ` ${toWords(fileName.replace(/(?:\.(?:csv|tsv|txt|xlsx|gz))+/gi, ''))} `;
  const [main] = kinds;
  if (!main) return 0;
  return kindOf(main).fileWords.some(
    (word) => name.includes(` ${word} `) || squeezed(name) === squeezed(word),
  )
    ? POINTS_FILE_NAME
    : 0;
}

/** The kinds of which the row really tells something. */
function usedKinds(kinds: readonly ImportKind[], assigned: Assignment['fields']): ImportKind[] {
  const [main, ...side] = kinds;
  if (!main) return [];
  const has = (key: string) => assigned.has(key);
  return [
    main,
    ...side.filter((kind) => {
      if (kind === 'customers') return has('customerCode') || has('customerName') || has('email');
      if (kind === 'facilities') return has('facilityName');
      if (kind === 'products') return main === 'orderLines' || has('productName');
      return true;
    }),
  ];
}

/** Required fields of order lines that no header names: found by how their values run, where that leaves one column. */
function guessByShape(
  assigned: Assignment['fields'],
  taken: Set<ColumnProfile>,
  profiles: readonly ColumnProfile[],
  required: readonly string[],
): void {
  for (const key of [
    'orderedAt',
    'orderNumber',
    'quantity',
    'sku',
    'unitPrice',
    'country',
    'productName',
    'customerCode',
  ]) {
    if (assigned.has(key) || (!required.includes(key) && assigned.size === 0)) continue;
    const field = fieldOf(key);
    const free = profiles.filter((profile) => !taken.has(profile) && profile.values.length > 0);
    const best = field && bestShape(key, field, free);
    if (!best) continue;
    taken.add(best.profile);
    assigned.set(key, { profile: best.profile, score: best.score });
  }
}

function bestShape(
  key: string,
  field: Field,
  free: readonly ColumnProfile[],
): { profile: ColumnProfile; score: number } | null {
  let best: { profile: ColumnProfile; score: number } | null = null;
  for (const profile of free) {
    const score = headerless(profile)
      ? shapeScore(key, field, profile)
      : shapeScore(key, field, profile) * 0.9;
    if (score > 0.3 && score > (best?.score ?? 0)) best = { profile, score: Math.min(0.6, score) };
  }
  return best;
}

function headerless(profile: ColumnProfile): boolean {
  return /^Column \d+$/.test(profile.column);
}

function shapeScore(key: string, field: Field, profile: ColumnProfile): number {
  const fit = fitOf(profile, field);
  const texts = profile.distinct.map(String);
  const share = (test: RegExp) =>
    texts.filter((text) => test.test(text.trim())).length / Math.max(1, texts.length);
  switch (key) {
    case 'orderedAt':
      return fit >= 0.95 && share(/[-/.: ]/) > 0.9 ? 0.6 : 0;
    case 'orderNumber':
      return fit >= 0.9 && share(/^\S{3,30}$/) > 0.9 && share(/\d/) > 0.8
        ? profile.repeatShare * profile.filledShare ** 3
        : 0;
    case 'quantity':
      return fit >= 0.98 && share(/^-?\d{1,5}(?:[.,]0+)?$/) > 0.97 && profile.distinctShare < 0.3
        ? 0.6 - profile.repeatShare / 2
        : 0;
    case 'customerCode':
      return share(/^\S{3,20}$/) > 0.9 && share(/\d/) > 0.8 && profile.repeatShare > 0.4 ? 0.4 : 0;
    case 'unitPrice':
      return fit >= 0.95 && share(/[.,]\d{1,4}\D*$/) > 0.5 ? 0.5 : 0;
    case 'sku':
      return share(/^[\p{L}\d][\w./-]{2,24}$/u) > 0.9 && share(/\d/) > 0.7 && profile.repeatShare < 0.3
        ? 0.55
        : 0;
    case 'country':
      return fit >= 0.9 && profile.distinct.length < 200 ? 0.5 : 0;
    case 'productName':
      return share(/\p{L}{3}.*\s/u) > 0.6 && profile.distinctShare > 0.02 ? 0.45 : 0;
    default:
      return 0;
  }
}
