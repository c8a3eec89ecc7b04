import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import type { RecordView } from '../../contract/feed-records.ts';
import { type ImportKind, type ImportMapping, importMapping } from '../../contract/import.ts';
import {
  type FileOutcome,
  type FileProblem,
  type FileToRead,
  type ReadingOptions,
  readFeedFile,
  readingOptions,
} from '../../feeds/connectors/folder/reading.ts';
import { UsageError } from './usage-error.ts';

export interface ShownProblem {
  code: string;
  reason: string;
  place: string | null;
  value: string | null;
  /** Kind and key of the EDI message that it stands in. */
  message: string | null;
}

/** What a file would bring. */
export interface FileAccount {
  file: string;
  format: FileOutcome['format'];
  kind: string | null;
  kinds: string[];
  messages?: number;
  rows?: number;
  records: RecordView[];
  counts: Record<string, number>;
  warnings: ShownProblem[];
  errors: ShownProblem[];
  /** Records that are not shown. */
  hidden: number;
}

export interface ReadFilesOptions {
  mapping?: string;
  kind?: ImportKind;
  timeZone: string;
  currency: string;
  inbound?: boolean;
  /** Records to keep of each file. */
  limit: number;
}

/** Reads files as a feed would, without a workspace. @throws UsageError for options that make no sense. */
export async function readFiles(paths: readonly string[], options: ReadFilesOptions): Promise<FileAccount[]> {
  const reading = readingFrom(options);
  const scratch = await mkdtemp(join(tmpdir(), 'vigie-read-'));
  try {
    const accounts: FileAccount[] = [];
    for (const path of await expand(paths)) {
      accounts.push(await accountOf(path, reading, scratch, options.limit));
    }
    return accounts;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function readingFrom(options: ReadFilesOptions): ReadingOptions {
  if (!IANAZone.isValidZone(options.timeZone)) {
    throw new UsageError(`--time-zone ${options.timeZone} is no time zone such as Europe/Paris.`);
  }
  if (!/^[A-Z]{3}$/.test(options.currency)) {
    throw new UsageError(`--currency ${options.currency} is no currency such as EUR.`);
  }
  return readingOptions.parse({
    holds: options.kind ?? 'auto',
    timeZone: options.timeZone,
    currency: options.currency,
    shipNotices: options.inbound ? 'inbound' : 'shipments',
    mappings: options.mapping ? readMappings(options.mapping).map((mapping) => ({ mapping })) : [],
  });
}

const wrapped = z.object({ mapping: importMapping });
const mappingFile = z.union([
  z
    .object({ proposals: z.array(wrapped).min(1) })
    .transform(({ proposals }) => proposals.map((one) => one.mapping)),
  wrapped.transform(({ mapping }) => [mapping]),
  importMapping.transform((mapping) => [mapping]),
]);

function readMappings(path: string): ImportMapping[] {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message}`);
  }
  const read = mappingFile.safeParse(document);
  if (read.success) return read.data;
  const own = importMapping.safeParse((document as { mapping?: unknown } | null)?.mapping ?? document);
  const issue = (own.error ?? read.error).issues[0];
  throw new UsageError(
    `${path} is no mapping: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
  );
}

async function expand(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const state = await stat(path).catch(() => null);
    if (!state?.isDirectory()) found.push(path);
    else {
      const entries = await readdir(path, { withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
      found.push(...files.map((entry) => join(path, entry.name)).sort());
    }
  }
  return found;
}

async function accountOf(
  path: string,
  options: ReadingOptions,
  scratch: string,
  limit: number,
): Promise<FileAccount> {
  const state = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (state instanceof Error) {
    const missing = state.code === 'ENOENT';
    return unread(
      path,
      missing ? 'noSuchFile' : 'noAccess',
      missing ? 'There is no such file.' : state.message,
    );
  }
  if (!state.isFile()) return unread(path, 'notAFile', 'It is no file but a pipe, a socket or a device.');
  const account: FileAccount = { ...unread(path, '', ''), errors: [] };
  try {
    const hash = await hashOf(path);
    const file: FileToRead = {
      path,
      name: basename(path),
      hash,
      version: Math.round(state.mtimeMs),
      options,
      scratch,
    };
    for await (const piece of readFeedFile(file, new AbortController().signal)) {
      if (piece.type === 'outcome') addOutcome(account, piece.outcome);
      else for (const { parsed } of piece.items) addRecords(account, parsed?.records ?? [], limit);
    }
  } catch (error) {
    account.errors.push(problem('noAccess', error instanceof Error ? error.message : String(error)));
  }
  return account;
}

function unread(file: string, code: string, reason: string): FileAccount {
  return {
    file,
    format: 'unknown',
    kind: null,
    kinds: [],
    records: [],
    counts: {},
    warnings: [],
    errors: [problem(code, reason)],
    hidden: 0,
  };
}

function problem(code: string, reason: string): ShownProblem {
  return { code, reason, place: null, value: null, message: null };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

function addRecords(account: FileAccount, records: readonly RecordView[], limit: number): void {
  for (const { kind, key, fields, lines, deleted } of records) {
    account.counts[kind] = (account.counts[kind] ?? 0) + 1;
    if (account.records.length >= limit) account.hidden++;
    else
      account.records.push({
        kind,
        key,
        fields,
        ...(lines ? { lines } : {}),
        ...(deleted ? { deleted } : {}),
      });
  }
}

function addOutcome(account: FileAccount, outcome: FileOutcome): void {
  account.format = outcome.format;
  account.kinds = outcome.kinds;
  account.kind = outcome.kinds.length > 0 ? outcome.kinds.join('+') : null;
  if (outcome.format === 'x12' || outcome.format === 'edifact') account.messages = outcome.entries;
  else account.rows = outcome.entries;
  for (const found of outcome.problems) {
    (found.severity === 'error' ? account.errors : account.warnings).push(shown(found));
  }
}

function shown({ code, reason, place, value, kind, key }: FileProblem): ShownProblem {
  return { code, reason, place, value, message: key !== null && ofEdi(kind) ? `${kind} ${key}` : null };
}

function ofEdi(kind: string | null): boolean {
  return kind !== null && /^(?:x12|edifact)\./.test(kind);
}
