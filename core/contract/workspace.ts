import { z } from 'zod';
import { instant, page, reads, sortKey, writes } from './base.ts';
import { journalEntry, orderFilter } from './orders.ts';
import { stockFilter } from './stock.ts';

/** Without what is usual: a change says only what changes. */
const settingsShape = {
  language: z.enum(['system', 'en', 'fr']),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'comfortable']),
  /** IANA zone in which instants without a facility are shown; `system` = this machine's. */
  timeZone: z.string(),
  currency: z.string().length(3),
};

/** Preferences of the local user, kept in the workspace. */
export const settings = z.object({
  language: settingsShape.language.default('system'),
  theme: settingsShape.theme.default('system'),
  density: settingsShape.density.default('compact'),
  timeZone: settingsShape.timeZone.default('system'),
  currency: settingsShape.currency.default('EUR'),
});
export type Settings = z.infer<typeof settings>;

export const workspaceInfo = z.object({
  /** Path of the SQLite file, or the PostgreSQL database's name. */
  location: z.string(),
  dialect: z.enum(['sqlite', 'postgres']),
  version: z.string(),
  actor: z.string(),
  counts: z.object({
    facilities: z.number().int(),
    products: z.number().int(),
    positions: z.number().int(),
    customers: z.number().int(),
    orders: z.number().int(),
    shipments: z.number().int(),
    quarantined: z.number().int(),
  }),
  empty: z.boolean(),
  /** A demonstration network, made by `vigie demo`. */
  demo: z.boolean(),
  /** The newest fact told by an import or a command. */
  factsAt: instant.nullable(),
});
export type WorkspaceInfo = z.infer<typeof workspaceInfo>;

export const SCREENS = ['stock', 'matrix', 'orders', 'incidents'] as const;
export const savedView = z.object({
  id: z.number().int(),
  screen: z.enum(SCREENS),
  name: z.string(),
  /** The table's serialised state (filter, sort, columns, pins, widths, group); the screen's own business. */
  state: z.record(z.string(), z.unknown()),
  updatedAt: instant,
});
export type SavedView = z.infer<typeof savedView>;

export const exportRequest = z.object({
  format: z.enum(['csv', 'xlsx']),
  /** Column keys in the order shown with the headings shown; `words` says how codes (a status, a channel) are shown. */
  columns: z
    .array(
      z.object({ key: z.string(), heading: z.string(), words: z.record(z.string(), z.string()).optional() }),
    )
    .min(1),
  list: z.discriminatedUnion('screen', [
    z.object({ screen: z.literal('stock'), filter: stockFilter, sort: z.array(sortKey) }),
    z.object({
      screen: z.literal('matrix'),
      filter: stockFilter,
      sort: z.array(sortKey),
      figure: z.enum(['onHand', 'reserved', 'available', 'safetyStock', 'inbound']),
    }),
    z.object({ screen: z.literal('orders'), filter: orderFilter, sort: z.array(sortKey) }),
  ]),
  language: z.enum(['en', 'fr']).default('en'),
  timeZone: z.string().default('UTC'),
});
export type ExportRequest = z.infer<typeof exportRequest>;

export const workspaceContract = {
  info: reads('network:read').output(workspaceInfo),
  settings: reads('network:read').output(settings),
  saveSettings: writes('workspace:manage').input(z.object(settingsShape).partial()).output(settings),
  /** Starts a job (kind `demo.create`) that fills an EMPTY workspace with the demo network. */
  createDemo: writes('workspace:manage')
    .input(
      z.object({
        seed: z.number().int().default(1),
        orders: z.number().int().min(100).max(500_000).default(30_000),
      }),
    )
    .output(z.object({ jobId: z.string() })),
  journal: reads('orders:read')
    .input(z.object({ entity: z.string().optional(), key: z.string().optional(), ...page }))
    .output(z.object({ rows: z.array(journalEntry), total: z.number().int() })),
};

export const viewsContract = {
  list: reads('network:read')
    .input(z.object({ screen: z.enum(SCREENS) }))
    .output(z.array(savedView)),
  save: writes('network:read')
    .input(savedView.pick({ screen: true, name: true, state: true }))
    .output(savedView),
  remove: writes('network:read')
    .input(z.object({ id: z.number().int() }))
    .output(z.object({})),
};

export const exportsContract = {
  /** Starts a job (kind `export`); outcome `{fileId, fileName, rows, bytes}`. The file is fetched at `/files/<fileId>` or through the desktop's save dialog. */
  start: writes('network:read')
    .input(exportRequest)
    .output(z.object({ jobId: z.string() })),
};
