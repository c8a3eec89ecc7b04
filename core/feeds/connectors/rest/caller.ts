import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectorTools, FeedFaultError } from '../../connector.ts';
import type { HttpRequest, HttpResponse } from '../../engine/feed-http.ts';
import { isObject, readJson, shortValue } from './json.ts';
import type { ConnectionOptions, FailureRule, RequestRule, SignInRule } from './options.ts';
import { itemScope, valueAt } from './paths.ts';
import { fillJson, fillText, type Values } from './template.ts';

const SECRETS = ['token', 'password', 'clientSecret'] as const;
/** Longer pauses that a server asks for end the run: it is tried again later from where it was. */
const LONGEST_PAUSE_SECONDS = 20;
const MOST_PAUSES = 3;

/** The part of a connector's tools that calls need. */
export type CallTools = Pick<
  ConnectorTools<unknown>,
  'http' | 'secret' | 'hasSecret' | 'signal' | 'clock' | 'log'
>;

export interface CallerSettings {
  connection: ConnectionOptions;
  /** More values for templates. */
  values?: Values;
  signIn?: SignInRule | undefined;
  failure?: FailureRule | undefined;
}

export interface Answer {
  value: unknown;
  response: HttpResponse;
}

/** Calls one system: fills templates, signs in, waits when asked to, and says in words what went wrong. */
export class Caller {
  readonly #tools: CallTools;
  readonly #settings: CallerSettings;
  #values: Promise<Values> | null = null;
  #bearer: Promise<string> | null = null;

  constructor(tools: CallTools, settings: CallerSettings) {
    this.#tools = tools;
    this.#settings = settings;
  }

  /** Signs in. @throws FeedFaultError when that is refused. */
  async prepare(): Promise<void> {
    await this.#baseValues();
    if (this.#settings.connection.auth === 'oauth2') await this.#oauthToken();
  }

  /** A 2xx answer as JSON that is no refusal. @throws FeedFaultError otherwise. */
  async json(rule: RequestRule, values: Values): Promise<Answer> {
    const asked = await this.build(rule, values);
    return this.#checked(asked, await this.respond(asked));
  }

  /** The same for an address that the source itself gave: only its own host is called. */
  async jsonAt(url: string, rule: RequestRule, values: Values): Promise<Answer> {
    const own = new URL(this.#settings.connection.url);
    const target = new URL(url, own);
    if (target.origin !== own.origin) {
      throw new FeedFaultError(
        'foreignLink',
        `${own.host} leads to another host for the next page: ${target.host}.`,
        {
          action: 'Vigie does not send its sign-in there. Enter that address if it is the right one.',
          temporary: false,
        },
      );
    }
    const asked = await this.build({ ...rule, url: target.href, query: {} }, values);
    return this.#checked(asked, await this.respond(asked));
  }

  /** Any answer; pauses that the server asks for are made, and a refused bearer token is renewed once. */
  async respond(asked: HttpRequest): Promise<HttpResponse> {
    for (let pause = 0; ; pause++) {
      const response = await this.#tools.http.request(asked);
      const seconds = retryAfter(response, this.#tools.clock());
      if (seconds === null) return response;
      if (pause >= MOST_PAUSES || seconds > LONGEST_PAUSE_SECONDS) {
        const host = new URL(asked.url).host;
        throw new FeedFaultError(
          'tooManyCalls',
          `${host} asks to wait ${seconds} s before the next call (${response.status}).`,
          { action: 'Nothing to do: it is tried again. Sync less often if it happens a lot.' },
        );
      }
      await sleep(seconds * 1000, undefined, { signal: this.#tools.signal });
    }
  }

  /** The call that a template makes. */
  async build(rule: RequestRule, more: Values): Promise<HttpRequest> {
    return this.#compose(rule, { ...(await this.#baseValues()), ...more });
  }

  async #compose(rule: RequestRule, values: Values): Promise<HttpRequest> {
    const { connection } = this.#settings;
    const url = this.#target(fillText(rule.url, values, encodeURIComponent), connection.url);
    for (const [name, template] of Object.entries(rule.query)) {
      const value = fillJson(template, values);
      if (value === null) continue;
      url.searchParams.set(name, Array.isArray(value) ? value.join(',') : String(value));
    }
    const headers: Record<string, string> = { accept: 'application/json' };
    for (const [name, template] of Object.entries({ ...connection.headers, ...rule.headers })) {
      headers[name.toLowerCase()] = fillText(template, values).replace(/\p{Cc}+/gu, ' ');
    }
    await this.#authorize(url, headers);
    const body = rule.body === undefined ? undefined : this.#body(rule, values, headers);
    return { method: rule.method, url: url.href, headers, ...(body === undefined ? {} : { body }) };
  }

  #target(filled: string, base: string): URL {
    if (/^https?:\/\//i.test(filled)) return new URL(filled);
    const folder = base.endsWith('/') || filled === '' ? base : `${base}/`;
    return new URL(filled.startsWith('/') ? filled.slice(1) : filled, folder);
  }

  #body(rule: RequestRule, values: Values, headers: Record<string, string>): string {
    const filled = fillJson(rule.body, values);
    if (rule.form && isObject(filled)) {
      headers['content-type'] ??= 'application/x-www-form-urlencoded';
      const form = new URLSearchParams();
      for (const [key, value] of Object.entries(filled)) form.set(key, String(value ?? ''));
      return form.toString();
    }
    headers['content-type'] ??= 'application/json';
    return typeof filled === 'string' && typeof rule.body === 'string' ? filled : JSON.stringify(filled);
  }

  async #authorize(url: URL, headers: Record<string, string>): Promise<void> {
    const { auth, authName, user } = this.#settings.connection;
    if (auth === 'none') return;
    if (auth === 'basic') {
      const pair = `${user}:${await this.#tools.secret('password')}`;
      headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
    } else if (auth === 'oauth2') headers.authorization = `Bearer ${await this.#oauthToken()}`;
    else {
      const token = await this.#tools.secret('token');
      if (auth === 'bearer') headers.authorization = `Bearer ${token}`;
      else if (auth === 'header') headers[(authName || 'x-api-key').toLowerCase()] = token;
      else url.searchParams.set(authName || 'api_key', token);
    }
  }

  #oauthToken(): Promise<string> {
    this.#bearer ??= this.#fetchToken().catch((error: unknown) => {
      this.#bearer = null;
      throw error;
    });
    return this.#bearer;
  }

  async #fetchToken(): Promise<string> {
    const { tokenUrl, clientId, scope, url } = this.#settings.connection;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: await this.#tools.secret('clientSecret'),
      ...(scope ? { scope } : {}),
    });
    const answer = await this.#tools.http.json({
      method: 'POST',
      url: new URL(tokenUrl || 'oauth/token', url).href,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
    const token = valueAt('access_token', itemScope(answer));
    if (typeof token === 'string' && token !== '') return token;
    throw signInRefused('The token address gave no access_token.');
  }

  #baseValues(): Promise<Values> {
    this.#values ??= this.#gather().catch((error: unknown) => {
      this.#values = null;
      throw error;
    });
    return this.#values;
  }

  async #gather(): Promise<Values> {
    const secret: Record<string, string> = {};
    for (const name of SECRETS) {
      if (await this.#tools.hasSecret(name)) secret[name] = await this.#tools.secret(name);
    }
    const { signIn, connection } = this.#settings;
    const values: Values = { ...this.#settings.values, user: connection.user, secret };
    if (!signIn) return values;
    const asked = await this.#compose(signIn.request, values);
    const { value } = this.#checked(asked, await this.respond(asked));
    const session = valueAt(signIn.path, itemScope(value));
    if (session === null || session === undefined || session === false || session === '') {
      throw signInRefused('The sign-in was refused.');
    }
    return { ...values, session };
  }

  #checked(asked: HttpRequest, response: HttpResponse): Answer {
    const host = new URL(asked.url).host;
    if (response.status === 401) this.#bearer = null;
    if (response.status < 200 || response.status > 299) throw statusFault(host, response);
    const read = readJson(response.text);
    if (!read.ok) {
      throw new FeedFaultError(read.code, `The answer of ${host} cannot be read. ${read.reason}`, {
        action: 'If it stays so, check the address; a sign-in page or a proxy may answer in its place.',
      });
    }
    const refusal = refusalIn(read.value, this.#settings.failure);
    if (refusal) throw refusal;
    return { value: read.value, response };
  }
}

function signInRefused(message: string): FeedFaultError {
  return new FeedFaultError('signInRefused', message, {
    action: 'Check database, user, password or key, and what they may read.',
    temporary: false,
  });
}

/** What an answer of status 200 refuses, if its source says so in the body. */
export function refusalIn(answer: unknown, failure: FailureRule | undefined): FeedFaultError | null {
  if (!failure) return null;
  const scope = itemScope(answer);
  const found = valueAt(failure.path, scope);
  if (found === undefined || found === null || found === false || found === '') return null;
  const words = failure.message.map((path) => valueAt(path, scope)).find((one) => typeof one === 'string');
  const message = shortValue(words ?? found);
  const whole = JSON.stringify(found) ?? '';
  if (failure.signInWords.some((word) => whole.includes(word))) return signInRefused(message);
  return new FeedFaultError('sourceError', `The source refuses: ${message}`);
}

/** Why a status other than 2xx is trouble. */
export function statusFault(host: string, response: HttpResponse): FeedFaultError {
  const { status } = response;
  if (status === 401 || status === 403) {
    return signInRefused(`${host} refuses the sign-in (${status}).`);
  }
  if (status >= 300 && status < 400) {
    const to = response.headers.get('location');
    return new FeedFaultError(
      'moved',
      `${host} sends us elsewhere (${status}${to ? `: ${shortValue(to)}` : ''}).`,
      {
        action: 'Enter the address to which it leads.',
        temporary: false,
      },
    );
  }
  const temporary = status >= 500 || status === 408 || status === 425 || status === 429;
  const words = shortValue(response.text.replace(/<[^>]*>|\s+/g, ' '));
  return new FeedFaultError(
    temporary ? 'serverError' : 'requestRefused',
    `${host} answered ${status}${words ? `: ${words}` : ''}.`,
    { temporary },
  );
}

/** Seconds that a server asks to wait (429, 503 with Retry-After); null when it does not. */
export function retryAfter(response: HttpResponse, now: number): number | null {
  if (response.status !== 429 && response.status !== 503) return null;
  const header = response.headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,6}$/.test(header)) return Number(header);
  const until = Date.parse(header);
  if (Number.isFinite(until)) return Math.max(0, Math.ceil((until - now) / 1000));
  return response.status === 429 ? 2 : null;
}
