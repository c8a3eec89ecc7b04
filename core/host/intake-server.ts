import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import type { ApiKeyView } from '../contract/api-keys.ts';
import { PAGE_HEADERS } from '../contract/page-policy.ts';
import type { AppContext } from '../features/context.ts';
import { FeedFaultError } from '../feeds/connector.ts';
import { feedsOf } from '../feeds/index.ts';
import {
  type IntakeContext,
  type IntakeRequest,
  intakeDocument,
  intakeRouter,
  keyOfHeader,
  RateLimit,
} from '../feeds/intake/index.ts';
import { intakePage } from './intake-page.ts';
import { BodyReader, readJsonBody } from './json-body.ts';
import { Refusal } from './refusal.ts';

const OPEN_PATHS = new Set(['/api/v1/health', '/api/openapi.json', '/api/docs', '/api', '/api/']);
const HOOK = /^\/hooks\/([a-z0-9][a-z0-9_-]{0,99})$/;
const IDEMPOTENCY_KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/;

/** Answers the intake API and webhooks: keys and signatures instead of cookies, JSON only, bounded in size and rate. */
export class IntakeServer {
  readonly #ctx: AppContext;
  readonly #hosts: ReadonlySet<string>;
  readonly #handler = new OpenAPIHandler<IntakeRequest>(intakeRouter);
  readonly #limit = new RateLimit();
  readonly #bodies = new BodyReader();
  #document: ReturnType<typeof intakeDocument> | undefined;

  /** `publicHosts`: names under which a proxy passes requests on. */
  constructor(ctx: AppContext, publicHosts: readonly string[] = []) {
    this.#ctx = ctx;
    this.#hosts = new Set(publicHosts.map((host) => host.toLowerCase()));
  }

  /** Whether a path is the API's or a webhook's: those are asked for without the session of the screens. */
  takes(pathname: string): boolean {
    return pathname === '/api' || pathname.startsWith('/api/') || pathname.startsWith('/hooks/');
  }

  /** `ownHost`: the request asks for this machine's own address. */
  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    ownHost: boolean,
  ): Promise<void> {
    try {
      if (!ownHost && !this.#hosts.has(hostName(request))) {
        throw new Refusal(421, 'WRONG_HOST', 'Vigie is not reached under this name.', {
          action: 'Start vigie serve with --public-host NAME for names of a proxy in front of it.',
        });
      }
      if (url.pathname.startsWith('/hooks/')) await this.#answerHook(request, response, url);
      else if (OPEN_PATHS.has(url.pathname)) await this.#answerOpen(request, response, url);
      else await this.#answerKeyed(request, response, url);
    } catch (error) {
      refuse(this.#ctx, response, error);
    }
  }

  async #answerOpen(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (request.method !== 'GET') throw notAllowed('GET');
    this.#document ??= intakeDocument(this.#ctx.version);
    if (url.pathname === '/api/openapi.json') sendJson(response, 200, await this.#document);
    else if (url.pathname === '/api/docs') sendPage(response, intakePage(await this.#document));
    else if (url.pathname === '/api/v1/health') await this.#dispatch(request, response, url, null);
    else response.writeHead(303, { location: '/api/docs', ...PAGE_HEADERS }).end();
  }

  async #answerKeyed(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const key = await this.#admit(request);
    const body = request.method === 'GET' ? new Uint8Array() : await readJsonBody(request, this.#bodies);
    const requestHash = createHash('sha256').update(`${request.method} ${url.pathname}\n`).update(body);
    const intake: IntakeContext = {
      app: { ...this.#ctx, actor: `api:${key.name}` },
      key,
      idempotencyKey: idempotencyKeyOf(request),
      requestHash: requestHash.digest('base64url'),
    };
    await this.#dispatch(request, response, url, intake, body);
  }

  async #dispatch(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    intake: IntakeContext | null,
    body: Uint8Array = new Uint8Array(),
  ): Promise<void> {
    const asked = toRequest(request, url, body);
    const { matched, response: answer } = await this.#handler.handle(asked, { context: { intake } });
    if (!matched) throw new Refusal(404, 'NOT_FOUND', 'The API has no such address. See /api/docs.');
    await sendAnswer(response, answer);
  }

  async #admit(request: IncomingMessage): Promise<ApiKeyView> {
    const key = await keyOfHeader(this.#ctx, request.headers.authorization);
    if (!key) {
      throw new Refusal(401, 'UNAUTHORIZED', 'The key is missing, unknown or revoked.', {
        action: 'Send the header Authorization: Bearer vk_… with a key made in Feeds.',
        headers: { 'www-authenticate': 'Bearer realm="vigie"' },
      });
    }
    const seconds = this.#limit.take(key.id, key.requestsPerMinute, this.#ctx.clock());
    if (seconds === 0) return key;
    throw new Refusal(
      429,
      'TOO_MANY_REQUESTS',
      `This key may make ${key.requestsPerMinute} requests a minute.`,
      {
        action: `Wait ${seconds} s.`,
        headers: { 'retry-after': String(seconds) },
      },
    );
  }

  async #answerHook(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const code = HOOK.exec(url.pathname)?.[1];
    if (code === undefined) throw new Refusal(404, 'NOT_FOUND', 'No feed takes requests here.');
    if (request.method !== 'POST') throw notAllowed('POST');
    const body = await readJsonBody(request, this.#bodies);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers)) {
      headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
    }
    const received = { method: 'POST', headers, query: url.searchParams, body };
    const { status, reason } = await feedsOf(this.#ctx).receive(code, received);
    if (status >= 400) throw new Refusal(status, 'REFUSED', reason ?? 'The request was refused.');
    sendJson(response, status, { status: 'received' });
  }
}

function hostName(request: IncomingMessage): string {
  return (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
}

function notAllowed(method: string): Refusal {
  return new Refusal(405, 'METHOD_NOT_SUPPORTED', `Only ${method} is answered here.`, {
    headers: { allow: method },
  });
}

function idempotencyKeyOf(request: IncomingMessage): string | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  if (typeof header === 'string' && IDEMPOTENCY_KEY.test(header)) return header;
  throw new Refusal(
    400,
    'BAD_REQUEST',
    'An Idempotency-Key is one text of 1 to 200 printable ASCII characters.',
  );
}

function toRequest(request: IncomingMessage, url: URL, body: Uint8Array): Request {
  const method = request.method ?? 'GET';
  return new Request(`http://localhost${url.pathname}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.from(body) }),
  });
}

const HEADERS = { ...PAGE_HEADERS, 'cache-control': 'no-store' };
const JSON_TYPE = 'application/json; charset=utf-8';

async function sendAnswer(response: ServerResponse, answer: Response): Promise<void> {
  const headers = { 'content-type': answer.headers.get('content-type') ?? JSON_TYPE, ...HEADERS };
  response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
}

function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, { 'content-type': JSON_TYPE, ...HEADERS, ...headers })
    .end(JSON.stringify(value));
}

function sendPage(response: ServerResponse, html: string): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...HEADERS }).end(html);
}

function refuse(ctx: AppContext, response: ServerResponse, error: unknown): void {
  const refusal = error instanceof Refusal ? error : unexpected(ctx, error);
  if (response.headersSent || response.destroyed) return void response.destroy();
  const { status, code, message, action, headers } = refusal;
  sendJson(
    response,
    status,
    { defined: true, code, status, message, ...(action ? { data: { action } } : {}) },
    headers,
  );
}

function unexpected(ctx: AppContext, error: unknown): Refusal {
  ctx.log(`intake: ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof FeedFaultError) {
    return new Refusal(503, 'NOT_READY', 'The feed is not ready to take this. Try again later.');
  }
  return new Refusal(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong in Vigie. Try again.');
}
