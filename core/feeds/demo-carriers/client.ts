import { registrationJson } from './registration.ts';
import type { DemoServerConfig } from './server.ts';
import type { DemoRegistration, DemoSettings } from './simulation.ts';

const TIMEOUT_MS = 5_000;

/** A demo carriers' server that runs. */
export interface LaunchedServer {
  port: number;
  /** Of its process; null when it runs in a thread. */
  pid: number | null;
  /** Resolves when it has ended, whatever the reason. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server. @throws when it does not come up. */
export type LaunchServer = (config: DemoServerConfig) => Promise<LaunchedServer>;

/** Calls to the demo carriers beside polling: registering parcels, changing what goes on there. */
export class DemoCarriersClient {
  readonly #url: string;
  readonly #token: string;

  constructor(port: number, token: string) {
    this.#url = `http://127.0.0.1:${port}`;
    this.#token = token;
  }

  async register(registrations: readonly DemoRegistration[]): Promise<void> {
    await this.#post('/v2/trackers/create_list', { trackers: registrations.map(registrationJson) });
  }

  async change(settings: Partial<DemoSettings>): Promise<{ shipments: number }> {
    return (await this.#post('/demo/settings', settings)) as { shipments: number };
  }

  async #post(path: string, body: unknown): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok)
      throw new Error(
        `The demo carriers answered ${response.status}: ${(await response.text()).slice(0, 200)}`,
      );
    return response.json();
  }
}
