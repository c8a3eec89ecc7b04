import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Database } from './database.ts';
import { DatabaseError } from './errors.ts';
import * as network from './migrations/0010-network.ts';
import * as orders from './migrations/0020-orders.ts';
import * as reservations from './migrations/0030-reservations.ts';
import * as workspace from './migrations/0040-workspace.ts';
import * as feeds from './migrations/0050-feeds.ts';
import * as rules from './migrations/0060-rules.ts';
import * as promise from './migrations/0070-promise.ts';
import * as scenarios from './migrations/0080-scenarios.ts';
import * as routes from './migrations/0090-routes.ts';
import * as routeSimulations from './migrations/0100-route-simulations.ts';
import * as waves from './migrations/0110-waves.ts';
import * as picking from './migrations/0120-picking.ts';
import * as packing from './migrations/0130-packing.ts';
import * as dock from './migrations/0140-dock.ts';
import * as eta from './migrations/0150-eta.ts';
import * as incidents from './migrations/0160-incidents.ts';
import * as playbooks from './migrations/0170-playbooks.ts';
import * as orderValidation from './migrations/0180-order-validation.ts';
import * as incidentViews from './migrations/0190-incident-views.ts';
import * as teams from './migrations/0210-teams.ts';
import * as incidentAreas from './migrations/0211-incident-areas.ts';
import { type SchemaTraits, schemaTraits } from './schema.ts';

type Up = (db: Kysely<unknown>, traits: SchemaTraits) => Promise<void>;

/** All migrations by name, in order. A landed one is never edited. */
export const MIGRATIONS: Record<string, { up: Up }> = {
  '0010-network': network,
  '0020-orders': orders,
  '0030-reservations': reservations,
  '0040-workspace': workspace,
  '0050-feeds': feeds,
  '0060-rules': rules,
  '0070-promise': promise,
  '0080-scenarios': scenarios,
  '0090-routes': routes,
  '0100-route-simulations': routeSimulations,
  '0110-waves': waves,
  '0120-picking': picking,
  '0130-packing': packing,
  '0140-dock': dock,
  '0150-eta': eta,
  '0160-incidents': incidents,
  '0170-playbooks': playbooks,
  '0180-order-validation': orderValidation,
  '0190-incident-views': incidentViews,
  '0210-teams': teams,
  '0211-incident-areas': incidentAreas,
};

/**
 * Brings the schema up to date, all missing migrations in one transaction.
 * @throws DatabaseError `newer_version` when the file knows migrations that this program does not.
 */
export async function migrate(db: Database, upTo?: string): Promise<void> {
  const traits = schemaTraits(db.dialect);
  const provider = {
    getMigrations: async (): Promise<Record<string, Migration>> =>
      Object.fromEntries(
        Object.entries(MIGRATIONS).map(([name, { up }]) => [name, { up: (kysely) => up(kysely, traits) }]),
      ),
  };
  const migrator = new Migrator({ db: db.migrationDb, provider });
  const { error } = upTo ? await migrator.migrateTo(upTo) : await migrator.migrateToLatest();
  if (!error) return;
  const message = error instanceof Error ? error.message : String(error);
  if (/previously executed migration .* is missing/.test(message)) {
    throw new DatabaseError(
      'newer_version',
      `${db.location} was made by a newer Vigie: update Vigie to open it.`,
      { cause: error },
    );
  }
  throw error;
}
