import type { Insertable, Selectable } from 'kysely';
import type { DockTables } from './tables/dock.ts';
import type { EtaTables } from './tables/eta.ts';
import type { FeedTables } from './tables/feeds.ts';
import type { HoldTables } from './tables/holds.ts';
import type { IncidentTables } from './tables/incidents.ts';
import type { NetworkTables } from './tables/network.ts';
import type { OrderTables } from './tables/orders.ts';
import type { PackingTables } from './tables/packing.ts';
import type { PickingTables } from './tables/picking.ts';
import type { PlaybookTables } from './tables/playbooks.ts';
import type { PromiseTables } from './tables/promise.ts';
import type { RouteTables } from './tables/routes.ts';
import type { RuleTables } from './tables/rules.ts';
import type { SourcingTables } from './tables/sourcing.ts';
import type { WaveTables } from './tables/waves.ts';
import type { WorkspaceTables } from './tables/workspace.ts';

/**
 * Rows as the database holds them. Instants are UTC epoch milliseconds, money is integer minor units,
 * weights grams, booleans 0/1, `*_json` columns JSON text. The same on SQLite and PostgreSQL.
 */
export interface Tables
  extends NetworkTables,
    OrderTables,
    SourcingTables,
    RuleTables,
    PromiseTables,
    FeedTables,
    RouteTables,
    WaveTables,
    EtaTables,
    IncidentTables,
    HoldTables,
    DockTables,
    PackingTables,
    PickingTables,
    PlaybookTables,
    WorkspaceTables {}

/** A row as it is read. */
export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
/** A row as it is written; what the database fills in itself may be left out. */
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;
