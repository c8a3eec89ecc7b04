import { type ComponentType, createElement, lazy } from 'react';
import { createHashRouter, type RouteObject } from 'react-router';
import { NotFound } from './not-found.tsx';
import { RouteError } from './route-error.tsx';
import { Shell } from './shell/shell.tsx';

const loaders: (() => Promise<ComponentType>)[] = [];

/** A page whose code is fetched when it is first opened, or when the first screen has come to rest. */
function page(load: () => Promise<ComponentType>) {
  loaders.push(load);
  return createElement(lazy(async () => ({ default: await load() })));
}

/** Fetches the code of the other screens while nothing else happens, so that the first visit is as quick as the next. */
export function preloadScreens(): void {
  const [load] = loaders.splice(0, 1);
  if (!load) return;
  requestIdleCallback(() => void load().then(preloadScreens, preloadScreens), { timeout: 10_000 });
}

/** Optional segments keep the list mounted while its pane opens and closes. */
const screens: RouteObject[] = [
  { index: true, element: page(async () => (await import('../features/tower/tower-page.tsx')).TowerPage) },
  {
    path: 'stock/:sku?',
    element: page(async () => (await import('../features/stock/stock-page.tsx')).StockPage),
  },
  {
    path: 'orders/:number?',
    element: page(async () => (await import('../features/orders/orders-page.tsx')).OrdersPage),
  },
  {
    path: 'promise',
    element: page(async () => (await import('../features/promise/promise-page.tsx')).PromisePage),
  },
  {
    path: 'sourcing/:runId?/:part?',
    element: page(async () => (await import('../features/sourcing/sourcing-page.tsx')).SourcingPage),
  },
  {
    path: 'sourcing/what-ifs/:scenario?',
    element: page(async () => (await import('../features/sourcing/what-if/what-if-page.tsx')).WhatIfPage),
  },
  {
    path: 'waves',
    element: page(async () => (await import('../features/waves/waves-page.tsx')).WavesPage),
  },
  {
    path: 'floor/:facility?/:station?',
    element: page(async () => (await import('../features/floor/floor-page.tsx')).FloorPage),
  },
  {
    path: 'routes/:planId?/:part?',
    element: page(async () => (await import('../features/routes/routes-page.tsx')).RoutesPage),
  },
  {
    path: 'routes/fleet/:part?',
    element: page(async () => (await import('../features/routes/fleet/fleet-page.tsx')).FleetPage),
  },
  {
    path: 'routes/simulate/:id?',
    element: page(
      async () => (await import('../features/routes/simulation/simulation-page.tsx')).SimulationPage,
    ),
  },
  {
    path: 'routes/compare/:ids?',
    element: page(async () => (await import('../features/routes/compare/compare-page.tsx')).ComparePage),
  },
  {
    path: 'incidents/learn',
    element: page(async () => (await import('../features/incidents/learn/learn-page.tsx')).LearnPage),
  },
  {
    path: 'incidents/:id?',
    element: page(async () => (await import('../features/incidents/incidents-page.tsx')).IncidentsPage),
  },
  {
    path: 'eta',
    element: page(async () => (await import('../features/eta/eta-page.tsx')).EtaPage),
  },
  {
    path: 'playbooks/:id?',
    element: page(async () => (await import('../features/playbooks/playbooks-page.tsx')).PlaybooksPage),
  },
  {
    path: 'rules/:versionId?/:part?',
    element: page(async () => (await import('../features/rules/rules-page.tsx')).RulesPage),
  },
  {
    path: 'feeds/:id?',
    element: page(async () => (await import('../features/feeds/list/feeds-page.tsx')).FeedsPage),
  },
  {
    path: 'feeds/new/:connector?',
    element: page(async () => (await import('../features/feeds/wizard/new-feed-page.tsx')).NewFeedPage),
  },
  {
    path: 'feeds/:id/edit',
    element: page(async () => (await import('../features/feeds/wizard/edit-feed-page.tsx')).EditFeedPage),
  },
  {
    path: 'feeds/inbox/:id?',
    element: page(async () => (await import('../features/feeds/inbox/inbox-page.tsx')).InboxPage),
  },
  {
    path: 'feeds/outbox/:id?',
    element: page(async () => (await import('../features/feeds/outbox/outbox-page.tsx')).OutboxPage),
  },
  {
    path: 'feeds/differences/:id?',
    element: page(
      async () => (await import('../features/feeds/differences/differences-page.tsx')).DifferencesPage,
    ),
  },
  {
    path: 'import',
    element: page(async () => (await import('../features/import/import-page.tsx')).ImportPage),
  },
  {
    path: 'import/runs/:id',
    element: page(async () => (await import('../features/import/import-page.tsx')).ImportRunPage),
  },
  {
    path: 'import/quarantine/:id?',
    element: page(
      async () => (await import('../features/import/quarantine/quarantine-page.tsx')).QuarantinePage,
    ),
  },
  {
    path: 'settings',
    element: page(async () => (await import('../features/settings/settings-page.tsx')).SettingsPage),
  },
  {
    path: 'welcome',
    element: page(async () => (await import('../features/welcome/welcome-page.tsx')).WelcomePage),
  },
  { path: '*', element: <NotFound /> },
];

/** Addresses live after the `#`: deep links and back/forward work in a file, a desktop window and a browser alike. */
export const router = createHashRouter([
  {
    element: <Shell />,
    errorElement: <RouteError />,
    children: [{ errorElement: <RouteError />, children: screens }],
  },
]);
