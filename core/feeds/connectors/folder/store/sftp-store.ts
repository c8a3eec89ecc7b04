import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { posix } from 'node:path';
import type { SFTPWrapper, Stats } from 'ssh2';
import { FeedFaultError } from '../../../connector.ts';
import { shownName } from '../names.ts';
import {
  type Fetched,
  type FileStore,
  LARGEST_FILE_BYTES,
  MOST_FILES,
  type StoredFile,
} from './file-store.ts';
import { notAFile, tooLarge } from './local-store.ts';
import type { SftpSession } from './sftp-session.ts';

const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 3;
const CALL_MS = 60_000;

type Callback<T> = (error: Error | null | undefined, value: T) => void;

/** A folder of an SFTP server. What its listing says is not trusted: names are judged before they become paths. */
export function sftpStore(root: string, { sftp, end }: SftpSession): FileStore {
  const at = (path: string) => (path.startsWith('/') ? path : posix.join(root, path));
  const exists = async (path: string) => (await lookAt(sftp, path)) !== null;
  const moveNew = async (from: string, to: string): Promise<boolean> => {
    if (await exists(to)) return false;
    try {
      await call<undefined>((done) => sftp.rename(from, to, done as never));
      return true;
    } catch (error) {
      if (await exists(to)) return false;
      throw explain(error, from);
    }
  };
  return {
    async list(folder) {
      try {
        const entries = await call<{ filename: string; attrs: Stats }[]>((done) =>
          sftp.readdir(at(folder), done as never),
        );
        return entries.slice(0, MOST_FILES).map(({ filename, attrs }) => toFile(filename, attrs));
      } catch (error) {
        if (statusOf(error) === NO_SUCH_FILE && folder !== '') return [];
        throw explain(error, at(folder));
      }
    },
    look: (path) => lookAt(sftp, at(path)),
    fetch: (path, to, signal) => fetchFile(sftp, at(path), to, signal),
    async move(from, to) {
      await makeFolder(sftp, posix.dirname(at(to)));
      return moveNew(at(from), at(to));
    },
    async writeNew(path, content) {
      const temporary = await writeBeside(sftp, at(path), content);
      if (await moveNew(temporary, at(path))) return true;
      await call<undefined>((done) => sftp.unlink(temporary, done as never));
      return false;
    },
    async replace(path, content) {
      const temporary = await writeBeside(sftp, at(path), content);
      try {
        await call<undefined>((done) => sftp.ext_openssh_rename(temporary, at(path), done as never));
      } catch {
        await call<undefined>((done) => sftp.unlink(at(path), done as never)).catch(() => {});
        await moveNew(temporary, at(path));
      }
    },
    async remove(path) {
      await call<undefined>((done) => sftp.unlink(at(path), done as never)).catch((error: unknown) => {
        if (statusOf(error) !== NO_SUCH_FILE) throw explain(error, at(path));
      });
    },
    close: async () => end(),
  };
}

/** A call that ends even when the server never answers. */
function call<T>(make: (done: Callback<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new FeedFaultError('timeOut', `The server did not answer within ${CALL_MS / 1000} s.`)),
      CALL_MS,
    );
    make((error, value) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve(value);
    });
  });
}

function toFile(name: string, attrs: Stats): StoredFile {
  const type = attrs.isFile()
    ? 'file'
    : attrs.isDirectory()
      ? 'folder'
      : attrs.isSymbolicLink()
        ? 'link'
        : 'other';
  return { name, type, sizeBytes: attrs.size, modifiedAt: attrs.mtime * 1000 };
}

async function lookAt(sftp: SFTPWrapper, path: string): Promise<StoredFile | null> {
  try {
    return toFile(posix.basename(path), await call<Stats>((done) => sftp.lstat(path, done as never)));
  } catch (error) {
    if (statusOf(error) === NO_SUCH_FILE) return null;
    throw explain(error, path);
  }
}

async function fetchFile(sftp: SFTPWrapper, path: string, to: string, signal: AbortSignal): Promise<Fetched> {
  const before = await lookAt(sftp, path);
  if (before?.type !== 'file') throw notAFile(path);
  if (before.sizeBytes > LARGEST_FILE_BYTES) throw tooLarge(path);
  try {
    await new Promise<void>((resolve, reject) => {
      sftp.once('close', () => reject(new Error('The connection broke off.')));
      sftp.fastGet(path, to, (error) => (error ? reject(error) : resolve()));
    });
  } catch (error) {
    signal.throwIfAborted();
    throw explain(error, path);
  }
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of createReadStream(to)) {
    hash.update(piece as Buffer);
    sizeBytes += (piece as Buffer).length;
  }
  return { hash: hash.digest('hex'), sizeBytes };
}

async function writeBeside(sftp: SFTPWrapper, path: string, content: string): Promise<string> {
  const temporary = posix.join(posix.dirname(path), `.${randomUUID()}.part`);
  try {
    await makeFolder(sftp, posix.dirname(path));
    await call<undefined>((done) => sftp.writeFile(temporary, content, done as never));
    return temporary;
  } catch (error) {
    throw explain(error, path);
  }
}

async function makeFolder(sftp: SFTPWrapper, path: string): Promise<void> {
  if ((await lookAt(sftp, path)) !== null) return;
  const parent = posix.dirname(path);
  if (parent !== path && parent !== '.') await makeFolder(sftp, parent);
  try {
    await call<undefined>((done) => sftp.mkdir(path, done as never));
  } catch (error) {
    if ((await lookAt(sftp, path)) === null) throw explain(error, path);
  }
}

function statusOf(error: unknown): number | string {
  return (error as { code?: number | string } | null)?.code ?? '';
}

function explain(error: unknown, path: string): FeedFaultError {
  if (error instanceof FeedFaultError) return error;
  const name = shownName(path);
  if (statusOf(error) === NO_SUCH_FILE) {
    return new FeedFaultError('noSuchFolder', `${name} is not there.`, {
      action: 'Check the path on the server.',
    });
  }
  if (statusOf(error) === PERMISSION_DENIED) {
    return new FeedFaultError('noAccess', `${name} may not be used by this user.`, {
      action: 'Have the user given the right to read and write there.',
      temporary: false,
    });
  }
  const detail = error instanceof Error ? error.message : String(error);
  return new FeedFaultError('connectionLost', `${name}: ${detail}`, { cause: error });
}
