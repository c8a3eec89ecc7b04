import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { routeParameters } from '../../core/contract/routes.ts';
import { makeDemoWorkspace, vigie } from '../helpers/app.ts';
import { startCoreProcess } from '../helpers/core-process.ts';
import { type Floor, tomorrow } from './pictures.ts';

const FIRST_SYNCS_MS = 20_000;

/** A demo network with something to see on every screen. */
export async function makePicturedWorkspace(file: string, scratch: string): Promise<Floor> {
  await makeDemoWorkspace(file, 30_000);
  await vigie('source', '--workspace', file, '--all', '--limit', '1000', '--apply');
  const floor = await workFloor(file);
  await vigie('source', '--workspace', file, '--all', '--limit', '400');
  await planTours(file);
  await connectFeeds(file, scratch);
  return floor;
}

async function ended(
  { client }: Awaited<ReturnType<typeof startCoreProcess>>,
  { jobId }: { jobId: string },
): Promise<void> {
  for await (const job of await client.jobs.watch({ id: jobId })) {
    if (job.status === 'failed') throw new Error(job.error?.message);
    if (job.status === 'done') return;
  }
}

/** A warehouse with its largest wave released and on pick lists, one of them picked. */
async function workFloor(workspace: string): Promise<Floor> {
  const core = await startCoreProcess(workspace);
  const { waves, picking } = core.client;
  const facilities = await waves.facilities();
  const warehouse = facilities.find(({ kind }) => kind === 'warehouse')?.code ?? '';
  const store = facilities.find(({ kind }) => kind === 'store')?.code ?? '';
  const { waves: proposed } = await waves.propose({ facility: warehouse, day: tomorrow() });
  const plans = proposed.map(({ templateId, name, releaseAt, cutOffAt, orders }) => {
    return { templateId, name, releaseAt, cutOffAt, orders: orders.map(({ number }) => number) };
  });
  const largest = plans.toSorted((a, b) => b.orders.length - a.orders.length).slice(0, 1);
  const [first = 0] = (await waves.plan({ facility: warehouse, waves: largest })).waveIds;
  await ended(core, await waves.release({ waveIds: [first] }));
  await ended(core, await picking.make({ waveId: first, method: 'cluster', ordersPerList: 6 }));
  const [last, another] = (await picking.lists({ facility: warehouse })).toReversed();
  if (last && another) {
    const { walk } = await picking.start({ id: last.id, picker: 'Ana' });
    for (const { id, quantity } of walk) await picking.confirm({ id: last.id, taskId: id, quantity });
    await picking.finish({ id: last.id });
  }
  await core.kill();
  return { warehouse, store };
}

/** Tomorrow's tours of the demo's own deliveries, and a simulation with twelve and ten vans and a second depot. */
async function planTours(workspace: string): Promise<void> {
  const core = await startCoreProcess(workspace);
  const { routes, simulations } = core.client;
  const depot = 'WH-DUI-01';
  const vans = (count: number) => [{ vehicleType: 'VAN', depot, count }];
  const parameters = { depots: [depot], day: tomorrow(), radiusMetres: 100_000, fleet: vans(12) };
  const basis = routeParameters.parse({ ...parameters, name: 'Duisburg', searchSeconds: 15 });
  await ended(core, await routes.propose(basis));
  const { id } = await simulations.save({
    name: 'Vans for tomorrow',
    parameters: basis,
    scenarios: [
      { name: '12 vans', changes: {} },
      { name: '10 vans', changes: { fleet: vans(10) } },
      {
        name: 'Second depot',
        changes: {
          depots: [depot, 'ST-DOR-01'],
          goodsOf: [depot, 'ST-DOR-01'],
          fleet: [...vans(8), { vehicleType: 'VAN', depot: 'ST-DOR-01', count: 4 }],
        },
      },
      { name: 'Demand +20 %', changes: { demandPercent: 120, fleet: vans(14) } },
    ],
  });
  for (const job of (await simulations.run({ id })).jobs) await ended(core, job);
  await core.kill();
}

/** Two warehouses' files and the demo carriers, so that the feeds' screen has something to say. */
async function connectFeeds(workspace: string, folder: string): Promise<void> {
  const core = await startCoreProcess(workspace);
  const { feeds, stock, tower } = core.client;
  const { rows } = await stock.list({ filter: {}, limit: 200 });
  const sites = (await tower.facilities()).facilities;
  const site = (kind: string) => sites.find((facility) => facility.kind === kind);
  const [warehouse, logistics] = [site('warehouse'), site('thirdParty')];
  const counted = rows.map(({ sku }, i) => `${sku};${warehouse?.code};${20 + (i % 40)}`);
  const doubtful = [`NO-SUCH-SKU;${logistics?.code};12`, `${rows[0]?.sku};${logistics?.code};many`];
  const files = [
    [`${warehouse?.name}, stock count`, 'stock.csv', counted],
    [`${logistics?.name}, nightly file`, 'nightly.csv', [...counted.slice(0, 40), ...doubtful]],
  ] as const;
  for (const [name, file, lines] of files) {
    const path = join(folder, name);
    mkdirSync(path);
    writeFileSync(join(path, file), ['sku;facility;on hand', ...lines, ''].join('\n'));
    const options = { path, holds: 'stock' };
    await feeds.save({ name, connector: 'folder', options, intervalSeconds: 300, active: true });
  }
  await feeds.setDemoCarriers({ running: true, speed: 60 });
  await sleep(FIRST_SYNCS_MS);
  await core.kill();
}
