import type { ServerResponse } from 'node:http';
import { createRandom, type Random } from '../../kernel/random.ts';

const MOST_HELD = 20;

/** An outage as real ones are: refusals, silence, connections cut before or in the middle of the answer. */
export class Outage {
  readonly #random: Random;
  readonly #held = new Set<ServerResponse>();

  constructor(seed: number) {
    this.#random = createRandom(seed).fork('outage');
  }

  /** Answers a request as a server in trouble does. */
  strike(response: ServerResponse, answer: string): void {
    const kind = this.#random.pick(['unavailable', 'unavailable', 'silent', 'reset', 'truncated'] as const);
    if (kind === 'silent' && this.#held.size < MOST_HELD) {
      this.#held.add(response);
      response.once('close', () => this.#held.delete(response));
    } else if (kind === 'reset') {
      response.socket?.resetAndDestroy();
    } else if (kind === 'truncated') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length + 1000 });
      response.write(answer.slice(0, answer.length / 2), () => response.socket?.destroy());
    } else {
      response.writeHead(503, { 'content-type': 'text/html' });
      response.end('<h1>503 Service Unavailable</h1>');
    }
  }

  /** Cuts the connections that were left waiting. */
  end(): void {
    for (const response of this.#held) response.socket?.destroy();
    this.#held.clear();
  }
}
