import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import {
  type ImportKind,
  type ImportMapping,
  importMapping,
  type MappingProposal,
} from '../../contract/import.ts';
import { requiredOf } from './fields/kinds.ts';
import { hintsOf } from './mapping/hints.ts';
import { profileColumns, takeSample } from './mapping/profile.ts';
import { type ProposalDefaults, proposeMapping } from './mapping/propose.ts';
import { refreshOptions } from './mapping/refresh.ts';
import { headerSignature } from './mapping/signature.ts';
import { openTables } from './readers/open-table.ts';
import { type TableSource, UnreadableFileError } from './readers/table-source.ts';
import { remark } from './remarks.ts';
import { mappingProblems } from './rows/row-reader.ts';

const TABLE_FILE = /\.(?:csv|tsv|txt|tab|xlsx|xlsm|csv\.gz|tsv\.gz|txt\.gz)$/i;

/** Files named by paths, folders and patterns (`data/*.csv`), in the order of their names. */
async function expandPaths(paths: readonly string[]): Promise<{ files: string[]; missing: string[] }> {
  const files: string[] = [];
  const missing: string[] = [];
  for (const path of paths) {
    const found = await expandPath(path);
    if (found.length === 0) missing.push(path);
    files.push(...found);
  }
  return { files: [...new Set(files)], missing };
}

async function expandPath(path: string): Promise<string[]> {
  const state = await stat(path).catch(() => null);
  if (state?.isFile()) return [resolve(path)];
  if (state?.isDirectory()) return listFolder(path, (name) => TABLE_FILE.test(name));
  const pattern = basename(path);
  if (!/[*?]/.test(pattern)) return [];
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const wanted = new RegExp(`^${expression}$`);
  return listFolder(dirname(path), (name) => wanted.test(name));
}

async function listFolder(folder: string, fits: (name: string) => boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && fits(entry.name))
    .map((entry) => resolve(join(folder, entry.name)))
    .sort();
}

export interface PlannedTable {
  path: string;
  file: string;
  sheet: string | null;
  columns: string[];
  proposal: MappingProposal;
}

export interface PlanProblem {
  path: string;
  code: string;
  message: string;
}

interface PlanOptions {
  kind?: ImportKind | undefined;
  sheet?: string | undefined;
  mapping?: ImportMapping | undefined;
  defaults?: ProposalDefaults | undefined;
  /** Remembered mappings as JSON by the signature of their headers. */
  remembered?: Record<string, string> | undefined;
  signal?: AbortSignal | undefined;
}

/** How each table of a file would be understood: by the mapping given, else the remembered one, else a proposal. */
async function planFile(
  path: string,
  options: PlanOptions,
): Promise<{ tables: PlannedTable[]; problem: PlanProblem | null }> {
  try {
    const hints = hintsOf(options.mapping);
    const sheet = options.sheet ?? hints.sheet;
    const sources = await openTables(path, { ...hints, ...(sheet ? { sheet } : {}) });
    const tables: PlannedTable[] = [];
    for (const source of sources) tables.push(await planTable(source, options));
    return { tables, problem: null };
  } catch (error) {
    return { tables: [], problem: problemOf(path, error) };
  }
}

function problemOf(path: string, error: unknown): PlanProblem {
  if (error instanceof UnreadableFileError) return { path, code: error.code, message: error.message };
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  const message = error instanceof Error ? error.message : String(error);
  return { path, code: 'unreadableFile', message: `${basename(path)} cannot be read: ${message}` };
}

/** How one table would be understood. */
export async function planTable(source: TableSource, options: PlanOptions): Promise<PlannedTable> {
  const sample = await takeSample(source, options.signal);
  const proposal = proposeMapping(source, sample, {
    kind: options.kind,
    ...(options.defaults ? { defaults: options.defaults } : {}),
  });
  const remembered = options.mapping || options.kind ? null : rememberedMapping(source, options);
  const known = options.mapping ?? (remembered && refreshOptions(remembered, profileColumns(sample)));
  if (known) {
    proposal.mapping = known;
    proposal.origin = options.mapping ? 'proposed' : 'remembered';
    proposal.confidence = 1;
    proposal.missing = requiredOf(known.kinds).filter((field) => !known.columns[field]);
    proposal.columns = proposal.columns.map((column) => ({
      ...column,
      field: boundField(known, column.column),
    }));
    if (!options.mapping) {
      proposal.remarks = [remark('remembered', {})];
      proposal.notes = proposal.remarks.map((note) => note.text);
    }
  }
  return {
    path: source.path,
    file: source.file,
    sheet: source.format.sheet ?? null,
    columns: source.columns,
    proposal,
  };
}

function boundField(mapping: ImportMapping, column: string): string | null {
  const entry = Object.entries(mapping.columns).find(
    ([, binding]) => binding.column === column || binding.columns?.includes(column),
  );
  return entry?.[0] ?? null;
}

/** A remembered mapping, when it still fits the columns; how this very file is written comes from the file. */
function rememberedMapping(source: TableSource, options: PlanOptions): ImportMapping | null {
  const stored = options.remembered?.[headerSignature(source.columns)];
  if (!stored) return null;
  const parsed = importMapping.safeParse(JSON.parse(stored));
  if (!parsed.success || mappingProblems(parsed.data, source.columns).length > 0) return null;
  const { encoding, delimiter, sheet, headerRow } = source.format;
  return {
    ...parsed.data,
    options: {
      ...parsed.data.options,
      ...(encoding ? { encoding } : {}),
      ...(delimiter ? { delimiter } : {}),
      ...(sheet ? { sheet } : {}),
      headerRow,
    },
  };
}

export interface PlanRequest {
  files: { path: string; sheet?: string | undefined; mapping?: ImportMapping | undefined }[];
  kind?: ImportKind | undefined;
  defaults?: ProposalDefaults | undefined;
  remembered: Record<string, string>;
}

export interface Plan {
  tables: PlannedTable[];
  problems: PlanProblem[];
}

/** All tables of the files, folders and patterns named, in the order in which one needs the other. */
export async function planFiles(request: PlanRequest, signal?: AbortSignal): Promise<Plan> {
  const tables: PlannedTable[] = [];
  const problems: PlanProblem[] = [];
  for (const { path, sheet, mapping } of request.files) {
    const { files, missing } = await expandPaths([path]);
    for (const lost of missing) {
      problems.push({ path: lost, code: 'noSuchFile', message: `There is no file ${lost}.` });
    }
    for (const file of files) {
      const { kind, defaults, remembered } = request;
      const planned = await planFile(file, { sheet, mapping, kind, defaults, remembered, signal });
      tables.push(...planned.tables);
      if (planned.problem) problems.push(planned.problem);
    }
  }
  return { tables: inOrderOfNeed(tables), problems };
}

/** Kinds in the order in which one needs the other. */
const ORDER: readonly ImportKind[] = [
  'facilities',
  'carriers',
  'products',
  'substitutes',
  'customers',
  'stock',
  'inbound',
  'rates',
  'orders',
  'orderLines',
  'shipments',
  'tracking',
];

function inOrderOfNeed<T extends { proposal: { mapping: ImportMapping } }>(tables: readonly T[]): T[] {
  const rank = (table: T) => ORDER.indexOf(table.proposal.mapping.kinds[0] as ImportKind);
  return [...tables].sort((a, b) => rank(a) - rank(b));
}
