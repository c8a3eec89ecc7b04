import type { ScenarioChange, ScenarioView } from '../../contract/workbench.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import type { Row } from '../../db/tables.ts';

/** By name. */
export async function listScenarios(db: Database): Promise<ScenarioView[]> {
  const rows = await db.read.selectFrom('scenario').selectAll().orderBy('name').execute();
  return rows.map(toView);
}

export async function findScenario(db: Database, id: number): Promise<ScenarioView | null> {
  const row = await db.read.selectFrom('scenario').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toView(row) : null;
}

/** What a run's network differs by from the real one; nothing for runs of the network as it is. */
export async function findChangesOfRun(db: Database, runId: number): Promise<ScenarioChange[]> {
  const row = await db.read
    .selectFrom('sourcing_run')
    .select('changes_json')
    .where('id', '=', runId)
    .executeTakeFirst();
  return row?.changes_json ? (JSON.parse(row.changes_json) as ScenarioChange[]) : [];
}

export type ScenarioToSave = Pick<ScenarioView, 'name' | 'changes' | 'selection' | 'parameters'> & {
  id?: number | undefined;
};

/** Inserts or changes a scenario. @returns its id, or null when there is none to change */
export async function writeScenario(
  trx: WriteTransaction,
  scenario: ScenarioToSave,
  by: { actor: string; at: number },
): Promise<number | null> {
  const values = {
    name: scenario.name,
    changes_json: JSON.stringify(scenario.changes),
    selection_json: JSON.stringify(scenario.selection),
    parameters_json: JSON.stringify(scenario.parameters),
    updated_at: by.at,
  };
  if (scenario.id !== undefined) {
    const row = await trx
      .updateTable('scenario')
      .set(values)
      .where('id', '=', scenario.id)
      .returning('id')
      .executeTakeFirst();
    return row?.id ?? null;
  }
  const row = await trx
    .insertInto('scenario')
    .values({ ...values, actor: by.actor, created_at: by.at, run_id: null, baseline_run_id: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function isNameTaken(
  trx: WriteTransaction,
  name: string,
  butBy: number | undefined,
): Promise<boolean> {
  const row = await trx.selectFrom('scenario').select('id').where('name', '=', name).executeTakeFirst();
  return row !== undefined && row.id !== butBy;
}

/** Deletes a scenario with its runs and their decisions. */
export async function deleteScenario(trx: WriteTransaction, id: number): Promise<boolean> {
  await trx
    .updateTable('scenario')
    .set({ run_id: null, baseline_run_id: null })
    .where('id', '=', id)
    .execute();
  await deleteRunsBut(trx, id, []);
  const { numDeletedRows } = await trx.deleteFrom('scenario').where('id', '=', id).executeTakeFirst();
  return Number(numDeletedRows) > 0;
}

/** Deletes the runs of a scenario that nothing points to any more. */
export async function deleteRunsBut(
  trx: WriteTransaction,
  scenarioId: number,
  kept: readonly number[],
): Promise<void> {
  const runs = await trx
    .selectFrom('sourcing_run')
    .select('id')
    .where('scenario_id', '=', scenarioId)
    .execute();
  const gone = runs.map(({ id }) => id).filter((id) => !kept.includes(id));
  if (gone.length === 0) return;
  await trx.deleteFrom('sourcing_decision').where('run_id', 'in', gone).execute();
  await trx.deleteFrom('sourcing_run').where('id', 'in', gone).execute();
}

export async function setRunsOfScenario(
  trx: WriteTransaction,
  id: number,
  runs: { runId: number; baselineRunId: number },
): Promise<void> {
  await trx
    .updateTable('scenario')
    .set({ run_id: runs.runId, baseline_run_id: runs.baselineRunId })
    .where('id', '=', id)
    .execute();
}

/** A run's facts and instant, to know whether it can be used again. */
export async function findBaseline(
  db: Database,
  runId: number | null,
): Promise<{ factsHash: string | null; createdAt: number } | null> {
  if (runId === null) return null;
  const row = await db.read
    .selectFrom('sourcing_run')
    .select(['facts_hash as factsHash', 'created_at as createdAt'])
    .where('id', '=', runId)
    .executeTakeFirst();
  return row ?? null;
}

/** Codes of facilities that work. */
export async function findFacilityCodes(db: Database): Promise<Set<string>> {
  const rows = await db.read.selectFrom('facility').select('code').where('active', '=', 1).execute();
  return new Set(rows.map(({ code }) => code));
}

function toView(row: Row<'scenario'>): ScenarioView {
  return {
    id: row.id,
    name: row.name,
    changes: JSON.parse(row.changes_json),
    selection: JSON.parse(row.selection_json),
    parameters: JSON.parse(row.parameters_json),
    actor: row.actor,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    runId: row.run_id,
    baselineRunId: row.baseline_run_id,
  };
}
