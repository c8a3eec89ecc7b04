import { type Command, InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import type { SortKey } from '../../contract/base.ts';
import { UsageError } from './usage-error.ts';

export interface ListOptions {
  workspace?: string;
  json?: boolean;
  search?: string;
  filter?: string;
  sort: SortKey[];
  offset: number;
  limit: number;
}

/** The options that every list takes. */
export function withListOptions(command: Command): Command {
  return command
    .option('-w, --workspace <file>', 'the workspace file')
    .option('--json', 'print JSON')
    .option('-s, --search <words>', 'only rows with these words')
    .option('-f, --filter <json>', 'the filter of the screen, as JSON, e.g. \'{"toSource":true}\'')
    .option('--sort <column[:desc]>', 'sort by; may be repeated', collectSort, [])
    .option('--offset <n>', 'rows to skip', wholeNumber, 0)
    .option('-n, --limit <n>', 'rows to print', wholeNumber, 20);
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('A whole number is needed.');
  return value;
}

const MOST_THREADS = 64;

/** Threads to work on: each takes memory of its own, and more than a machine has cores help nobody. */
export function threadCount(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= MOST_THREADS) return value;
  throw new InvalidArgumentError(`A whole number from 1 to ${MOST_THREADS} is needed.`);
}

function collectSort(text: string, before: SortKey[]): SortKey[] {
  const [column = '', direction] = text.split(':');
  return [...before, { column, descending: direction === 'desc' }];
}

/** The filter that the options describe. @throws UsageError naming what does not fit. */
export function readFilter<T>(schema: z.ZodType<T>, options: Pick<ListOptions, 'filter' | 'search'>): T {
  let document: unknown = {};
  if (options.filter) {
    try {
      document = JSON.parse(options.filter);
    } catch (error) {
      throw new UsageError(`--filter is not JSON: ${(error as Error).message}`);
    }
  }
  const search = options.search ? { search: options.search } : {};
  const result = schema.safeParse({ ...(document as object), ...search });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new UsageError(`--filter: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}
