import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectorTools } from '../../connector.ts';
import { fitsPattern, isUnfinished, nameProblem } from './names.ts';
import type { FolderOptions } from './options.ts';
import type { FileStore, StoredFile } from './store/file-store.ts';

/** What lies in the folder: files to take, the oldest first, and things that are not taken, with the reason. */
export interface Listing {
  ready: StoredFile[];
  /** Files whose name is dangerous, and things that are no files. */
  refused: { file: StoredFile; code: string; reason: string; movable: boolean }[];
  /** Files that may still be being written. */
  growing: number;
}

/** A short wait is done within the sync; a longer one by the next sync. */
const LONGEST_WAIT_SECONDS = 10;

interface Sighting {
  state: string;
  since: number;
}
const sightings = new Map<string, Map<string, Sighting>>();

/** Looks at the folder until what lies there has kept still for the time that the options ask for. */
export async function listFolder(store: FileStore, tools: ConnectorTools<FolderOptions>): Promise<Listing> {
  const { settleSeconds } = tools.options;
  const first = judge(await store.list(''), tools);
  if (first.growing === 0 || settleSeconds > LONGEST_WAIT_SECONDS) return first;
  await sleep(settleSeconds * 1000 + 20, undefined, { signal: tools.signal });
  return judge(await store.list(''), tools);
}

function judge(files: readonly StoredFile[], tools: ConnectorTools<FolderOptions>): Listing {
  const { marker, pattern } = tools.options;
  const names = new Set(files.map((file) => file.name));
  const known = sightings.get(tools.feed.code) ?? new Map<string, Sighting>();
  const now = tools.clock();
  const seen = new Map<string, Sighting>();
  const listing: Listing = { ready: [], refused: [], growing: 0 };
  for (const file of files) {
    const misleads = /[/\\]/.test(file.name);
    if (file.type === 'folder' || (isUnfinished(file.name) && !misleads)) continue;
    if (marker !== '' && file.name.endsWith(marker)) continue;
    if (isMarker(file.name, names) || !fitsPattern(file.name, pattern)) continue;
    const trouble = troubleWith(file);
    if (trouble) {
      listing.refused.push({ file, ...trouble });
      continue;
    }
    const state = `${file.sizeBytes}|${file.modifiedAt}`;
    const before = known.get(file.name);
    const sighting = before?.state === state ? before : { state, since: now };
    seen.set(file.name, sighting);
    if (isComplete(file, names, sighting, now, tools.options)) listing.ready.push(file);
    else listing.growing++;
  }
  sightings.set(tools.feed.code, seen);
  listing.ready.sort((a, b) => a.modifiedAt - b.modifiedAt || (a.name < b.name ? -1 : 1));
  return listing;
}

function isMarker(name: string, names: ReadonlySet<string>): boolean {
  const bare = /^(.+)\.(?:done|ok|ready|complete)$/i.exec(name)?.[1];
  return bare !== undefined && names.has(bare);
}

function isComplete(
  file: StoredFile,
  names: ReadonlySet<string>,
  sighting: Sighting,
  now: number,
  options: FolderOptions,
): boolean {
  if (options.marker !== '') return names.has(`${file.name}${options.marker}`);
  if (['.done', '.ok', '.ready', '.complete'].some((end) => names.has(`${file.name}${end}`))) return true;
  return now - sighting.since >= options.settleSeconds * 1000;
}

function troubleWith(file: StoredFile): { code: string; reason: string; movable: boolean } | null {
  if (file.type === 'link') {
    const reason = 'It is a link, and links may lead out of the folder: put the file itself there.';
    return { code: 'notAFile', reason, movable: false };
  }
  if (file.type === 'other') {
    return {
      code: 'notAFile',
      reason: 'It is no file but a pipe, socket or device: take it away.',
      movable: false,
    };
  }
  const wrong = nameProblem(file.name);
  if (!wrong) return null;
  return {
    code: 'unsafeName',
    reason: `Its name cannot be used: ${wrong}. Send it under another name.`,
    movable: !file.name.includes('/'),
  };
}
