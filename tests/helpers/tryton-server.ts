import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** “Today” of the company in the fixture: pinned, so that `.ci/run` prepares what the tests start. */
export const TRYTON_ANCHOR = '2025-03-14';

const folder = process.env.VIGIE_TRYTON ?? resolve(import.meta.dirname, '../../../shared/tryton');
const READY_MS = 400_000;

/** Why no Tryton can be started here; null when one can. */
export function trytonMissing(): string | null {
  if (!existsSync(join(folder, 'start.sh'))) {
    return `there is no ${join(folder, 'start.sh')}: set VIGIE_TRYTON to the folder of the Tryton fixture`;
  }
  const found = spawnSync('/usr/bin/python3', ['-c', 'import trytond, proteus'], { stdio: 'ignore' });
  return found.status === 0
    ? null
    : `Tryton is not installed: as root, bash ${join(folder, 'start.sh')} --install --prepare-only`;
}

interface Ready {
  url: string;
  db: string;
  login: string;
  password: string;
  users: Record<string, string>;
  manifest: string;
  conf: string;
  pid: number;
}

/** The seeded company, as far as tests look at it. */
export interface TrytonManifest {
  warehouses: { id: number; code: string }[];
  counts: Record<string, Record<string, number>>;
  quantity_at_anchor: Record<string, Record<string, number>>;
  cases: Record<string, number[]>;
}

export interface TrytonServer {
  url: string;
  database: string;
  manifest: TrytonManifest;
  /** Its SQLite file. */
  databaseFile: string;
  /** Options of a feed that signs in as `tower`, and its secrets. */
  options: { url: string; database: string; user: string };
  secrets: { password: string };
  /** Another user at another desk; `admin` may do everything. */
  user(name: 'admin' | 'tower' | 'viewer'): Promise<TrytonUser>;
  password(name: 'admin' | 'tower' | 'viewer'): string;
  /** Kills the server; its data stays. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a real Tryton with a copy of the seeded company: seconds when it was prepared, minutes when not. */
export async function startTryton(): Promise<TrytonServer> {
  const dir = mkdtempSync(join(tmpdir(), 'vigie-tryton-'));
  const script = ['--dir', dir, '--anchor', TRYTON_ANCHOR];
  let server = spawn('setpriv', ['--pdeathsig', 'TERM', 'bash', join(folder, 'start.sh'), ...script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  }) as ChildProcess;
  const ready = await untilReady(server);
  const manifest = JSON.parse(readFileSync(ready.manifest, 'utf8')) as TrytonManifest;
  const passwordOf = (name: string) => (name === ready.login ? ready.password : (ready.users[name] ?? ''));
  const port = Number(new URL(ready.url).port);
  let { pid } = ready;
  const ended = () =>
    new Promise<void>((done) => (server.exitCode === null ? server.once('exit', () => done()) : done()));
  return {
    url: ready.url,
    database: ready.db,
    manifest,
    databaseFile: join(dirname(ready.manifest), `${ready.db}.sqlite`),
    options: { url: ready.url, database: ready.db, user: 'tower' },
    secrets: { password: passwordOf('tower') },
    password: passwordOf,
    user: (name) => TrytonUser.signIn(ready.url, ready.db, name, passwordOf(name)),
    async kill() {
      process.kill(pid, 'SIGKILL');
      await ended();
    },
    async restart() {
      const command = ['--pdeathsig', 'TERM', 'trytond', '-c', ready.conf, '-d', ready.db];
      server = spawn('setpriv', command, {
        stdio: 'ignore',
        env: { ...process.env, PYTHONWARNINGS: 'ignore' },
      });
      pid = server.pid ?? 0;
      await untilListening(port);
    },
    async stop() {
      server.kill('SIGTERM');
      await ended();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function untilReady(server: ChildProcess): Promise<Ready> {
  return new Promise((done, fail) => {
    let out = '';
    let said = '';
    const late = setTimeout(() => fail(new Error(`Tryton was not ready in time: ${said}`)), READY_MS);
    server.stderr?.on('data', (data: Buffer) => {
      said += data.toString();
    });
    server.stdout?.on('data', (data: Buffer) => {
      out += data.toString();
      const line = out.split('\n').find((text) => text.startsWith('READY '));
      if (!line || !out.endsWith('\n')) return;
      clearTimeout(late);
      done(JSON.parse(line.slice('READY '.length)) as Ready);
    });
    server.once('exit', (code) => {
      clearTimeout(late);
      fail(new Error(`Tryton’s start.sh ended with ${code}: ${said}`));
    });
  });
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const open = await new Promise<boolean>((done) => {
      const socket = createConnection(port, '127.0.0.1', () => {
        socket.destroy();
        done(true);
      });
      socket.once('error', () => done(false));
    });
    if (open) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`Nothing listens on port ${port}`);
}

/** A user who works in Tryton beside Vigie: a bare client that shares no code with the connector. */
export class TrytonUser {
  readonly #base: string;
  #authorization = '';
  #context: Record<string, unknown> = {};

  private constructor(url: string, database: string) {
    this.#base = `${url}${database}/`;
  }

  static async signIn(url: string, database: string, name: string, password: string): Promise<TrytonUser> {
    const user = new TrytonUser(url, database);
    const [id, key] = (await user.#raw('common.db.login', [name, { password }, 'en'])) as [number, string];
    user.#authorization = `Session ${Buffer.from(`${name}:${id}:${key}`).toString('base64')}`;
    user.#context = (await user.#raw('model.res.user.get_preferences', [true, {}])) as Record<
      string,
      unknown
    >;
    return user;
  }

  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at by the tests themselves
  call(method: string, ...params: unknown[]): Promise<any> {
    return this.#raw(`model.${method}`, [...params, this.#context]);
  }

  /** Rows in order of their ids. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at by the tests themselves
  rows(model: string, domain: unknown[], fields: string[], limit: number | null = null): Promise<any[]> {
    return this.call(`${model}.search_read`, domain, 0, limit, [['id', 'ASC']], fields);
  }

  async #raw(method: string, params: unknown[]): Promise<unknown> {
    const response = await fetch(this.#base, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.#authorization ? { authorization: this.#authorization } : {}),
      },
      body: JSON.stringify({ id: 1, method, params }),
    });
    if (!response.ok) throw new Error(`${method}: ${response.status}`);
    const { result, error } = (await response.json()) as { result?: unknown; error?: unknown };
    if (error) throw new Error(`${method}: ${JSON.stringify(error).slice(0, 400)}`);
    return result;
  }
}
