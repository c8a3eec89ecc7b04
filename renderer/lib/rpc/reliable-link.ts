import type { ClientContext, ClientLink } from '@orpc/client';
import { type CallOptions, type Connection, ConnectionLostError } from './connection.ts';

/**
 * Calls wait for a connection. When it breaks under a call, what is safe to ask twice is asked again on the next
 * connection; anything else ends with `ConnectionLostError`, for only a person can tell whether it was done.
 */
export class ReliableLink implements ClientLink<ClientContext> {
  readonly #connection: Connection;
  readonly #isIdempotent: (path: readonly string[]) => boolean;

  constructor(connection: Connection, isIdempotent: (path: readonly string[]) => boolean) {
    this.#connection = connection;
    this.#isIdempotent = isIdempotent;
  }

  async call(path: readonly string[], input: unknown, options: CallOptions): Promise<unknown> {
    for (;;) {
      const session = await this.#connection.session(options.signal);
      try {
        return await session.call(path, input, options);
      } catch (error) {
        if (!(error instanceof ConnectionLostError) || !this.#isIdempotent(path)) throw error;
      }
    }
  }
}
