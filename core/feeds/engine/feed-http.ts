import { FeedFaultError } from '../connector.ts';

export interface HttpRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** Whole exchange; 30 s by default. */
  timeoutMs?: number;
  /** Largest body accepted; 32 MiB by default. */
  maxBytes?: number;
}

export interface HttpResponse {
  status: number;
  headers: Headers;
  text: string;
}

/** HTTP for connectors: counted against the feed's budget, paced, timed out, bounded; errors in words and without secrets. */
export interface FeedHttp {
  /** Any status is an answer. @throws FeedFaultError when there is none, or not all of it. */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** A 2xx answer as JSON. @throws FeedFaultError for every other status (401 and 403 are not temporary) and for what is no JSON. */
  json(request: HttpRequest): Promise<unknown>;
}

export interface FeedHttpOptions {
  signal: AbortSignal;
  /** Waits until a call may be made. @throws FeedFaultError `budgetSpent`. */
  beforeCall: () => Promise<void>;
  /** Takes secrets out of a text. */
  redact: (text: string) => string;
}

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 32 * 1024 * 1024;
const SHOWN = 200;

export function createFeedHttp(options: FeedHttpOptions): FeedHttp {
  const request = async (asked: HttpRequest): Promise<HttpResponse> => {
    await options.beforeCall();
    const timeout = AbortSignal.timeout(asked.timeoutMs ?? TIMEOUT_MS);
    try {
      const response = await fetch(asked.url, {
        method: asked.method ?? 'GET',
        ...(asked.headers ? { headers: asked.headers } : {}),
        ...(asked.body === undefined ? {} : { body: asked.body }),
        redirect: 'manual',
        signal: AbortSignal.any([options.signal, timeout]),
      });
      return {
        status: response.status,
        headers: response.headers,
        text: await readText(response, asked.maxBytes ?? MAX_BYTES),
      };
    } catch (error) {
      options.signal.throwIfAborted();
      throw explain(error, asked, timeout.aborted, options.redact);
    }
  };
  return {
    request,
    async json(asked) {
      const response = await request({
        ...asked,
        headers: { accept: 'application/json', ...asked.headers },
      });
      if (response.status < 200 || response.status > 299) throw statusFault(response, asked, options.redact);
      try {
        return JSON.parse(response.text) as unknown;
      } catch {
        throw new FeedFaultError(
          'notJson',
          `${hostOf(asked.url)} answered with something that is not JSON: ${options.redact(excerpt(response.text))}`,
          { action: 'Check the address; a sign-in page or a proxy may answer in its place.' },
        );
      }
    },
  };
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > maxBytes) throw tooLarge(maxBytes);
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(maxBytes: number): FeedFaultError {
  return new FeedFaultError(
    'answerTooLarge',
    `The answer is larger than ${Math.round(maxBytes / 1_048_576)} MB.`,
    { action: 'Ask for smaller pages.', temporary: false },
  );
}

function statusFault(
  response: HttpResponse,
  asked: HttpRequest,
  redact: (text: string) => string,
): FeedFaultError {
  const { status } = response;
  const host = hostOf(asked.url);
  if (status === 401 || status === 403) {
    return new FeedFaultError('signInRefused', `${host} refuses the sign-in (${status}).`, {
      action: 'Check user, password or key, and what they may read.',
      temporary: false,
    });
  }
  if (status === 429)
    return new FeedFaultError('tooManyCalls', `${host} asks to be called less often (429).`);
  if (status >= 300 && status < 400) {
    return new FeedFaultError('moved', `${host} sends us elsewhere (${status}).`, {
      action: 'Enter the address to which it leads.',
      temporary: false,
    });
  }
  return new FeedFaultError(
    status >= 500 ? 'serverError' : 'requestRefused',
    `${host} answered ${status}: ${redact(excerpt(response.text))}`,
    { temporary: status >= 500 || status === 408 },
  );
}

const CAUSES: Record<string, [code: string, sentence: string, action: string]> = {
  ECONNREFUSED: ['unreachable', 'does not answer on that port', 'Check that the server runs and the port.'],
  ENOTFOUND: ['unknownHost', 'is not a known name', 'Check the address, and that this machine is online.'],
  EAI_AGAIN: ['unknownHost', 'cannot be looked up now', 'Check that this machine is online.'],
  ECONNRESET: [
    'connectionLost',
    'closed the connection',
    'Nothing to do if it was a moment: it is tried again.',
  ],
  UND_ERR_SOCKET: [
    'connectionLost',
    'closed the connection',
    'Nothing to do if it was a moment: it is tried again.',
  ],
  EHOSTUNREACH: ['unreachable', 'cannot be reached', 'Check network and VPN.'],
  ENETUNREACH: ['unreachable', 'cannot be reached', 'Check network and VPN.'],
  CERT_HAS_EXPIRED: ['badCertificate', 'has an expired certificate', 'Have its certificate renewed.'],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    'badCertificate',
    'has a certificate that nobody vouches for',
    'Have your company’s certificate authority known to this machine.',
  ],
};

function explain(
  error: unknown,
  asked: HttpRequest,
  timedOut: boolean,
  redact: (text: string) => string,
): FeedFaultError {
  if (error instanceof FeedFaultError) return error;
  const host = hostOf(asked.url);
  if (timedOut) {
    return new FeedFaultError(
      'timeOut',
      `${host} did not answer within ${(asked.timeoutMs ?? TIMEOUT_MS) / 1000} s.`,
    );
  }
  const cause =
    error instanceof Error ? (error.cause as { code?: string; message?: string } | undefined) : undefined;
  const known = CAUSES[cause?.code ?? ''];
  if (known) return new FeedFaultError(known[0], `${host} ${known[1]}.`, { action: known[2] });
  const detail = cause?.message ?? (error instanceof Error ? error.message : String(error));
  return new FeedFaultError(
    'connectionLost',
    `The exchange with ${host} broke off: ${redact(excerpt(detail))}`,
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return 'The address';
  }
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}
