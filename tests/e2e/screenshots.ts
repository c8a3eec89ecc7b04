import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright';
import { routeParameters } from '../../core/contract/routes.ts';
import { makeDemoWorkspace, root, scratchFolder, startHost, type VigieHost, vigie } from '../helpers/app.ts';
import { chromiumArguments, ensureChromium } from '../helpers/browser.ts';
import { startCoreProcess } from '../helpers/core-process.ts';

/**
 * Takes the README's pictures from the real screens: `npm run screenshots`. With `--review FOLDER` it takes every
 * screen in both languages and both themes into that folder instead, for looking at.
 */
const review = argv.includes('--review') ? argv[argv.indexOf('--review') + 1] : undefined;
const folder = review ?? join(root, 'resources', 'screenshots');

/** The day for which the demo network has local deliveries. */
function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
}

interface Picture {
  name: string;
  path: string;
  /** Is there once the screen is complete; a filled grid unless said otherwise. */
  ready?: string;
  /** How many maps it draws. */
  maps?: number;
  inReadme?: boolean;
  /** What to do on the page before the picture is taken. */
  prepare?: (page: Page) => Promise<void>;
}

async function firstRow(page: Page): Promise<void> {
  await page.getByRole('grid').getByRole('row').nth(2).dblclick();
}

async function openPickList(page: Page): Promise<void> {
  await page.locator('aside li button').first().click();
  await page.locator('.work .MuiButton-contained').click();
  await page.locator('[data-testid="sku"]').waitFor();
}

async function firstWaiting(page: Page): Promise<void> {
  await page.locator('aside li button').first().click();
  await page.locator('.work li').first().waitFor();
}

async function firstIncident(page: Page): Promise<void> {
  await page.getByRole('grid').getByText('High').first().click();
  await page.getByRole('complementary').getByRole('article').first().waitFor();
}

/** The warehouse whose floor is shown, and a store with a counter. */
interface Floor {
  warehouse: string;
  store: string;
}

const pictures = ({ warehouse, store }: Floor): Picture[] => [
  { name: 'tower', path: '/', inReadme: true, ready: '[data-drawn]' },
  { name: 'stock', path: '/stock' },
  { name: 'product', path: '/stock', inReadme: true, prepare: firstRow },
  { name: 'orders', path: '/orders' },
  { name: 'order', path: '/orders', prepare: firstRow },
  { name: 'sourcing', path: '/sourcing/2', inReadme: true },
  { name: 'waves', path: `/waves?day=${tomorrow()}`, inReadme: true, ready: 'main article >> nth=0' },
  {
    name: 'floor',
    path: `/floor/${warehouse}/pick`,
    inReadme: true,
    ready: 'aside li >> nth=0',
    prepare: openPickList,
  },
  { name: 'pack', path: `/floor/${warehouse}/pack`, ready: 'aside li >> nth=0', prepare: firstWaiting },
  { name: 'dock', path: `/floor/${warehouse}/dock`, ready: 'aside li >> nth=0' },
  { name: 'counter', path: `/floor/${store}/counter`, ready: 'main button >> nth=0' },
  { name: 'incidents', path: '/incidents', inReadme: true, prepare: firstIncident },
  { name: 'learn', path: '/incidents/learn', ready: 'main figure a >> nth=0' },
  { name: 'settings', path: '/settings', ready: 'main button >> nth=0' },
  {
    name: 'routes',
    path: '/routes/1',
    inReadme: true,
    ready: '[role="treegrid"] [role="row"] >> nth=3',
    maps: 1,
  },
  { name: 'routes-day', path: '/routes/1/gantt' },
  { name: 'routes-risk', path: '/routes/1/risk', ready: 'main [role="grid"] >> nth=0' },
  { name: 'fleet', path: '/routes/fleet', ready: 'main table, main [role="grid"] >> nth=0' },
  { name: 'simulation', path: '/routes/simulate/1', inReadme: true, ready: 'main canvas >> nth=3', maps: 4 },
  { name: 'feeds', path: '/feeds', inReadme: true, prepare: firstRow },
  { name: 'import', path: '/import', inReadme: true, ready: 'main button >> nth=0' },
  { name: 'palette', path: '/orders', prepare: (page) => page.keyboard.press('Control+k') },
];

const VARIANTS = [
  { language: 'en', theme: 'light', suffix: '' },
  { language: 'fr', theme: 'dark', suffix: '-fr-dark' },
  { language: 'fr', theme: 'light', suffix: '-fr' },
  { language: 'en', theme: 'dark', suffix: '-dark' },
] as const;

async function take(
  browser: Browser,
  { host, floor }: { host: VigieHost; floor: Floor },
  variant: (typeof VARIANTS)[number],
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: variant.theme,
    locale: variant.language === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
  });
  const page = await context.newPage();
  await page.goto(host.url);
  for (const picture of pictures(floor).filter(({ inReadme }) => review || inReadme)) {
    await page.goto(`${host.origin}/#${picture.path}`);
    await page.reload();
    await page.locator(picture.ready ?? '[role="grid"] [role="row"] >> nth=3').waitFor({ timeout: 60_000 });
    await picture.prepare?.(page);
    if (picture.maps)
      await page.locator(`[data-drawn] >> nth=${picture.maps - 1}`).waitFor({ timeout: 60_000 });
    await page.waitForTimeout(1500);
    await page.screenshot({ path: join(folder, `${picture.name}${variant.suffix}.png`) });
  }
  await context.close();
}

/** A warehouse with its largest wave released and on pick lists, one of them picked. */
async function workFloor(workspace: string): Promise<Floor> {
  const core = await startCoreProcess(workspace);
  const { waves, picking, jobs } = core.client;
  const ended = async (jobId: string) => {
    for await (const job of await jobs.watch({ id: jobId })) {
      if (job.status === 'failed') throw new Error(job.error?.message);
      if (job.status === 'done') return;
    }
  };
  const facilities = await waves.facilities();
  const warehouse = facilities.find(({ kind }) => kind === 'warehouse')?.code ?? '';
  const store = facilities.find(({ kind }) => kind === 'store')?.code ?? '';
  const { waves: proposed } = await waves.propose({ facility: warehouse, day: tomorrow() });
  const plans = proposed.map(({ templateId, name, releaseAt, cutOffAt, orders }) => {
    return { templateId, name, releaseAt, cutOffAt, orders: orders.map(({ number }) => number) };
  });
  const largest = plans.toSorted((a, b) => b.orders.length - a.orders.length).slice(0, 1);
  const [first = 0] = (await waves.plan({ facility: warehouse, waves: largest })).waveIds;
  await ended((await waves.release({ waveIds: [first] })).jobId);
  await ended((await picking.make({ waveId: first, method: 'cluster', ordersPerList: 6 })).jobId);
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
  const { routes, simulations, jobs } = core.client;
  const ended = async (jobId: string) => {
    for await (const job of await jobs.watch({ id: jobId })) {
      if (job.status === 'failed') throw new Error(job.error?.message);
      if (job.status === 'done') return;
    }
  };
  const depot = 'WH-DUI-01';
  const vans = (count: number) => [{ vehicleType: 'VAN', depot, count }];
  const parameters = { depots: [depot], day: tomorrow(), radiusMetres: 100_000, fleet: vans(12) };
  const basis = routeParameters.parse({ ...parameters, name: 'Duisburg', searchSeconds: 15 });
  await ended((await routes.propose(basis)).jobId);
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
  for (const { jobId } of (await simulations.run({ id })).jobs) await ended(jobId);
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

const FIRST_SYNCS_MS = 20_000;

const scratch = await scratchFolder();
mkdirSync(folder, { recursive: true });
const workspace = join(scratch.path, 'demo.vigie');
await makeDemoWorkspace(workspace, 30_000);
await vigie('source', '--workspace', workspace, '--all', '--limit', '1000', '--apply');
const floor = await workFloor(workspace);
await vigie('source', '--workspace', workspace, '--all', '--limit', '400');
await planTours(workspace);
await connectFeeds(workspace, scratch.path);
const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArguments() });
try {
  for (const variant of review ? VARIANTS : VARIANTS.slice(0, 1)) {
    const host = await startHost(workspace);
    await take(browser, { host, floor }, variant).finally(() => host.stop());
  }
} finally {
  await browser.close();
  await scratch.remove();
}
