import { posix } from 'node:path';
import { numberedName, safeName } from './names.ts';
import type { FileReport } from './report.ts';
import type { FileStore, StoredFile } from './store/file-store.ts';

const MOST_OF_A_NAME = 10_000;

/**
 * Moves a file that was dealt with, its report first, under a name that is free. Nothing is overwritten; doing it again
 * changes nothing. False when the file is gone, or is another one by now.
 */
export async function putAside(
  store: FileStore,
  file: StoredFile,
  folder: string,
  report: FileReport | null,
): Promise<boolean> {
  const now = await store.look(file.name);
  if (!now || now.sizeBytes !== file.sizeBytes || now.modifiedAt !== file.modifiedAt) return false;
  for (let number = 1; number < MOST_OF_A_NAME; number++) {
    const target = posix.join(folder, numberedName(safeName(file.name), number));
    if (await store.look(target)) continue;
    if (report) {
      await store.replace(`${target}.report.txt`, report.text);
      await store.replace(`${target}.report.json`, report.json);
    }
    if (await store.move(file.name, target)) return true;
  }
  return false;
}

/** Writes a file that goes out, once: also when the other side has taken it away since. */
export async function writeOnce(
  store: FileStore,
  folder: string,
  name: string,
  content: string,
): Promise<boolean> {
  const sent = posix.join(folder, '.sent', name);
  if (await store.look(sent)) return false;
  await store.writeNew(posix.join(folder, name), content);
  await store.writeNew(sent, '');
  return true;
}

/** The folder of a day's archive. */
export function dayFolder(archive: string, at: number): string {
  return posix.join(archive, new Date(at).toISOString().slice(0, 10));
}
