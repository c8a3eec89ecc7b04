import { sourcingParameters } from '../../contract/sourcing.ts';
import type { ScenarioView } from '../../contract/workbench.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { facilitiesNamed } from './apply-changes.ts';
import {
  deleteScenario,
  findFacilityCodes,
  findScenario,
  isNameTaken,
  type ScenarioToSave,
  writeScenario,
} from './scenarios.queries.ts';

type Parameters = Partial<ScenarioView['parameters']>;

/** Keeps a what-if under its name. @throws CONFLICT for a name that is taken or a facility that there is not */
export async function saveScenario(
  ctx: AppContext,
  input: Omit<ScenarioToSave, 'parameters'> & { parameters: Parameters },
): Promise<ScenarioView> {
  const scenario = { ...input, parameters: sourcingParameters.parse(input.parameters) };
  const known = await findFacilityCodes(ctx.db);
  const unknown = facilitiesNamed(scenario.changes).find((code) => !known.has(code));
  if (unknown !== undefined) {
    throw conflict(`No facility that works has the code ${unknown}.`, 'unknownFacility');
  }
  const id = await runCommand(ctx, 'workbench.saveScenario', async (command) => {
    if (await isNameTaken(command.trx, scenario.name, scenario.id)) {
      throw conflict(
        `There is a scenario ${scenario.name} already.`,
        'nameTaken',
        'Give it another name, or change that one.',
      );
    }
    const saved = await writeScenario(command.trx, scenario, { actor: ctx.actor, at: command.at });
    if (saved === null) throw notFound('scenario', String(scenario.id));
    command.record({ entity: 'scenario', id: saved, key: scenario.name, before: null, after: scenario });
    return saved;
  });
  return (await findScenario(ctx.db, id)) as ScenarioView;
}

/** A scenario that must be there. @throws NOT_FOUND */
export async function existingScenario(ctx: AppContext, id: number): Promise<ScenarioView> {
  const scenario = await findScenario(ctx.db, id);
  if (!scenario) throw notFound('scenario', String(id));
  return scenario;
}

/** Forgets a what-if with its runs. @throws NOT_FOUND */
export function removeScenario(ctx: AppContext, id: number): Promise<void> {
  return runCommand(ctx, 'workbench.removeScenario', async (command) => {
    if (!(await deleteScenario(command.trx, id))) throw notFound('scenario', String(id));
    command.record({ entity: 'scenario', id, key: null, before: { id }, after: null });
  });
}
