import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { z } from 'zod';
import {
  type ConnectorTools,
  FeedFaultError,
  type PullMode,
  type RawBatch,
  type SettledOutcome,
} from '../../connector.ts';
import { fileItem } from './file-item.ts';
import { type Listing, listFolder } from './listing.ts';
import type { FolderOptions } from './options.ts';
import { dayFolder, putAside, writeOnce } from './put-aside.ts';
import { type FileOutcome, type FileToRead, fileError } from './read/file-reading.ts';
import { problemsOf, reportOf } from './report.ts';
import type { Fetched, StoredFile } from './store/file-store.ts';
import { SharedStore } from './store/open-store.ts';
import { readInWorker } from './task-stream.ts';

type Tools = ConnectorTools<FolderOptions>;

/** How far the folder has been read: which file, how many of its items, and whether that was all. */
const folderCursor = z.object({
  file: z
    .object({ name: z.string(), hash: z.string(), emitted: z.number().int(), finished: z.boolean() })
    .nullable()
    .default(null),
});
type FolderCursor = z.infer<typeof folderCursor>;

/** Reads the files that are complete, the oldest first, and puts each aside once all of it was dealt with. */
export async function* pullFolder(tools: Tools, cursor: unknown, mode: PullMode): AsyncGenerator<RawBatch> {
  const state = folderCursor.safeParse(cursor ?? {}).data ?? { file: null };
  const shared = new SharedStore(tools);
  shared.hold();
  await mkdir(tools.scratch, { recursive: true });
  try {
    if (mode.type === 'backfill') {
      yield* readArchive(tools, shared, state, mode.from);
      return;
    }
    const listing = await shared.use((store) => listFolder(store, tools));
    yield* refuseNames(tools, shared, listing, state);
    let done = 0;
    for (const file of listing.ready) {
      tools.signal.throwIfAborted();
      const share = (inner: number) => (done + inner) / listing.ready.length;
      yield* takeFile(tools, shared, file, state, share);
      done++;
    }
  } finally {
    await shared.release();
  }
}

/** Things that are not read for their name or their nature: named in quarantine, files among them put aside. */
async function* refuseNames(
  tools: Tools,
  shared: SharedStore,
  { refused }: Listing,
  state: FolderCursor,
): AsyncGenerator<RawBatch> {
  for (const { file, code, reason, movable } of refused) {
    const problem = fileError(code, reason);
    const hash = createHash('sha256')
      .update(`${file.name}|${file.sizeBytes}|${file.modifiedAt}`)
      .digest('hex');
    const outcome = { ...NOTHING_READ, errors: 1, problems: [{ ...problem, kind: null, key: null }] };
    const settled = async () => {
      const report = reportOf(file.name, 'refused', outcome, outcome.problems, tools.clock());
      await shared.use((store) => putAside(store, file, tools.options.refused, report));
    };
    const items = [fileItem(file.name, hash, null, [problem])];
    yield { items, cursor: state, ...(movable ? { settled } : {}) };
  }
}

const NOTHING_READ: FileOutcome = {
  format: 'unknown',
  kinds: [],
  entries: 0,
  items: 0,
  usable: 0,
  records: 0,
  errors: 0,
  warnings: 0,
  problems: [],
  acknowledgements: [],
};

async function* takeFile(
  tools: Tools,
  shared: SharedStore,
  file: StoredFile,
  state: FolderCursor,
  share: (inner: number) => number,
): AsyncGenerator<RawBatch> {
  const scratch = await mkdtemp(join(tools.scratch, 'file-'));
  try {
    const fetched = await fetchCopy(tools, shared, file.name, scratch);
    if (!fetched) return;
    if (fetched.sizeBytes !== file.sizeBytes) return;
    const skip = emittedOf(state, file, fetched.hash);
    const toRead = fileToRead(tools, file, fetched.hash, scratch);
    let emitted = skip;
    for await (const piece of readInWorker(tools, {
      ...toRead,
      skip,
      acknowledge: tools.options.acknowledge,
    })) {
      const at = (finished: boolean): FolderCursor => {
        state.file = { name: file.name, hash: fetched.hash, emitted, finished };
        return structuredClone(state);
      };
      if (piece.type === 'items') {
        emitted += piece.items.length;
        yield { items: piece.items, cursor: at(false), progress: share(piece.progress ?? 0) };
        continue;
      }
      const { outcome } = piece;
      const settled = (result: SettledOutcome) => settle(tools, shared, file, outcome, result);
      const items = itemOfFile(file, fetched.hash, outcome);
      yield { items, cursor: at(true), progress: share(1), settled };
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Items of a file that were handed on before a kill. A file that was read to its end and is here again is read again. */
function emittedOf({ file: before }: FolderCursor, file: StoredFile, hash: string): number {
  return before && before.hash === hash && before.name === file.name && !before.finished ? before.emitted : 0;
}

function itemOfFile(file: StoredFile, hash: string, outcome: FileOutcome) {
  const own = outcome.problems.filter((problem) => problem.key === null);
  const wrong = own.some((problem) => problem.severity === 'error');
  return wrong ? [fileItem(file.name, hash, file.modifiedAt, own)] : [];
}

function fileToRead(tools: Tools, file: StoredFile, hash: string, scratch: string): FileToRead {
  const { holds, mappings, currency, timeZone, shipNotices } = tools.options;
  return {
    path: join(scratch, file.name),
    name: file.name,
    hash,
    version: file.modifiedAt,
    options: { holds, mappings, currency, timeZone, shipNotices },
    scratch,
  };
}

/** A copy of our own, so that nothing changes while it is read; null when the file is gone. */
async function fetchCopy(
  tools: Tools,
  shared: SharedStore,
  path: string,
  scratch: string,
): Promise<Fetched | null> {
  const to = join(scratch, posix.basename(path));
  try {
    return await shared.use((store) => store.fetch(path, to, tools.signal));
  } catch (error) {
    const gone = await shared.use((store) => store.look(path)).then((found) => found === null);
    if (gone && !(error instanceof FeedFaultError && error.code === 'connectionLost')) return null;
    throw error;
  }
}

/** Acknowledges, reports and puts the file aside. Doing it again changes nothing. */
async function settle(
  tools: Tools,
  shared: SharedStore,
  file: StoredFile,
  outcome: FileOutcome,
  result: SettledOutcome,
): Promise<void> {
  const { archive, refused, outgoing, acknowledge } = tools.options;
  const problems = problemsOf(outcome, result);
  const wrong = problems.some((problem) => problem.severity === 'error');
  const verdict = isUseless(outcome, result) ? 'refused' : 'usedInPart';
  const report = wrong ? reportOf(file.name, verdict, outcome, problems, tools.clock()) : null;
  await shared.use(async (store) => {
    if (acknowledge && outgoing !== '') {
      for (const { name, content } of outcome.acknowledgements) {
        await writeOnce(store, outgoing, `${name}.edi`, content);
      }
    }
    const folder = verdict === 'refused' ? refused : dayFolder(archive, tools.clock());
    if (await putAside(store, file, folder, report)) await removeMarkers(tools, shared, file);
  });
}

function isUseless(outcome: FileOutcome, result: SettledOutcome): boolean {
  if (outcome.usable === 0) return outcome.errors > 0;
  const used = result.applied + result.unchanged + result.waiting;
  return used === 0 && result.quarantined >= outcome.items && outcome.items > 0;
}

async function removeMarkers(tools: Tools, shared: SharedStore, file: StoredFile): Promise<void> {
  const ends = [tools.options.marker, '.done', '.ok', '.ready', '.complete'].filter((end) => end !== '');
  await shared.use(async (store) => {
    for (const end of new Set(ends)) await store.remove(`${file.name}${end}`);
  });
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Archived files of the days since `from`, once more: for what a mapping or a rule made of them has changed since. */
async function* readArchive(
  tools: Tools,
  shared: SharedStore,
  state: FolderCursor,
  from: number,
): AsyncGenerator<RawBatch> {
  const { archive } = tools.options;
  const since = new Date(from).toISOString().slice(0, 10);
  const days = (await shared.use((store) => store.list(archive)))
    .filter(({ name, type }) => type === 'folder' && DAY.test(name) && name >= since)
    .map(({ name }) => name)
    .sort();
  for (const [index, day] of days.entries()) {
    const folder = posix.join(archive, day);
    const files = (await shared.use((store) => store.list(folder)))
      .filter(({ name, type }) => type === 'file' && !/\.report\.(?:txt|json)$/.test(name))
      .sort((a, b) => a.modifiedAt - b.modifiedAt);
    for (const file of files) {
      tools.signal.throwIfAborted();
      const scratch = await mkdtemp(join(tools.scratch, 'file-'));
      try {
        const fetched = await fetchCopy(tools, shared, posix.join(folder, file.name), scratch);
        if (!fetched) continue;
        for await (const piece of readInWorker(tools, fileToRead(tools, file, fetched.hash, scratch))) {
          if (piece.type !== 'items') continue;
          yield { items: piece.items, cursor: state, progress: index / days.length };
        }
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    }
  }
}
