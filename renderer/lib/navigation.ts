import type { DifferenceRow } from '../../core/contract/differences.ts';
import type { InboxState, OutboxState, RecordKind } from '../../core/contract/feed-records.ts';
import type { IncidentFilter } from '../../core/contract/incidents.ts';
import type { OrderFilter } from '../../core/contract/orders.ts';
import type { StockFilter } from '../../core/contract/stock.ts';

/** Which quarantined rows a link shows; open ones when nothing is said. */
export interface QuarantineLink {
  status?: 'open' | 'mended' | 'dismissed';
  code?: string;
  file?: string;
  importId?: number;
}

/** Which raw records of feeds a link shows; waiting and quarantined ones when nothing is said. */
export interface InboxLink {
  states?: InboxState[];
  feedId?: number;
  code?: string;
  search?: string;
}

/** Which outgoing messages a link shows; undelivered ones when nothing is said. */
export interface OutboxLink {
  states?: OutboxState[];
  feedId?: number;
}

/** Which differences a link shows; open ones when nothing is said. */
export interface DifferencesLink {
  status?: 'accepted' | 'fixed' | 'gone';
  kind?: RecordKind;
  type?: DifferenceRow['type'];
  feedId?: number;
  field?: string;
  search?: string;
}

/** What a link to the promise screen fills in. */
export interface PromiseLink {
  lines?: { sku: string; quantity: number }[];
  mode?: 'delivery' | 'clickAndCollect';
  country?: string;
  postalCode?: string;
  city?: string;
  store?: string;
  channel?: string;
  level?: string;
}

/** The parts of a run's workbench. */
export const RUN_PARTS = ['orders', 'compare', 'map', 'facilities'] as const;
export type RunPart = (typeof RUN_PARTS)[number];

/** The parts of a route plan's page. */
export const PLAN_PARTS = ['map', 'gantt', 'stops', 'risk'] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

/** The stations of a facility's floor. */
export const FLOOR_STATIONS = ['pick', 'pack', 'dock', 'counter'] as const;
export type FloorStation = (typeof FLOOR_STATIONS)[number];

/** Filters travel in the URL as JSON, so that a link opens exactly the list it was made from. */
function withFilter(path: string, filter: object | undefined): string {
  if (!filter || Object.keys(filter).length === 0) return path;
  return `${path}?${new URLSearchParams({ filter: JSON.stringify(filter) })}`;
}

/** Links between screens: the only place that knows their addresses. */
export const links = {
  tower: () => '/',
  facilityOnMap: (code: string) => `/?${new URLSearchParams({ facility: code })}`,
  stock: (filter?: StockFilter) => withFilter('/stock', filter),
  product: (sku: string) => `/stock/${encodeURIComponent(sku)}`,
  orders: (filter?: OrderFilter) => withFilter('/orders', filter),
  order: (number: string) => `/orders/${encodeURIComponent(number)}`,
  promise: (asked?: PromiseLink) => withFilter('/promise', asked),
  sourcing: () => '/sourcing',
  sourcingRun: (runId: number, part: RunPart = 'orders') =>
    part === 'orders' ? `/sourcing/${runId}` : `/sourcing/${runId}/${part}`,
  whatIfs: () => '/sourcing/what-ifs',
  whatIf: (scenarioId: number) => `/sourcing/what-ifs/${scenarioId}`,
  newWhatIf: (closing?: string) =>
    closing === undefined
      ? '/sourcing/what-ifs/new'
      : `/sourcing/what-ifs/new?${new URLSearchParams({ close: closing })}`,
  waves: (facility?: string) =>
    facility === undefined ? '/waves' : `/waves?${new URLSearchParams({ facility })}`,
  floor: (facility?: string, station?: FloorStation) =>
    ['/floor', facility && encodeURIComponent(facility), facility && station].filter(Boolean).join('/'),
  routes: () => '/routes',
  routePlan: (planId: number, part: PlanPart = 'map') =>
    part === 'map' ? `/routes/${planId}` : `/routes/${planId}/${part}`,
  comparePlans: (planIds: readonly number[]) => `/routes/compare/${planIds.join(',')}`,
  simulations: () => '/routes/simulate',
  simulation: (id: number) => `/routes/simulate/${id}`,
  fleet: (part?: string) => (part === undefined ? '/routes/fleet' : `/routes/fleet/${part}`),
  incidents: (filter?: IncidentFilter) => withFilter('/incidents', filter),
  learn: () => '/incidents/learn',
  incident: (id: number) => `/incidents/${id}`,
  eta: () => '/eta',
  playbooks: () => '/playbooks',
  playbook: (id: number) => `/playbooks/${id}`,
  rules: (versionId?: number) => (versionId === undefined ? '/rules' : `/rules/${versionId}`),
  segments: (versionId: number) => `/rules/${versionId}/segments`,
  import: () => '/import',
  importRun: (id: number) => `/import/runs/${id}`,
  quarantine: (filter?: QuarantineLink) => withFilter('/import/quarantine', filter),
  quarantineRow: (id: number) => `/import/quarantine/${id}`,
  feeds: () => '/feeds',
  feed: (id: number) => `/feeds/${id}`,
  newFeed: (connector?: string) => (connector ? `/feeds/new/${connector}` : '/feeds/new'),
  editFeed: (id: number) => `/feeds/${id}/edit`,
  inbox: (filter?: InboxLink) => withFilter('/feeds/inbox', filter),
  inboxItem: (id: number) => `/feeds/inbox/${id}`,
  outbox: (filter?: OutboxLink) => withFilter('/feeds/outbox', filter),
  outboxMessage: (id: number) => `/feeds/outbox/${id}`,
  differences: (filter?: DifferencesLink) => withFilter('/feeds/differences', filter),
  difference: (id: number) => `/feeds/differences/${id}`,
  settings: () => '/settings',
  welcome: () => '/welcome',
};

/** The filter of `?filter=`; an empty one when absent or not JSON. */
export function readFilter<T extends object>(search: URLSearchParams): T {
  try {
    const value: unknown = JSON.parse(search.get('filter') ?? '{}');
    return (value && typeof value === 'object' ? value : {}) as T;
  } catch {
    return {} as T;
  }
}
