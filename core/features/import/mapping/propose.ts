import {
  type ColumnBinding,
  type ImportKind,
  type ImportMapping,
  type ImportRemark,
  importMapping,
  type MappingProposal,
} from '../../../contract/import.ts';
import { fieldOf } from '../fields/kinds.ts';
import type { TableSource } from '../readers/table-source.ts';
import { remark } from '../remarks.ts';
import type { DateOrder } from '../values/dates.ts';
import { unitInHeader } from '../values/measures.ts';
import type { DecimalMark } from '../values/numbers.ts';
import { type Assignment, assign, candidateKinds } from './assign.ts';
import { currencyOfCountry, timeZoneOfCountry } from './country-defaults.ts';
import { judgeDateOrder, judgeDecimal, mainCountry, namedCurrency, returnPrefixes } from './evidence.ts';
import { type ColumnProfile, profileColumns, type Sample } from './profile.ts';

/** What holds when a file does not tell: the workspace's settings. */
export interface ProposalDefaults {
  currency: string;
  timeZone: string;
}

const NO_DEFAULTS: ProposalDefaults = { currency: 'EUR', timeZone: 'UTC' };

/**
 * Proposes how a table is to be understood, from its headers, its values and the file's name. `kind` fixes what it is.
 * The proposal can be used as it is when nothing is missing; `notes` say what was decided and why.
 */
export function proposeMapping(
  table: Pick<TableSource, 'file' | 'format'>,
  sample: Sample,
  options: { kind?: ImportKind | undefined; defaults?: ProposalDefaults } = {},
): MappingProposal {
  const profiles = profileColumns(sample);
  const candidates = candidateKinds().filter((kinds) => !options.kind || kinds[0] === options.kind);
  const ranked = candidates
    .map((kinds) => assign(kinds, profiles, table.file))
    .sort((a, b) => b.points - a.points);
  const [best, second] = ranked as [Assignment, Assignment | undefined];
  const notes: ImportRemark[] = [];
  const options_ = readOptions(table, best, sample, options.defaults ?? NO_DEFAULTS, notes);
  const mapping = importMapping.parse({
    version: 1,
    kinds: best.kinds,
    columns: bindingsOf(best, options_, notes),
    options: options_,
  });
  return {
    file: table.file,
    format: table.format.format,
    mapping,
    origin: 'proposed',
    confidence: confidenceOf(best, second),
    columns: describeColumns(profiles, best),
    missing: best.missing,
    notes: notes.map((note) => note.text),
    remarks: notes,
  };
}

function confidenceOf(best: Assignment, second: Assignment | undefined): number {
  if (best.missing.length > 0) return 0.2;
  const lead = second ? Math.max(0, best.points - second.points) : best.points;
  return Math.round(Math.min(1, 0.5 + lead / Math.max(1, best.points)) * 100) / 100;
}

function describeColumns(profiles: readonly ColumnProfile[], best: Assignment): MappingProposal['columns'] {
  return profiles.map((profile) => {
    const entry = [...best.fields].find(([, given]) => given.profile === profile);
    return {
      column: profile.column,
      field: entry?.[0] ?? null,
      confidence: Math.round((entry?.[1].score ?? 0) * 100) / 100,
      samples: profile.distinct.slice(0, 5).map((cell) => String(cell).slice(0, 80)),
    };
  });
}

type Options = ImportMapping['options'];

function readOptions(
  table: Pick<TableSource, 'format'>,
  best: Assignment,
  sample: Sample,
  defaults: ProposalDefaults,
  notes: ImportRemark[],
): Options {
  const { format } = table;
  const country = mainCountry(best.fields.get('country')?.profile);
  const decimal = fileDecimal(best, notes);
  const usual = country === 'US' ? 'mdy' : 'dmy';
  return {
    ...(format.encoding ? { encoding: format.encoding } : {}),
    ...(format.delimiter ? { delimiter: format.delimiter } : {}),
    ...(format.sheet ? { sheet: format.sheet } : {}),
    headerRow: format.headerRow,
    decimal,
    dateOrder: fileDateOrder(best, usual, notes),
    timeZone: zoneFor(country, defaults, notes),
    currency: currencyFor(best, country, defaults, notes),
    rules: rulesFor(best, sample, decimal, notes),
  };
}

function zoneFor(country: string | null, defaults: ProposalDefaults, notes: ImportRemark[]): string {
  const zone = timeZoneOfCountry(country);
  if (zone) notes.push(remark('zoneOfCountry', { country: country ?? '', zone }));
  return zone ?? defaults.timeZone;
}

function currencyFor(
  best: Assignment,
  country: string | null,
  defaults: ProposalDefaults,
  notes: ImportRemark[],
): string {
  for (const key of ['unitPrice', 'lineTotal', 'price', 'cost', 'orderTotal']) {
    const named = namedCurrency(best.fields.get(key)?.profile);
    if (named) return named;
  }
  const ofCountry = currencyOfCountry(country);
  const hasAmounts = ['unitPrice', 'lineTotal', 'price', 'orderTotal'].some((key) => best.fields.has(key));
  if (ofCountry && hasAmounts && !best.fields.has('currency')) {
    notes.push(remark('currencyOfCountry', { country: country ?? '', currency: ofCountry }));
  }
  return ofCountry ?? defaults.currency;
}

const FIGURE_TYPES = new Set(['quantity', 'number', 'amount', 'weight', 'volume']);

function fileDecimal(best: Assignment, notes: ImportRemark[]): DecimalMark | undefined {
  const votes = { ',': 0, '.': 0 };
  for (const [key, { profile }] of best.fields) {
    if (!FIGURE_TYPES.has(fieldOf(key)?.type ?? '')) continue;
    const verdict = judgeDecimal(profile);
    if (verdict) votes[verdict.mark]++;
  }
  if (votes[','] + votes['.'] === 0) return undefined;
  if (votes[','] > 0 && votes['.'] > 0) notes.push(remark('mixedDecimals', {}));
  return votes[','] > votes['.'] ? ',' : '.';
}

function fileDateOrder(best: Assignment, usual: DateOrder, notes: ImportRemark[]): DateOrder | undefined {
  let found: DateOrder | undefined;
  for (const [key, { profile }] of best.fields) {
    if (!isDate(key)) continue;
    const verdict = judgeDateOrder(profile, usual);
    if (!verdict) continue;
    notes.push(dateNote(profile.column, verdict));
    if (!found || verdict.by === 'values') found = verdict.order;
  }
  return found;
}

function dateNote(
  column: string,
  { by, order, against }: NonNullable<ReturnType<typeof judgeDateOrder>>,
): ImportRemark {
  if (by === 'custom') return remark('dateOrderGuessed', { column, order });
  if (by === 'sequence') return remark('dateOrderBySequence', { column, order });
  return against > 0
    ? remark('dateOrderMostly', { column, order, against })
    : remark('dateOrderProven', { column, order });
}

function isDate(key: string): boolean {
  const type = fieldOf(key)?.type;
  return type === 'date' || type === 'deadline';
}

function rulesFor(
  best: Assignment,
  sample: Sample,
  decimal: DecimalMark | undefined,
  notes: ImportRemark[],
): Options['rules'] {
  const rules = importMapping.shape.options.parse({}).rules;
  const order = best.fields.get('orderNumber')?.profile;
  const quantity = best.fields.get('quantity')?.profile;
  if (best.kinds[0] !== 'orderLines' || !order || !quantity) return rules;
  const prefixes = returnPrefixes(
    sample.rows.map((row) => row[order.index] ?? ''),
    sample.rows.map((row) => row[quantity.index] ?? ''),
    decimal,
  );
  if (prefixes.length > 0) {
    notes.push(remark('returnPrefixes', { column: order.column, prefixes: prefixes.join(', ') }));
  }
  return { ...rules, returnPrefixes: prefixes };
}

function bindingsOf(
  best: Assignment,
  options: Options,
  notes: ImportRemark[],
): Record<string, ColumnBinding> {
  const columns: Record<string, ColumnBinding> = {};
  for (const [key, { profile }] of best.fields) columns[key] = bindingOf(key, profile, options, notes);
  const clock = columns.orderedTime?.column;
  const date = columns.orderedAt?.column;
  if (clock && date) {
    columns.orderedAt = { ...columns.orderedAt, columns: [date, clock] };
    delete columns.orderedAt.column;
    delete columns.orderedTime;
  }
  if (!columns.sku && columns.productName && best.kinds[0] === 'orderLines') {
    columns.sku = { ...columns.productName };
    notes.push(remark('nameAsCode', {}));
  }
  return columns;
}

function bindingOf(
  key: string,
  profile: ColumnProfile,
  options: Options,
  notes: ImportRemark[],
): ColumnBinding {
  const field = fieldOf(key);
  const binding: ColumnBinding = { column: profile.column };
  if (!field) return binding;
  if (field.type === 'code' && hasDecimalTails(profile)) {
    binding.transform = 'integerText';
    notes.push(remark('spreadsheetCodes', { column: profile.column }));
  }
  if (FIGURE_TYPES.has(field.type)) {
    const verdict = judgeDecimal(profile);
    if (verdict && verdict.mark !== options.decimal) binding.decimal = verdict.mark;
  }
  if (isDate(key)) {
    const verdict = judgeDateOrder(profile, options.dateOrder ?? 'dmy');
    if (verdict && verdict.order !== options.dateOrder) binding.dateOrder = verdict.order;
  }
  if (field.type === 'weight' || field.type === 'volume') {
    const unit = unitInHeader(profile.column, field.type) ?? field.unit;
    if (unit) binding.unit = unit;
  }
  return binding;
}

function hasDecimalTails(profile: ColumnProfile): boolean {
  const tailed = profile.distinct.filter(
    (cell) => typeof cell === 'string' && /^\d+[.,]0+$/.test(cell.trim()),
  ).length;
  return tailed > 0 && tailed / profile.distinct.length > 0.5;
}
