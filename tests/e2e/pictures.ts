import type { Page } from 'playwright';
import { links } from '../../renderer/lib/navigation.ts';

/** The day for which the demo network has local deliveries. */
export function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
}

export interface Picture {
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

/** What the first look still joins or closes would be gone from under the pane. */
const FIRST_LOOK_MS = 8000;

async function firstIncident(page: Page): Promise<void> {
  await page.waitForTimeout(FIRST_LOOK_MS);
  await page.getByRole('grid').getByRole('row').nth(2).dblclick();
  await page.getByRole('complementary').getByRole('article').first().waitFor();
}

/** Presses the button that opens a dialog. */
const openDialog = (name: RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').waitFor();
};

/** The last of what a screen scrolls to. */
async function toTheEnd(page: Page): Promise<void> {
  await page.locator('main table').last().scrollIntoViewIfNeeded();
}

/** The first visit trains them; later ones find them. */
async function trainForecasts(page: Page): Promise<void> {
  const found = page.locator('[role="grid"] [role="row"] >> nth=3');
  const train = page.locator('main .MuiButton-contained').first();
  await found.or(train).first().waitFor();
  if (!(await found.isVisible())) await train.click();
  await found.waitFor({ timeout: 60_000 });
}

const SETTINGS_PARTS = [
  'display',
  'workspace',
  'map',
  'validation',
  'calendars',
  'carriers',
  'detection',
  'teams',
  'notify',
];

const settingsPart = (index: number) => (page: Page) =>
  page
    .getByRole('main')
    .getByRole('heading', { level: 2 })
    .nth(index)
    .evaluate((part) => part.scrollIntoView());

/** The warehouse whose floor is shown, and a store with a counter. */
export interface Floor {
  warehouse: string;
  store: string;
}

/** Every screen in the state in which it is shown. */
export const pictures = ({ warehouse, store }: Floor): Picture[] => [
  { name: 'tower', path: '/', inReadme: true, ready: '[data-drawn]' },
  { name: 'stock', path: '/stock' },
  { name: 'product', path: '/stock', inReadme: true, prepare: firstRow },
  { name: 'orders', path: '/orders' },
  { name: 'order', path: '/orders', prepare: firstRow },
  { name: 'held', path: links.orders({ held: true }), prepare: firstRow },
  { name: 'closed', path: links.orders({ closed: true }) },
  { name: 'nothing-found', path: links.orders({ search: 'no such order' }), ready: 'main [role="grid"]' },
  { name: 'no-such-order', path: '/orders/NO-SUCH', ready: 'aside' },
  { name: 'no-such-page', path: '/nowhere', ready: 'main a, main button' },
  { name: 'promise', path: '/promise', ready: 'main button >> nth=0' },
  { name: 'rules', path: '/rules', ready: 'main :is(h2, h3) >> nth=0' },
  { name: 'sourcing', path: '/sourcing/2', inReadme: true },
  { name: 'waves', path: `/waves?day=${tomorrow()}`, inReadme: true, ready: 'main article >> nth=0' },
  {
    name: 'wave-templates',
    path: `/waves?day=${tomorrow()}`,
    ready: 'main article >> nth=0',
    prepare: openDialog(/^(Templates and pickers|Modèles et préparateurs)$/),
  },
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
  {
    name: 'areas',
    path: '/incidents',
    prepare: openDialog(/^(Areas|Zones)/),
    maps: 1,
  },
  { name: 'learn', path: '/incidents/learn', ready: 'main table >> nth=0' },
  { name: 'learn-end', path: '/incidents/learn', ready: 'main table >> nth=0', prepare: toTheEnd },
  { name: 'playbooks', path: '/playbooks', ready: 'main nav a >> nth=0' },
  { name: 'playbook', path: '/playbooks/1', ready: 'main article, main section >> nth=0' },
  { name: 'eta', path: '/eta', ready: 'main button >> nth=0', prepare: trainForecasts },
  ...SETTINGS_PARTS.map((name, index) => ({
    name: `settings-${name}`,
    path: '/settings',
    ready: 'main button >> nth=0',
    prepare: settingsPart(index),
  })),
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
  { name: 'inbox', path: '/feeds/inbox' },
  { name: 'import', path: '/import', inReadme: true, ready: 'main button >> nth=0' },
  { name: 'palette', path: '/orders', prepare: (page) => page.keyboard.press('Control+k') },
];
