import type { ClientContext, ClientLink } from '@orpc/client';

/** `lost`: several attempts failed; we keep trying, and the user may ask for another at once. */
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'lost';

/** The core went away before it answered; what was asked may or may not have been done. */
export class ConnectionLostError extends Error {
  readonly code = 'CONNECTION_LOST';
  constructor() {
    super('The connection to the core was lost before it answered.');
    this.name = 'ConnectionLostError';
  }
}

/** One life of the connection: a link that works until `end` is called. */
class Session {
  readonly link: ClientLink<ClientContext>;
  readonly #ended: Promise<never>;
  #reject: (reason: unknown) => void = () => {};
  over = false;

  constructor(link: ClientLink<ClientContext>) {
    this.link = link;
    this.#ended = new Promise<never>((_, reject) => {
      this.#reject = reject;
    });
    this.#ended.catch(() => {});
  }

  end(): void {
    this.over = true;
    this.#reject(new ConnectionLostError());
  }

  async call(path: readonly string[], input: unknown, options: CallOptions): Promise<unknown> {
    try {
      return await Promise.race([this.link.call(path, input, options), this.#ended]);
    } catch (error) {
      if (this.over && !options.signal?.aborted) throw new ConnectionLostError();
      throw error;
    }
  }
}

export interface CallOptions {
  context: ClientContext;
  signal?: AbortSignal;
  lastEventId?: string | undefined;
}

type Waiter = (session: Session) => void;

/** Where the screens are with their core: transports report here, calls wait here. */
export class Connection {
  #state: ConnectionState = 'connecting';
  #session: Session | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #waiters = new Set<Waiter>();

  get state(): ConnectionState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A new link replaces the old one; what was in flight on the old one ends with `ConnectionLostError`. */
  opened(link: ClientLink<ClientContext>): void {
    this.#session?.end();
    const session = new Session(link);
    this.#session = session;
    this.#set('connected');
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const waiter of waiters) waiter(session);
  }

  /** Why it is lost, in words, when the host knows. */
  reason: string | null = null;

  closed(state: 'reconnecting' | 'lost', reason: string | null = null): void {
    this.reason = reason;
    this.#session?.end();
    this.#session = null;
    this.#set(state);
  }

  session(signal?: AbortSignal): Promise<Session> {
    if (this.#session) return Promise.resolve(this.#session);
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#waiters.delete(waiter);
        reject(signal?.reason);
      };
      const waiter: Waiter = (session) => {
        signal?.removeEventListener('abort', abort);
        resolve(session);
      };
      if (signal?.aborted) return reject(signal.reason);
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiters.add(waiter);
    });
  }

  #set(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
