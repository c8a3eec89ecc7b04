/** A thing in a folder as its listing shows it. */
export interface StoredFile {
  name: string;
  type: 'file' | 'folder' | 'link' | 'other';
  sizeBytes: number;
  /** UTC ms. */
  modifiedAt: number;
}

/** What a fetched file was when it was read. */
export interface Fetched {
  /** SHA-256 of its bytes, in hex. */
  hash: string;
  sizeBytes: number;
}

/** A folder somewhere. Paths are relative to it and use `/`; absolute ones are as the store's system knows them. */
export interface FileStore {
  /** Things in a folder; empty when it is not there. @throws FeedFaultError when it cannot be read. */
  list(folder: string): Promise<StoredFile[]>;
  /** null when it is not there. Links are not followed. */
  look(path: string): Promise<StoredFile | null>;
  /** Copies a regular file to a local path. @throws FeedFaultError `notAFile` for whatever else lies there. */
  fetch(path: string, to: string, signal: AbortSignal): Promise<Fetched>;
  /** Moves a file; false when the target exists already (it is never overwritten) . Folders are made as needed. */
  move(from: string, to: string): Promise<boolean>;
  /** Writes a file so that nobody ever sees half of it; false when it exists already. */
  writeNew(path: string, content: string): Promise<boolean>;
  /** The same, in the place of a file that may exist. */
  replace(path: string, content: string): Promise<void>;
  remove(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Larger ones are not fetched. */
export const LARGEST_FILE_BYTES = 1024 * 1024 * 1024;
/** A folder with more is looked at piece by piece: its oldest ones as listed. */
export const MOST_FILES = 50_000;
