import { createHash, randomUUID } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { copyFile, type FileHandle, link, lstat, mkdir, open, opendir, rename, rm } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { FeedFaultError } from '../../../connector.ts';
import { shownName } from '../names.ts';
import {
  type Fetched,
  type FileStore,
  LARGEST_FILE_BYTES,
  MOST_FILES,
  type StoredFile,
} from './file-store.ts';

const PIECE_BYTES = 256 * 1024;
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** A folder of this machine or of a share that it has mounted. */
export function localStore(root: string): FileStore {
  const at = (path: string) => resolve(root, path);
  return {
    async list(folder) {
      const files: StoredFile[] = [];
      try {
        for await (const entry of await opendir(at(folder))) {
          const file = await look(resolve(at(folder), entry.name), entry.name);
          if (file) files.push(file);
          if (files.length >= MOST_FILES) break;
        }
      } catch (error) {
        if (codeOf(error) === 'ENOENT' && folder !== '') return [];
        throw explain(error, at(folder));
      }
      return files;
    },
    look: (path) => look(at(path), basename(path)),
    fetch: (path, to, signal) => fetchFile(at(path), to, signal),
    async move(from, to) {
      await makeFolder(dirname(at(to)));
      return moveNew(at(from), at(to));
    },
    async writeNew(path, content) {
      const temporary = await writeBeside(at(path), content);
      try {
        return await moveNew(temporary, at(path));
      } finally {
        await rm(temporary, { force: true });
      }
    },
    async replace(path, content) {
      const temporary = await writeBeside(at(path), content);
      await rename(temporary, at(path)).catch((error: unknown) => {
        throw explain(error, at(path));
      });
    },
    remove: (path) => rm(at(path), { force: true }),
    close: async () => {},
  };
}

async function look(path: string, name: string): Promise<StoredFile | null> {
  const state = await lstat(path).catch(() => null);
  if (!state) return null;
  return { name, type: typeOf(state), sizeBytes: state.size, modifiedAt: Math.round(state.mtimeMs) };
}

function typeOf(state: Stats): StoredFile['type'] {
  if (state.isFile()) return 'file';
  if (state.isDirectory()) return 'folder';
  return state.isSymbolicLink() ? 'link' : 'other';
}

/** Opens without following a link and without waiting for the other end of a pipe, and looks at what was opened. */
async function fetchFile(path: string, to: string, signal: AbortSignal): Promise<Fetched> {
  let source: FileHandle | null = null;
  let target: FileHandle | null = null;
  try {
    source = await open(path, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0));
    if (!(await source.stat()).isFile()) throw notAFile(path);
    target = await open(to, 'w', 0o600);
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    let sizeBytes = 0;
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await source.read(piece, 0, PIECE_BYTES, null);
      if (bytesRead === 0) return { hash: hash.digest('hex'), sizeBytes };
      sizeBytes += bytesRead;
      if (sizeBytes > LARGEST_FILE_BYTES) throw tooLarge(path);
      const bytes = piece.subarray(0, bytesRead);
      hash.update(bytes);
      await target.write(bytes);
    }
  } catch (error) {
    throw explain(error, path);
  } finally {
    await source?.close();
    await target?.close();
  }
}

async function writeBeside(path: string, content: string): Promise<string> {
  const temporary = resolve(dirname(path), `.${randomUUID()}.part`);
  try {
    await makeFolder(dirname(path));
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    return temporary;
  } catch (error) {
    throw explain(error, path);
  }
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw explain(error, path);
  });
}

/** A rename would overwrite: a second name is made first, which fails when there is one; shares without such names get a copy. */
async function moveNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (codeOf(error) === 'ENOENT') throw explain(error, from);
    try {
      await copyFile(from, to, constants.COPYFILE_EXCL);
    } catch (copyError) {
      if (codeOf(copyError) === 'EEXIST') return false;
      throw explain(copyError, to);
    }
  }
  await rm(from, { force: true });
  return true;
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? '');
}

export function notAFile(path: string): FeedFaultError {
  return new FeedFaultError(
    'notAFile',
    `${shownName(basename(path))} is no file (a link, a pipe or a device).`,
    {
      action: 'Put the file itself there.',
      temporary: false,
    },
  );
}

export function tooLarge(path: string): FeedFaultError {
  return new FeedFaultError('fileTooLarge', `${shownName(basename(path))} is larger than 1 GB.`, {
    action: 'Split it into smaller files.',
    temporary: false,
  });
}

const WORDS: Record<string, [code: string, words: string, action: string, temporary: boolean]> = {
  ENOENT: ['noSuchFolder', 'is not there', 'Check the path; a network share may not be mounted.', true],
  EACCES: [
    'noAccess',
    'may not be used by this user',
    'Give the user that runs Vigie the right to read and write there.',
    false,
  ],
  EPERM: [
    'noAccess',
    'may not be used by this user',
    'Give the user that runs Vigie the right to read and write there.',
    false,
  ],
  ENOTDIR: ['notAFolder', 'is no folder', 'Enter the folder, not a file.', false],
  ENOSPC: ['diskFull', 'cannot be written: the disk is full', 'Make room there.', true],
  EROFS: [
    'noAccess',
    'can only be read, and files that were read must be moved',
    'Allow writing there.',
    false,
  ],
  EIO: ['shareLost', 'cannot be read now', 'Check disk, network and share; it is tried again.', true],
  ELOOP: ['notAFile', 'is a link', 'Put the file itself there.', false],
  ENXIO: ['notAFile', 'is a pipe or a device', 'Put a file there.', false],
};

function explain(error: unknown, path: string): Error {
  if (error instanceof FeedFaultError) return error;
  const known = WORDS[codeOf(error)];
  if (!known) return error instanceof Error ? error : new Error(String(error));
  const [code, words, action, temporary] = known;
  return new FeedFaultError(code, `${shownName(path)} ${words}.`, { action, temporary, cause: error });
}
