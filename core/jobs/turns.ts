/** Work that one thread asks of another and waits for, without messages: both sleep on shared memory. */
export type Turns = { state: Int32Array; words: Float64Array };

const ASKED = 0;
const DONE = 1;
const FAILED = 2;
const MOST_WORDS = 8;
const PATIENCE_MS = 30_000;

/** To be handed to the other thread. */
export function makeTurns(): Turns {
  return {
    state: new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT)),
    words: new Float64Array(new SharedArrayBuffer(MOST_WORDS * Float64Array.BYTES_PER_ELEMENT)),
  };
}

/** Asks for a turn with up to eight numbers, and goes on. */
export function askTurn({ state, words }: Turns, given: readonly number[]): void {
  words.set(given);
  Atomics.add(state, ASKED, 1);
  Atomics.notify(state, ASKED);
}

/** Blocks until every turn that was asked for is done. @throws when one failed, or nothing is heard for 30 s */
export function awaitTurn({ state }: Turns): void {
  const asked = Atomics.load(state, ASKED);
  for (let done = Atomics.load(state, DONE); done < asked; done = Atomics.load(state, DONE)) {
    if (Atomics.wait(state, DONE, done, PATIENCE_MS) === 'timed-out') {
      throw new Error('A second thread does not answer. Run it again, on one thread if that does not help.');
    }
  }
  if (Atomics.load(state, FAILED) !== 0) {
    throw new Error('A second thread failed. Run it again on one thread.');
  }
}

/** Answers turns, one at a time, until its thread is ended. */
export function serveTurns({ state, words }: Turns, turn: (words: Float64Array) => void): never {
  for (let answered = 0; ; ) {
    Atomics.wait(state, ASKED, answered);
    if (Atomics.load(state, ASKED) === answered) continue;
    answered += 1;
    try {
      turn(words);
    } catch {
      Atomics.store(state, FAILED, 1);
    }
    Atomics.add(state, DONE, 1);
    Atomics.notify(state, DONE);
  }
}
