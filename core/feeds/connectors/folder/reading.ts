export { type ReadingOptions, readingOptions } from './options.ts';
export type { FileOutcome, FilePiece, FileProblem, FileToRead } from './read/file-reading.ts';
export { readFeedFile, readFileTask } from './read/read-file.ts';
