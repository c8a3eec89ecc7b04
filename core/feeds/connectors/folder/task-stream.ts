import type { ConnectorTools } from '../../connector.ts';
import type { FileOutcome, FilePiece, FileToRead } from './read/file-reading.ts';

class Stopped extends Error {}

/** Pieces of a file that a worker reads; it goes on only when a piece was taken, and stops when nobody wants more. */
export async function* readInWorker<Options>(
  tools: Pick<ConnectorTools<Options>, 'runTask'>,
  file: FileToRead,
): AsyncGenerator<FilePiece> {
  const waiting: { piece: FilePiece; taken: () => void }[] = [];
  let wake: () => void = () => {};
  let current: (() => void) | null = null;
  const end: { outcome?: FileOutcome; error?: unknown; reached: boolean } = { reached: false };
  let stopped = false;
  const running = tools
    .runTask<FileOutcome>('feeds.read-file', file, {
      onChunk: (chunk) =>
        new Promise<void>((resolve, reject) => {
          if (stopped) return reject(new Stopped());
          waiting.push({
            piece: chunk as FilePiece,
            taken: () => (stopped ? reject(new Stopped()) : resolve()),
          });
          wake();
        }),
    })
    .then(
      (outcome) => Object.assign(end, { outcome, reached: true }),
      (error: unknown) => Object.assign(end, { error, reached: true }),
    )
    .finally(() => wake());
  try {
    for (;;) {
      const next = waiting.shift();
      if (next) {
        current = next.taken;
        yield next.piece;
        current = null;
        next.taken();
        continue;
      }
      if (end.reached) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (!end.outcome) throw end.error;
    yield { type: 'outcome', outcome: end.outcome };
  } finally {
    stopped = true;
    current?.();
    for (const { taken } of waiting.splice(0)) taken();
    await running;
  }
}
