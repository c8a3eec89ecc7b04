import { type ComponentType, createElement, lazy } from 'react';
import { createHashRouter, type RouteObject } from 'react-router';
import { NotFound } from './not-found.tsx';
import { RouteError } from './route-error.tsx';
import { Shell } from './shell/shell.tsx';

/** A page whose code is fetched when it is first opened. */
function page(load: () => Promise<ComponentType>) {
  return createElement(lazy(async () => ({ default: await load() })));
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
    path: 'sourcing/:runId?',
    element: page(async () => (await import('../features/sourcing/sourcing-page.tsx')).SourcingPage),
  },
  {
    path: 'import',
    element: page(async () => (await import('../features/import/import-page.tsx')).ImportPage),
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
