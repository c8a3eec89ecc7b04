import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import type { ApiKeyView } from '../contract/feeds.ts';
import { PAGE_HEADERS } from '../contract/page-policy.ts';
import type { AppContext } from '../features/context.ts';
import { FeedFaultError } from '../feeds/connector.ts';
import { feedsOf } from '../feeds/index.ts';
import {
  type IntakeRequest,
  intakeDocument,
  intakeRouter,
  keyOfHeader,
  RateLimit,
} from '../feeds/intake/index.ts';
import { intakePage } from './intake-page.ts';

const MOST_BYTES = 5 * 1024 * 1024;
/** Bodies held at the same time, all requests together. */
const MOST_BYTES_AT_ONCE = 64 * 1024 * 1024;
const OPEN_PATHS = new Set(['/api/v1/health', '/api/openapi.json', '/api/docs', '/api', '/api/']);
const HOOK = /^\/hooks\/([a-z0-9][a-z0-9_-]{0,99})$/;
const IDEMPOTENCY_KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/;

export interface IntakeServer {
  /** Whether a path is the API's or a webhook's: those are asked for without the session of the screens. */
  takes(pathname: string): boolean;
  /** `ownHost`: the request asks for this machine's own address. */
  answer(request: IncomingMessage, response: ServerResponse, url: URL, ownHost: boolean): Promise<void>;
}

/** A refusal in the shape in which the API's own errors come. */
class Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly action: string | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { action?: string; headers?: Record<string, string> } = {},
  ) {
    this.status = status;
    this.code = code;
    this.message = message;
    this.action = more.action;
    this.headers = more.headers ?? {};
  }
}

/** Answers the intake API and webhooks: keys and signatures instead of cookies, JSON only, bounded in size and rate. */
export function createIntakeServer(ctx: AppContext, publicHosts: readonly string[] = []): IntakeServer {
  const handler = new OpenAPIHandler<IntakeRequest>(intakeRouter);
  const limit = new RateLimit();
  const hosts = new Set(publicHosts.map((host) => host.toLowerCase()));
  const bodies = new BodyReader();
  let document: ReturnType<typeof intakeDocument> | undefined;
  const openApi = () => {
    document ??= intakeDocument(ctx.version);
    return document;
  };

  async function answerApi(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (OPEN_PATHS.has(url.pathname) && request.method !== 'GET') throw notAllowed('GET');
    if (url.pathname === '/api/openapi.json') return sendJson(response, 200, await openApi());
    if (url.pathname === '/api/docs') return sendPage(response, intakePage(await openApi()));
    if (url.pathname === '/api' || url.pathname === '/api/') {
      return void response.writeHead(303, { location: '/api/docs', ...PAGE_HEADERS }).end();
    }
    const key = url.pathname === '/api/v1/health' ? null : await admit(request);
    const body = request.method === 'GET' ? new Uint8Array() : await readJsonBody(request, bodies);
    const idempotencyKey = idempotencyKeyOf(request);
    const intake = key && {
      app: { ...ctx, actor: `api:${key.name}` },
      key,
      idempotencyKey,
      requestHash: createHash('sha256')
        .update(`${request.method} ${url.pathname}\n`)
        .update(body)
        .digest('base64url'),
    };
    const { matched, response: answer } = await handler.handle(toRequest(request, url, body), {
      context: { intake },
    });
    if (!matched) throw new Refusal(404, 'NOT_FOUND', 'The API has no such address. See /api/docs.');
    await sendAnswer(response, answer);
  }

  async function admit(request: IncomingMessage): Promise<ApiKeyView> {
    const key = await keyOfHeader(ctx, request.headers.authorization);
    if (!key) {
      throw new Refusal(401, 'UNAUTHORIZED', 'The key is missing, unknown or revoked.', {
        action: 'Send the header Authorization: Bearer vk_… with a key made in Feeds.',
        headers: { 'www-authenticate': 'Bearer realm="vigie"' },
      });
    }
    const seconds = limit.take(key.id, key.requestsPerMinute, ctx.clock());
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

  async function answerHook(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const code = HOOK.exec(url.pathname)?.[1];
    if (code === undefined) throw new Refusal(404, 'NOT_FOUND', 'No feed takes requests here.');
    if (request.method !== 'POST') throw notAllowed('POST');
    const body = await readJsonBody(request, bodies);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers)) {
      headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
    }
    const received = { method: 'POST', headers, query: url.searchParams, body };
    const { status, reason } = await feedsOf(ctx).receive(code, received);
    if (status >= 400) throw new Refusal(status, 'REFUSED', reason ?? 'The request was refused.');
    sendJson(response, status, { status: 'received' });
  }

  return {
    takes: (pathname) =>
      pathname === '/api' || pathname.startsWith('/api/') || pathname.startsWith('/hooks/'),
    async answer(request, response, url, ownHost) {
      try {
        if (!ownHost && !hosts.has(hostName(request))) {
          throw new Refusal(421, 'WRONG_HOST', 'Vigie is not reached under this name.', {
            action: 'Start vigie serve with --public-host NAME for names of a proxy in front of it.',
          });
        }
        await (url.pathname.startsWith('/hooks/') ? answerHook : answerApi)(request, response, url);
      } catch (error) {
        refuse(ctx, response, error);
      }
    },
  };
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

/** Reads bodies within their bounds. What is refused is still taken from the line, so that the answer can be read. */
class BodyReader {
  #held = 0;

  read(request: IncomingMessage): Promise<Uint8Array> {
    if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return Promise.reject(tooLarge());
    const chunks: Uint8Array[] = [];
    let size = 0;
    let refusal: Refusal | null = null;
    return new Promise<Uint8Array>((resolve, reject) => {
      request.on('data', (chunk: Uint8Array) => {
        size += chunk.byteLength;
        if (refusal) {
          if (size > MOST_BYTES_AT_ONCE) request.destroy();
          return;
        }
        this.#held += chunk.byteLength;
        chunks.push(chunk);
        if (size > MOST_BYTES) refusal = tooLarge();
        else if (this.#held > MOST_BYTES_AT_ONCE) refusal = busy();
        if (!refusal) return;
        this.#held -= chunks.reduce((sum, one) => sum + one.byteLength, 0);
        chunks.length = 0;
        reject(refusal);
      });
      const cutOff = () => reject(new Refusal(400, 'BAD_REQUEST', 'The body was cut off.'));
      request.on('error', cutOff);
      request.on('close', cutOff);
      request.on('end', () => resolve(Buffer.concat(chunks)));
    }).finally(() => {
      this.#held -= chunks.reduce((sum, one) => sum + one.byteLength, 0);
      chunks.length = 0;
    });
  }
}

function tooLarge(): Refusal {
  return new Refusal(413, 'PAYLOAD_TOO_LARGE', 'More than 5 MB are not read.', {
    action: 'Send fewer records in each request.',
  });
}

function busy(): Refusal {
  return new Refusal(503, 'BUSY', 'Too much is being sent at the same time.', {
    headers: { 'retry-after': '2' },
  });
}

async function readJsonBody(request: IncomingMessage, bodies: BodyReader): Promise<Uint8Array> {
  const type = request.headers['content-type'] ?? '';
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;.*)?$/i.test(type) || encoding !== 'identity') {
    throw new Refusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Only application/json, not compressed, is read.');
  }
  const body = await bodies.read(request);
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return body;
  } catch (error) {
    const detail = error instanceof SyntaxError ? error.message.slice(0, 120) : 'it is not UTF-8';
    throw new Refusal(400, 'BAD_REQUEST', `The body is not JSON: ${detail}`);
  }
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
