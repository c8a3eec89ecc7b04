import type { ImportMapping } from '../../../../contract/import.ts';
import {
  headerSignature,
  mappingProblems,
  planTable,
  type TableSource,
  UnreadableFileError,
} from '../../../../features/import/index.ts';
import type { ReadingOptions } from '../options.ts';

/** The mapping of the feed's options that is meant for these columns; null when there is none. */
export function givenMapping(columns: readonly string[], options: ReadingOptions): ImportMapping | null {
  const signature = headerSignature(columns);
  const usable = options.mappings.filter(({ mapping }) => mappingProblems(mapping, columns).length === 0);
  const exact = usable.find(({ headers }) => headers && headerSignature(headers) === signature);
  return (exact ?? usable.find(({ headers }) => !headers))?.mapping ?? null;
}

/** Why the only mapping given is not used on these columns; null when it is, or when there are several. */
export function notUsed(columns: readonly string[], options: ReadingOptions): string | null {
  const [only] = options.mappings;
  if (!only || options.mappings.length > 1 || only.headers) return null;
  return mappingProblems(only.mapping, columns)[0]?.message ?? null;
}

export interface ChosenMapping {
  mapping: ImportMapping;
  /** What rows take with them, so that they can be read later by themselves; null when the feed's options say it. */
  carried: ImportMapping | null;
}

/** How a table is understood: as the options say, else as its headers and values propose. */
export async function chooseMapping(
  source: TableSource,
  options: ReadingOptions,
): Promise<{ chosen: ChosenMapping } | { problems: { code: string; message: string }[] }> {
  const given = givenMapping(source.columns, options);
  if (given) return { chosen: { mapping: given, carried: null } };
  const { proposal } = await planTable(untilItBreaks(source), {
    ...(options.holds === 'auto' ? {} : { kind: options.holds }),
    defaults: { currency: options.currency, timeZone: options.timeZone },
  });
  const problems = mappingProblems(proposal.mapping, source.columns);
  return problems.length > 0
    ? { problems }
    : { chosen: { mapping: proposal.mapping, carried: slim(proposal.mapping) } };
}

/** A table that ends where it breaks off: what comes before is enough to propose a mapping by. */
function untilItBreaks(source: TableSource): TableSource {
  async function* batches(
    options?: Parameters<TableSource['batches']>[0],
  ): ReturnType<TableSource['batches']> {
    try {
      yield* source.batches(options);
    } catch (error) {
      if (!(error instanceof UnreadableFileError)) throw error;
    }
  }
  return { ...source, batches };
}

const PLAIN_RULES = {
  exactDuplicates: 'skip',
  negativeQuantity: 'return',
  stockCorrections: 'quarantine',
  mergeSkuCase: true,
  repeatedKeys: 'quarantine',
} as const;

/** A mapping without what it need not say for rows; the schema's defaults restore the rules. */
function slim(mapping: ImportMapping): ImportMapping {
  const { encoding, delimiter, sheet, headerRow, rules, ...options } = mapping.options;
  const own = Object.entries(rules).filter(([name, value]) =>
    Array.isArray(value) ? value.length > 0 : PLAIN_RULES[name as keyof typeof PLAIN_RULES] !== value,
  );
  return { ...mapping, options: { ...options, rules: Object.fromEntries(own) as never } };
}
