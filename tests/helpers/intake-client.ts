import { API_SCOPES } from '../../core/contract/api-keys.ts';
import type { IntakeAnswer } from '../../core/contract/intake.ts';
import type { AppContext } from '../../core/features/context.ts';
import { intakeConnector } from '../../core/feeds/connectors/intake/index.ts';
import { webhookConnector } from '../../core/feeds/connectors/webhook/index.ts';
import { createApiKey } from '../../core/feeds/intake/index.ts';
import { type HttpServer, startHttpServer } from '../../core/host/http-server.ts';
import type { TestCores } from './runtime.ts';
import { registryOf } from './scripted-feed.ts';

type Init = RequestInit & { headers?: Record<string, string> };

/** A whole core whose intake API is served on loopback, with a key that may do everything. */
export interface IntakeClient {
  readonly ctx: AppContext;
  readonly server: HttpServer;
  readonly key: string;
  newKey(scopes: (typeof API_SCOPES)[number][], requestsPerMinute?: number): Promise<string>;
  call(path: string, init?: Init): Promise<Response>;
  send(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** @throws when it is not accepted. */
  accepted(path: string, body: unknown, headers?: Record<string, string>): Promise<IntakeAnswer>;
  inboxRows(): Promise<number>;
}

export async function openIntake(cores: TestCores): Promise<IntakeClient> {
  const ctx = await cores.open(undefined, { connectors: registryOf(intakeConnector, webhookConnector) });
  const server = await startHttpServer(ctx, {
    port: 0,
    page: '/nonexistent',
    publicHosts: ['api.example.com'],
  });
  const newKey: IntakeClient['newKey'] = async (scopes, requestsPerMinute = 60_000) =>
    (await createApiKey(ctx, { name: 'shop', scopes, requestsPerMinute })).key;
  const key = await newKey([...API_SCOPES]);
  const call: IntakeClient['call'] = (path, init = {}) =>
    fetch(`${server.origin}${path}`, { redirect: 'manual', ...init });
  const send: IntakeClient['send'] = (path, body, headers = {}) =>
    call(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    ctx,
    server,
    key,
    newKey,
    call,
    send,
    async accepted(path, body, headers) {
      const response = await send(path, body, headers);
      if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
      return (await response.json()) as IntakeAnswer;
    },
    async inboxRows() {
      const { rows } = await ctx.db.read
        .selectFrom('feed_inbox')
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow();
      return Number(rows);
    },
  };
}

/** A stock position as the API takes it. */
export const stock = (sku: string, onHand: number, more: Record<string, unknown> = {}) => ({
  sku,
  facilityCode: 'LYS',
  onHand,
  ...more,
});
