import type { Kysely } from 'kysely';
import type { ScenarioChanges } from '../../contract/simulations.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import type { Row, Tables } from '../../db/tables.ts';

type Reader = Kysely<Tables>;

/** A simulation with its scenarios, each with the parameters that its plan was made with. */
export type StoredSimulation = {
  row: Row<'route_simulation'>;
  scenarios: (Row<'route_scenario'> & { plan_parameters_json: string | null })[];
};

/** Null when there is none. */
export async function loadSimulation(reader: Reader, id: number): Promise<StoredSimulation | null> {
  const row = await reader.selectFrom('route_simulation').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  return { row, scenarios: await findScenarios(reader, [id]) };
}

/** Simulations, newest first. */
export async function listSimulations(
  db: Database,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: StoredSimulation[]; total: number }> {
  const [rows, count] = await Promise.all([
    db.read
      .selectFrom('route_simulation')
      .selectAll()
      .orderBy('id', 'desc')
      .offset(offset)
      .limit(limit)
      .execute(),
    db.read
      .selectFrom('route_simulation')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ]);
  const scenarios = Map.groupBy(
    await findScenarios(
      db.read,
      rows.map(({ id }) => id),
    ),
    ({ simulation_id }) => simulation_id,
  );
  return {
    rows: rows.map((row) => ({ row, scenarios: scenarios.get(row.id) ?? [] })),
    total: Number(count.total),
  };
}

async function findScenarios(
  reader: Reader,
  simulations: readonly number[],
): Promise<StoredSimulation['scenarios']> {
  if (simulations.length === 0) return [];
  return reader
    .selectFrom('route_scenario as s')
    .leftJoin('route_plan as p', 'p.id', 's.plan_id')
    .selectAll('s')
    .select('p.parameters_json as plan_parameters_json')
    .where('s.simulation_id', 'in', simulations)
    .orderBy('s.simulation_id')
    .orderBy('s.number')
    .execute();
}

export type SimulationHead = { name: string; parametersJson: string };

/** @returns its id */
export async function insertSimulation(
  trx: WriteTransaction,
  { name, parametersJson }: SimulationHead,
  { actor, at }: { actor: string; at: number },
): Promise<number> {
  const { id } = await trx
    .insertInto('route_simulation')
    .values({ name, parameters_json: parametersJson, actor, created_at: at, updated_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateSimulation(
  trx: WriteTransaction,
  id: number,
  { name, parametersJson }: SimulationHead,
  { revision, at }: { revision: number; at: number },
): Promise<void> {
  await trx
    .updateTable('route_simulation')
    .set({ name, parameters_json: parametersJson, revision, updated_at: at })
    .where('id', '=', id)
    .execute();
}

export type ScenarioToKeep = { number: number; name: string; changes: ScenarioChanges; series: string };

/** The scenarios of a simulation as they are now: those that were there keep their plan and their series. */
export async function writeScenarios(
  trx: WriteTransaction,
  simulationId: number,
  scenarios: readonly ScenarioToKeep[],
): Promise<void> {
  await trx
    .deleteFrom('route_scenario')
    .where('simulation_id', '=', simulationId)
    .where(
      'number',
      'not in',
      scenarios.map(({ number }) => number),
    )
    .execute();
  for (const { number, name, changes, series } of scenarios) {
    const kept = { name, changes_json: JSON.stringify(changes) };
    const { numUpdatedRows } = await trx
      .updateTable('route_scenario')
      .set(kept)
      .where('simulation_id', '=', simulationId)
      .where('number', '=', number)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) continue;
    await trx
      .insertInto('route_scenario')
      .values({ ...kept, simulation_id: simulationId, number, series, job_id: null, plan_id: null })
      .execute();
  }
}

export async function setScenarioRun(
  trx: WriteTransaction,
  { simulationId, number }: { simulationId: number; number: number },
  run: { job_id: string } | { plan_id: number },
): Promise<void> {
  await trx
    .updateTable('route_scenario')
    .set(run)
    .where('simulation_id', '=', simulationId)
    .where('number', '=', number)
    .execute();
}

export async function deleteSimulation(trx: WriteTransaction, id: number): Promise<void> {
  await trx.deleteFrom('route_scenario').where('simulation_id', '=', id).execute();
  await trx.deleteFrom('route_simulation').where('id', '=', id).execute();
}

/** Drafts of these series that nobody has changed by hand. */
export async function findUntouchedDrafts(
  trx: WriteTransaction,
  series: readonly string[],
): Promise<number[]> {
  if (series.length === 0) return [];
  const rows = await trx
    .selectFrom('route_plan')
    .select('id')
    .where('series', 'in', series)
    .where('status', '=', 'draft')
    .where('revision', '=', 1)
    .execute();
  return rows.map(({ id }) => id);
}
