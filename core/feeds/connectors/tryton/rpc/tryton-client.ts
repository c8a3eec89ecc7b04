import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { FeedFaultError } from '../../../connector.ts';
import type { FeedHttp, HttpResponse } from '../../../engine/feed-http.ts';
import { errorOf, TrytonConflictError } from './errors.ts';
import { dropSession, keepSession, keptSession, type Session } from './session.ts';
import type { Row } from './values.ts';

/** Series that this was made for and tried with; others name states and fields differently. */
const SERIES = /^6\.0\./;
const TIMEOUT_MS = 60_000;
/** SQLite waits up to half a minute for its one writer. */
const WRITE_TIMEOUT_MS = 120_000;
const CONFLICT_PAUSES_MS = [250, 1000];

export interface TrytonAccess {
  http: FeedHttp;
  signal: AbortSignal;
  url: string;
  database: string;
  user: string;
  password: () => Promise<string>;
  /** Models whose fields to look up. */
  models: readonly string[];
}

export type Domain = readonly unknown[];
export type Order = readonly (readonly [field: string, direction: string])[];

export interface SearchOptions {
  limit?: number;
  order?: Order;
  context?: Row;
}

/** Tryton over JSON-RPC: signs in when needed, and once more when the session has ended; errors are typed and in words. */
export class TrytonClient {
  readonly #access: TrytonAccess;
  readonly #root: string;
  #id = 0;

  constructor(access: TrytonAccess) {
    this.#access = access;
    this.#root = access.url.endsWith('/') ? access.url : `${access.url}/`;
  }

  /** `6.0.29`. Needs no sign-in. @throws FeedFaultError `unknownSeries` for what we do not know. */
  async version(): Promise<string> {
    const answer = await this.#post(this.#root, 'common.server.version', [], null, TIMEOUT_MS);
    const version = String(resultOf(answer));
    if (!SERIES.test(version)) {
      throw new FeedFaultError('unknownSeries', `This is Tryton ${version}; only series 6.0 is known here.`, {
        action: 'Connect a 6.0 server, or update Vigie once it knows this series.',
        temporary: false,
      });
    }
    return version;
  }

  /** The session in use; signs in when there is none. */
  async session(): Promise<Session> {
    const key = await this.#key();
    return keptSession(key) ?? this.#signIn(key);
  }

  /** Calls a method with the context as its last parameter. Reads are repeated when the database was busy. */
  async call(method: string, params: readonly unknown[], context: Row = {}): Promise<unknown> {
    for (const wait of [...CONFLICT_PAUSES_MS, null]) {
      try {
        return await this.#callOnce(method, params, context);
      } catch (error) {
        if (wait === null || !(error instanceof TrytonConflictError)) throw error;
        await pause(wait, undefined, { signal: this.#access.signal });
      }
    }
    throw new TrytonConflictError();
  }

  /** Rows that fit, archived ones as well; ids that are gone are just left out. */
  async search(
    model: string,
    domain: Domain,
    fields: readonly string[],
    options: SearchOptions = {},
  ): Promise<Row[]> {
    const known = await this.knownFields(model, fields);
    const order = options.order ?? [['id', 'ASC']];
    const params = [domain, 0, options.limit ?? null, order, known];
    return rowsOf(
      await this.call(`model.${model}.search_read`, params, { active_test: false, ...options.context }),
    );
  }

  async count(model: string, domain: Domain): Promise<number> {
    return Number(await this.call(`model.${model}.search_count`, [domain], { active_test: false }));
  }

  /** Presses a button, or calls another method that takes ids. */
  press(model: string, button: string, ids: readonly number[], context: Row = {}): Promise<unknown> {
    return this.call(`model.${model}.${button}`, [ids], context);
  }

  async create(model: string, values: Row): Promise<number> {
    const ids = await this.call(`model.${model}.create`, [[values]]);
    return Number((ids as unknown[])[0]);
  }

  /** Whether the module that brings this model is installed. */
  async has(model: string): Promise<boolean> {
    return (await this.session()).schema.has(model);
  }

  /** Those fields (or paths) whose first step the model has here. */
  async knownFields(model: string, fields: readonly string[]): Promise<string[]> {
    const known = (await this.session()).schema.get(model);
    return known ? fields.filter((field) => known.has(field.split('.')[0] ?? field)) : [...fields];
  }

  async #callOnce(method: string, params: readonly unknown[], context: Row): Promise<unknown> {
    const session = await this.session();
    const timeout = /\.(search|read|fields_get)/.test(method) ? TIMEOUT_MS : WRITE_TIMEOUT_MS;
    const send = ({ authorization, context: own }: Session) =>
      this.#post(this.#base(), method, [...params, { ...own, ...context }], authorization, timeout);
    const answer = await send(session);
    if (answer.status !== 401) return resultOf(answer);
    const key = await this.#key();
    dropSession(key, session);
    const again = await send(keptSession(key) ?? (await this.#signIn(key)));
    if (again.status === 401) throw sessionLost();
    return resultOf(again);
  }

  async #signIn(key: string): Promise<Session> {
    const version = await this.version();
    const { user, password } = this.#access;
    const login = ['common.db.login', [user, { password: await password() }, 'en']] as const;
    const answer = await this.#post(this.#base(), ...login, null, WRITE_TIMEOUT_MS);
    if (answer.status === 401) throw signInRefused();
    if (answer.status === 429) {
      throw new FeedFaultError(
        'signInLocked',
        'Tryton has locked this user for some minutes: too many wrong passwords.',
        {
          action: 'Wait five minutes, then check user and password.',
        },
      );
    }
    const [userId, token] = signedIn(resultOf(answer));
    const authorization = `Session ${Buffer.from(`${user}:${userId}:${token}`).toString('base64')}`;
    const ask = async (method: string, params: readonly unknown[]) => {
      const reply = await this.#post(this.#base(), method, params, authorization, TIMEOUT_MS);
      if (reply.status === 401) throw sessionLost();
      return resultOf(reply);
    };
    const context = ((await ask('model.res.user.get_preferences', [true, {}])) ?? {}) as Row;
    const schema = await this.#schema(ask, context);
    const session = {
      userId,
      authorization,
      context,
      schema,
      currency: await companyCurrency(ask, context),
      version,
    };
    keepSession(key, session);
    return session;
  }

  async #schema(ask: Ask, context: Row): Promise<Map<string, Set<string>>> {
    const domain = [['model.model', 'in', this.#access.models]];
    const params = [domain, 0, null, [['id', 'ASC']], ['name', 'model.model'], context];
    const rows = rowsOf(await ask('model.ir.model.field.search_read', params));
    const schema = new Map<string, Set<string>>();
    for (const row of rows) {
      const model = String((row['model.'] as Row | null)?.model ?? '');
      const fields = schema.get(model) ?? new Set<string>();
      if (fields.size === 0)
        for (const field of ['id', 'create_date', 'write_date', '_timestamp']) fields.add(field);
      fields.add(String(row.name));
      schema.set(model, fields);
    }
    return schema;
  }

  #base(): string {
    return `${this.#root}${encodeURIComponent(this.#access.database)}/`;
  }

  async #key(): Promise<string> {
    const { database, user, password } = this.#access;
    const hash = createHash('sha256').update(await password());
    return [this.#root, database, user, hash.digest('base64')].join('\n');
  }

  /** Exactly these three keys: with others, errors would come as bare statuses. */
  #post(
    url: string,
    method: string,
    params: readonly unknown[],
    authorization: string | null,
    timeoutMs: number,
  ): Promise<HttpResponse> {
    return this.#access.http.request({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
      body: JSON.stringify({ id: this.#id++, method, params }),
      timeoutMs,
    });
  }
}

type Ask = (method: string, params: readonly unknown[]) => Promise<unknown>;

async function companyCurrency(ask: Ask, context: Row): Promise<string | null> {
  const domain = [['id', '=', context.company ?? null]];
  const params = [domain, 0, 1, [['id', 'ASC']], ['currency.code'], context];
  const [company] = rowsOf(await ask('model.company.company.search_read', params));
  const code = (company?.['currency.'] as Row | null | undefined)?.code;
  return typeof code === 'string' ? code : null;
}

function rowsOf(answer: unknown): Row[] {
  if (!Array.isArray(answer)) throw notTryton();
  return answer.filter((row): row is Row => typeof row === 'object' && row !== null);
}

function signedIn(answer: unknown): [userId: number, token: string] {
  const [userId, token] = Array.isArray(answer) ? (answer as unknown[]) : [];
  if (typeof userId !== 'number' || typeof token !== 'string') throw notTryton();
  return [userId, token];
}

function notTryton(): FeedFaultError {
  return new FeedFaultError('notTryton', 'What answers at this address does not speak Tryton’s protocol.', {
    action: 'Check the address: it is that of the server, without the database.',
    temporary: false,
  });
}

function signInRefused(): FeedFaultError {
  return new FeedFaultError('signInRefused', 'Tryton refuses this user and password.', {
    action: 'Check user and password; after six failures Tryton locks the user for five minutes.',
    temporary: false,
  });
}

function sessionLost(): FeedFaultError {
  return new FeedFaultError('sessionLost', 'Tryton ends sessions right after they begin.', {
    action: 'Nothing to do if it was a moment; else have [session] max_age looked at.',
  });
}

function resultOf(answer: HttpResponse): unknown {
  if (answer.status !== 200) throw statusFault(answer.status);
  let body: { result?: unknown; error?: unknown } | null;
  try {
    body = JSON.parse(answer.text) as { result?: unknown; error?: unknown } | null;
  } catch {
    throw new FeedFaultError(
      'notJson',
      'What answers at this address is not Tryton, or its answer was cut off.',
      {
        action: 'Check the address; a proxy may answer in its place.',
      },
    );
  }
  if (typeof body !== 'object' || body === null || !('result' in body || 'error' in body)) {
    throw notTryton();
  }
  if (body.error !== undefined && body.error !== null) throw errorOf(body.error);
  return body.result;
}

function statusFault(status: number): FeedFaultError {
  if (status === 403) {
    return new FeedFaultError('notOffered', 'Tryton does not offer what was asked for (403).', {
      action: 'Check that the modules for stock, sales and purchases are activated.',
      temporary: false,
    });
  }
  if (status === 404) {
    return new FeedFaultError('notFound', 'There is no Tryton at this address (404).', {
      action: 'Check the address.',
      temporary: false,
    });
  }
  if (status === 413) {
    return new FeedFaultError('requestTooLarge', 'Tryton takes no request of this size (413).', {
      action: 'Choose a smaller page size.',
      temporary: false,
    });
  }
  if (status === 429) return new FeedFaultError('tooManyCalls', 'Tryton asks to be called less often (429).');
  return new FeedFaultError('serverError', `Tryton answered ${status}.`, { temporary: status >= 500 });
}
