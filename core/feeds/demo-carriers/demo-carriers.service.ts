import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { DemoCarriers as DemoCarriersView } from '../../contract/demo-carriers.ts';
import type { AppContext } from '../../features/context.ts';
import { readSetting, writeSetting } from '../../features/workspace/index.ts';
import { allFeeds } from '../engine/feed.queries.ts';
import { type Feed, secretKey } from '../engine/feed.ts';
import { saveFeed, setActive } from '../feeds.service.ts';
import { DemoCarriersClient, type LaunchedServer, type LaunchServer } from './client.ts';
import { registrationsOf, trackedUnderWay } from './shipments.queries.ts';
import type { DemoSettings } from './simulation.ts';

const SETTING = 'demoCarriers';
const CONNECTOR = 'demo-carriers';
const NAME = 'Demo carriers (simulated)';
const INTERVAL_SECONDS = 3;
const PAGE = 500;
const WALK = 5000;
const LOOK_EVERY_MS = 5_000;
const WALK_EVERY_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

const savedSettings = z.object({
  running: z.boolean().default(false),
  seed: z.number().int().default(1),
  speed: z.number().min(1).max(600).default(60),
  delays: z.boolean().default(false),
  losses: z.boolean().default(false),
  outage: z.boolean().default(false),
  hubOutage: z.boolean().default(false),
  strike: z.boolean().default(false),
  lostTruck: z.boolean().default(false),
});
type Saved = z.infer<typeof savedSettings>;

export interface DemoCarriersChange {
  running?: boolean | undefined;
  speed?: number | undefined;
  switches?: { [Switch in keyof DemoCarriersView['switches']]?: boolean | undefined } | undefined;
}

/** The demo carriers of a workspace: their server, their feed, and the parcels that they have been given. */
export class DemoCarriers {
  readonly #ctx: AppContext;
  readonly #launch: LaunchServer;
  readonly #registered = new Set<string>();
  #registering: DemoCarriersClient | null = null;
  #registration: Promise<void> = Promise.resolve();
  #server: LaunchedServer | null = null;
  #client: DemoCarriersClient | null = null;
  #feedId: number | null = null;
  #wanted = false;
  #pauseMs = FIRST_PAUSE_MS;
  #restart: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #stopListening: (() => void) | null = null;
  #somethingNew = false;
  #walkedAt = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(ctx: AppContext, launch: LaunchServer) {
    this.#ctx = ctx;
    this.#launch = launch;
  }

  /** Goes on where the core left off when it was last closed, or killed. */
  resume(): Promise<void> {
    return this.#inTurn(async () => {
      const saved = await this.#saved();
      if (saved.running) await this.#start(saved);
    });
  }

  /** Of the server's process; null while there is none. */
  get serverPid(): number | null {
    return this.#server?.pid ?? null;
  }

  async state(): Promise<DemoCarriersView> {
    const saved = await this.#saved();
    const feed = await this.#findFeed();
    return {
      running: this.#wanted,
      feedId: feed?.id ?? null,
      speed: saved.speed,
      switches: switchesOf(saved),
      shipments: this.#registered.size,
    };
  }

  /** Starts or stops the server with its feed, or changes its time and its troubles. */
  async change({ running, speed, switches }: DemoCarriersChange): Promise<DemoCarriersView> {
    await this.#inTurn(async () => {
      const saved = await this.#saved();
      const settings: Saved = {
        ...saved,
        running: running ?? saved.running,
        speed: speed ?? saved.speed,
        ...stated(switches),
      };
      await this.#ctx.db.write((trx) => writeSetting(trx, SETTING, settings));
      if (!settings.running) return this.#stop();
      if (this.#client && this.#wanted) await this.#client.change(settingsOf(settings));
      else await this.#start(settings);
    });
    this.#ctx.events.publish({ type: 'feeds.changed', ...(this.#feedId ? { feedId: this.#feedId } : {}) });
    return this.state();
  }

  /** Ends the server and leaves the feed as it is: the next start of the core resumes it. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#end());
  }

  async #start(saved: Saved): Promise<void> {
    this.#wanted = true;
    try {
      const feed = await this.#findFeed();
      await this.#bringUp(saved, feed);
    } catch (error) {
      await this.#end();
      throw error;
    }
    this.#stopListening ??= this.#ctx.events.listen(({ type }) => {
      if (type === 'shipments.changed' || type === 'orders.changed') this.#somethingNew = true;
    });
    this.#looking ??= setInterval(() => this.#lookAround(), LOOK_EVERY_MS);
    this.#looking.unref();
  }

  async #bringUp(saved: Saved, known: Feed | null): Promise<void> {
    const url = typeof known?.options.url === 'string' ? known.options.url : null;
    const stored = known ? await this.#ctx.secrets.get(secretKey(known.code, 'token')) : null;
    const token = stored ?? randomBytes(24).toString('base64url');
    const port = Number(url === null ? 0 : new URL(url).port);
    const server = await this.#launch({ seed: saved.seed, settings: settingsOf(saved), token, port });
    this.#server = server;
    this.#client = new DemoCarriersClient(server.port, token);
    this.#registered.clear();
    void server.ended.then(() => this.#onEnd(server));
    this.#feedId = await this.#keepFeed(
      known,
      `http://127.0.0.1:${server.port}`,
      stored === null ? token : null,
    );
    this.#beginRegistering();
  }

  async #keepFeed(known: Feed | null, url: string, newToken: string | null): Promise<number> {
    if (known && newToken === null && known.options.url === url) {
      if (!known.active) await setActive(this.#ctx, known.id, true);
      return known.id;
    }
    const feed = await saveFeed(this.#ctx, {
      ...(known ? { id: known.id } : {}),
      name: known?.name ?? NAME,
      connector: CONNECTOR,
      options: { ...known?.options, url },
      secrets: newToken === null ? {} : { token: newToken },
      intervalSeconds: known?.intervalSeconds ?? INTERVAL_SECONDS,
      budgetPerHour: null,
      active: true,
    });
    return feed.id;
  }

  #beginRegistering(): void {
    this.#registration = Promise.all([this.#registration, this.#registerNew()]).then(() => {});
  }

  /** Hands over every shipment under way that the server does not have yet, for as long as it is the same server. */
  async #registerNew(): Promise<void> {
    const client = this.#client;
    if (!client || this.#registering === client) return;
    this.#registering = client;
    this.#somethingNew = false;
    this.#walkedAt = this.#ctx.clock();
    try {
      for (let after = 0; this.#client === client; ) {
        const rows = await trackedUnderWay(this.#ctx.db, this.#feedId ?? 0, after, WALK);
        after = rows.at(-1)?.id ?? after;
        const fresh = rows.filter(({ trackingNumber }) => !this.#registered.has(trackingNumber ?? ''));
        for (let from = 0; from < fresh.length; from += PAGE)
          await this.#hand(client, fresh.slice(from, from + PAGE));
        if (rows.length < WALK) break;
      }
    } catch (error) {
      this.#somethingNew = true;
      if (this.#client === client) this.#ctx.log(`demo carriers: registering parcels: ${String(error)}`);
    } finally {
      if (this.#registering === client) this.#registering = null;
    }
  }

  async #hand(
    client: DemoCarriersClient,
    rows: readonly { id: number; trackingNumber: string | null }[],
  ): Promise<void> {
    if (this.#client !== client) return;
    const registrations = await registrationsOf(
      this.#ctx.db,
      rows.map(({ id }) => id),
    );
    if (registrations.length > 0) await client.register(registrations);
    if (this.#client !== client) return;
    for (const { trackingNumber } of rows) this.#registered.add(trackingNumber ?? '');
    this.#ctx.events.publish({ type: 'feeds.changed', ...(this.#feedId ? { feedId: this.#feedId } : {}) });
  }

  #lookAround(): void {
    if (this.#somethingNew && this.#ctx.clock() - this.#walkedAt >= WALK_EVERY_MS) this.#beginRegistering();
  }

  /** The server ended by itself: it is started again, later and later. */
  #onEnd(server: LaunchedServer): void {
    if (this.#server !== server) return;
    this.#server = null;
    this.#client = null;
    if (this.#wanted) this.#restartLater();
  }

  #restartLater(): void {
    this.#ctx.log(`demo carriers: the server ended; starting it again in ${this.#pauseMs} ms`);
    clearTimeout(this.#restart);
    this.#restart = setTimeout(() => {
      const again = async () => {
        if (!this.#wanted || this.#server) return;
        await this.#bringUp(await this.#saved(), await this.#findFeed());
        this.#pauseMs = FIRST_PAUSE_MS;
      };
      void this.#inTurn(again).catch(() => {
        if (this.#wanted) this.#restartLater();
      });
    }, this.#pauseMs);
    this.#restart.unref();
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2);
  }

  async #stop(): Promise<void> {
    const feed = await this.#findFeed();
    if (feed?.active) await setActive(this.#ctx, feed.id, false);
    await this.#end();
  }

  async #end(): Promise<void> {
    this.#wanted = false;
    clearTimeout(this.#restart);
    clearInterval(this.#looking);
    this.#looking = undefined;
    this.#stopListening?.();
    this.#stopListening = null;
    const server = this.#server;
    this.#server = null;
    this.#client = null;
    this.#registered.clear();
    await server?.stop();
    await this.#registration;
  }

  async #findFeed(): Promise<Feed | null> {
    return (await allFeeds(this.#ctx.db)).find(({ connector }) => connector === CONNECTOR) ?? null;
  }

  async #saved(): Promise<Saved> {
    return savedSettings.parse((await readSetting(this.#ctx.db.read, SETTING)) ?? {});
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.catch(() => {}).then(work);
    this.#turn = mine.catch(() => {});
    return mine;
  }
}

function settingsOf(saved: Saved): DemoSettings {
  return { speed: saved.speed, ...switchesOf(saved) };
}

function switchesOf(saved: Saved): DemoCarriersView['switches'] {
  const { delays, losses, outage, hubOutage, strike, lostTruck } = saved;
  return { delays, losses, outage, hubOutage, strike, lostTruck };
}

/** Only what was said; the rest stays as it is. */
function stated(switches: DemoCarriersChange['switches']): Partial<DemoCarriersView['switches']> {
  return Object.fromEntries(Object.entries(switches ?? {}).filter(([, on]) => on !== undefined));
}

const bound = new WeakMap<object, DemoCarriers>();

/** The demo carriers of a workspace; nothing runs before `resume` or `change`. */
export function createDemoCarriers(ctx: AppContext, launch: LaunchServer): DemoCarriers {
  const carriers = new DemoCarriers(ctx, launch);
  bound.set(ctx.db, carriers);
  return carriers;
}

/** @throws Error when the workspace was opened without them. */
export function demoCarriersOf(ctx: Pick<AppContext, 'db'>): DemoCarriers {
  const carriers = bound.get(ctx.db);
  if (!carriers) throw new Error('The demo carriers of this workspace are not open.');
  return carriers;
}
