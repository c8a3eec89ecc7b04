import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeedView } from '../../core/contract/feeds.ts';
import { createRandom, type Random } from '../../core/kernel/random.ts';
import { type CoreProcess, startCoreProcess } from '../helpers/core-process.ts';
import { type Dump, differences, dump } from './dump.ts';
import { COMMANDED, type CompanySize, type MadeFile, makeCompany, makeFiles } from './made-company.ts';
import { type ShapedServer, serveTrytonShaped } from './tryton-shaped.ts';

export interface ChaosOptions {
  kills: number;
  size: CompanySize;
  seed: number;
  log?: (line: string) => void;
}

export interface ChaosVerdict {
  kills: number;
  /** Records at the sources: documents and rows of files. */
  records: number;
  /** Where the workspace differs from that of a clean run; empty as it should be. */
  differences: string[];
  /** Shipments assigned other than exactly once, or assigned without a command. */
  wrongEffects: string[];
  commands: number;
  seconds: number;
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const PATIENCE_MS = 240_000;
const CHANGES = 60;

/** One run of the world: sources, a workspace, and a core that is started, and perhaps killed, as often as one likes. */
class World {
  readonly #folder = mkdtempSync(join(tmpdir(), 'vigie-chaos-'));
  readonly #incoming = join(this.#folder, 'incoming');
  readonly workspace = join(this.#folder, 'tower.vigie');
  readonly erp: ShapedServer;
  #dropped = 0;
  #made = false;

  private constructor(erp: ShapedServer) {
    this.erp = erp;
    mkdirSync(this.#incoming);
  }

  static async create(size: CompanySize, seed: number): Promise<World> {
    return new World(await serveTrytonShaped(makeCompany(size), seed));
  }

  /** Puts a file there as another program would: under another name first, whole, then renamed. */
  drop({ name, text }: MadeFile): void {
    const half = join(this.#incoming, `${name}.part`);
    writeFileSync(half, text);
    const at = Date.now() / 1000 - 100_000 + this.#dropped++;
    utimesSync(half, at, at);
    renameSync(half, join(this.#incoming, name));
  }

  filesLeft(): number {
    return readdirSync(this.#incoming).filter((name) => name.endsWith('.csv')).length;
  }

  async start(): Promise<CoreProcess> {
    const core = await startCoreProcess(this.workspace, { VIGIE_DATA: join(this.#folder, 'data') });
    if (!this.#made) await this.#makeFeeds(core);
    this.#made = true;
    return core;
  }

  async #makeFeeds({ client }: CoreProcess): Promise<void> {
    const common = { intervalSeconds: 1, active: true };
    await client.feeds.save({
      ...common,
      name: 'Tryton',
      connector: 'tryton',
      options: {
        url: this.erp.url,
        database: 'erp',
        user: 'tower',
        kinds: ['facilities', 'products', 'customers', 'orders', 'shipments'],
      },
      secrets: { password: 'Tower-Pilot-92x' },
    });
    await client.feeds.save({
      ...common,
      name: 'Files',
      connector: 'folder',
      options: { type: 'local', path: this.#incoming, settleSeconds: 0 },
    });
  }

  async close(): Promise<void> {
    await this.erp.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const shipmentNumbers = Array.from({ length: COMMANDED }, (_, i) => `SH-${i}`);

/** The n-th change made in the ERP while everything runs. */
function changeErp(erp: ShapedServer, productIds: readonly number[], n: number): void {
  const id = productIds[n % productIds.length];
  if (id !== undefined) erp.change('product.product', id, { name: `Renamed ${n}` });
}

/**
 * Two worlds with the same sources: in one the core is killed at random moments while sources fail, in the other nothing goes
 * wrong. In the end both workspaces must be equal, and each command must have had its effect once.
 */
export async function runChaos({ kills, size, seed, log = () => {} }: ChaosOptions): Promise<ChaosVerdict> {
  const started = performance.now();
  const files = makeFiles(size);
  const hard = await World.create(size, seed);
  const clean = await World.create(size, seed);
  const productIds = [...(makeCompany(size).get('product.product') ?? new Map<number, unknown>()).keys()];
  try {
    await killAgainAndAgain(hard, files, productIds, { kills, random: createRandom(seed), log });
    log('the sources have calmed down; waiting for the end');
    await finish(hard);
    for (let n = 0; n < CHANGES; n++) changeErp(clean.erp, productIds, n);
    for (const file of files) clean.drop(file);
    await finish(clean);
    const [killed, whole] = [await dump(hard.workspace), await dump(clean.workspace)];
    return {
      kills,
      records: recordsIn(whole),
      differences: differences(killed, whole),
      wrongEffects: wrongEffects(hard.erp),
      commands: COMMANDED,
      seconds: Math.round((performance.now() - started) / 1000),
    };
  } finally {
    await hard.close();
    await clean.close();
  }
}

function recordsIn(all: Dump): number {
  const kinds = ['facility', 'product', 'customer', 'order', 'shipment', 'stock', 'tracking', 'quarantine'];
  return kinds.reduce((sum, kind) => sum + (all[kind]?.length ?? 0), 0);
}

function wrongEffects(erp: ShapedServer): string[] {
  const wrong = shipmentNumbers
    .filter((number) => erp.assigned.get(number) !== 1)
    .map((number) => `${number} was assigned ${erp.assigned.get(number) ?? 0} times`);
  const unasked = [...erp.assigned.keys()].filter((number) => !shipmentNumbers.includes(number));
  return [...wrong, ...unasked.map((number) => `${number} was assigned and nobody asked for it`)];
}

interface KillOptions {
  kills: number;
  random: Random;
  log: (line: string) => void;
}

async function killAgainAndAgain(
  world: World,
  files: readonly MadeFile[],
  productIds: readonly number[],
  { kills, random, log }: KillOptions,
): Promise<void> {
  let dropped = 0;
  let changed = 0;
  for (let kill = 0; kill < kills; kill++) {
    world.erp.faulty = kill > 0;
    const core = await world.start();
    const share = (kill + 1) / kills;
    while (dropped < files.length * share) world.drop(files[dropped++] as MadeFile);
    while (changed < CHANGES * share) changeErp(world.erp, productIds, changed++);
    const work = provoke(core, random).catch(() => {});
    await pause(random.integer(150, 2500));
    await core.kill();
    await Promise.race([work, pause(100)]);
    if (kill % 10 === 9) log(`${kill + 1} kills, ${world.filesLeft()} files left, ${world.erp.calls} calls`);
  }
  world.erp.faulty = false;
}

/** Asks for syncs and for assignments: whether they are answered is a matter of luck. */
async function provoke({ client }: CoreProcess, random: Random): Promise<void> {
  const feeds = await client.feeds.list();
  for (const { id } of feeds) await client.feeds.sync({ id });
  const { rows } = await client.orders.list({ limit: 1 });
  if (rows.length > 0) await client.shipments.assign({ numbers: [random.pick(shipmentNumbers)] });
}

/** Lets a core come to its end: everything in, every command given and delivered. */
async function finish(world: World): Promise<void> {
  const core = await world.start();
  try {
    for (const { id } of await core.client.feeds.list()) {
      await core.client.feeds.setActive({ id, active: false });
      await core.client.feeds.setActive({ id, active: true });
    }
    await untilQuiet(world, core);
    await core.client.shipments.assign({ numbers: shipmentNumbers });
    await untilQuiet(world, core);
    // Once more: only a poll that began after the last delivery has surely seen its effect.
    await untilQuiet(world, core);
  } finally {
    await core.kill();
  }
}

async function untilQuiet(world: World, core: CoreProcess): Promise<void> {
  const from = Date.now();
  let quiet = 0;
  let feeds: FeedView[] = [];
  while (quiet < 3) {
    if (Date.now() - from > PATIENCE_MS) throw new Error(`Never quiet: ${JSON.stringify(feeds, null, 1)}`);
    await pause(700);
    feeds = await core.client.feeds.list();
    const settled = feeds.every(
      ({ backlog, lastSuccessAt, fault, run }) =>
        run === null &&
        backlog.in + backlog.waiting + backlog.out === 0 &&
        fault === null &&
        (lastSuccessAt ?? 0) > from + 1500,
    );
    quiet = settled && world.filesLeft() === 0 ? quiet + 1 : 0;
  }
}
