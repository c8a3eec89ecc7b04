export interface ChunkQueue<T> {
  /** Resolves when there is room for the next one; rejects once nobody reads any more. */
  push(item: T): Promise<void>;
  end(): void;
  fail(error: unknown): void;
  items(): AsyncGenerator<T>;
}

const ROOM = 1;

/** Turns calls into something to iterate over; who calls waits while one lies unread. */
export function chunkQueue<T>(): ChunkQueue<T> {
  const waiting: T[] = [];
  let ended = false;
  let abandoned = false;
  let failure: { error: unknown } | null = null;
  let wake: () => void = () => {};
  let makeRoom: () => void = () => {};

  return {
    push(item) {
      if (abandoned) return Promise.reject(new Error('Nobody reads any more'));
      waiting.push(item);
      wake();
      if (waiting.length < ROOM) return Promise.resolve();
      return new Promise((resolve) => {
        makeRoom = resolve;
      });
    },
    end() {
      ended = true;
      wake();
    },
    fail(error) {
      failure = { error };
      wake();
    },
    async *items() {
      try {
        for (;;) {
          const item = waiting.shift();
          if (item !== undefined) {
            makeRoom();
            yield item;
          } else if (failure) throw failure.error;
          else if (ended) return;
          else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      } finally {
        abandoned = true;
        makeRoom();
      }
    },
  };
}
