import { useTranslation } from 'react-i18next';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import type { ScenarioChanges, SimulationView } from '../../../../core/contract/simulations.ts';
import { reasonOf } from '../../../lib/errors.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { routeErrorWords } from '../route-errors.ts';

export interface ScenarioDraft {
  number?: number;
  name: string;
  changes: ScenarioChanges;
}

/** Does something, and tells what went wrong when something does. @returns what came of it, or null */
export function useSimulationTelling() {
  const { t } = useTranslation(['simulation', 'routes', 'common']);
  return async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      const reason = reasonOf(error);
      const known = reason === 'changedMeanwhile' || reason === 'running' ? reason : null;
      const { title, action } = known
        ? { title: t(`error.${known}`), action: t(`error.${known}Action`) }
        : routeErrorWords(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
      return null;
    } finally {
      await queryClient.invalidateQueries({ queryKey: orpc.simulations.key() });
    }
  };
}

function draftOf({ number, name, changes }: SimulationView['scenarios'][number]): ScenarioDraft {
  return { number, name, changes };
}

/** What can be done to a simulation; what goes wrong is told in a toast. */
export function useSimulation(simulation: SimulationView) {
  const tell = useSimulationTelling();
  const { id, revision, name, parameters, scenarios } = simulation;
  const save = (patch: { name?: string; parameters?: RouteParameters; scenarios?: ScenarioDraft[] }) =>
    tell(() =>
      rpc.simulations.save({
        id,
        revision,
        name,
        parameters,
        scenarios: scenarios.map(draftOf),
        ...patch,
      }),
    );
  return {
    save,
    saveScenario: (draft: ScenarioDraft) => {
      const kept = scenarios.map((one) => (one.number === draft.number ? draft : draftOf(one)));
      return save({ scenarios: draft.number === undefined ? [...kept, draft] : kept });
    },
    removeScenario: (number: number) =>
      save({ scenarios: scenarios.filter((one) => one.number !== number).map(draftOf) }),
    run: (numbers?: number[]) => tell(() => rpc.simulations.run({ id, ...(numbers ? { numbers } : {}) })),
    stop: (jobIds: readonly string[]) =>
      tell(() => Promise.all(jobIds.map((jobId) => rpc.routes.stop({ jobId })))),
    cancel: (jobIds: readonly string[]) =>
      tell(() => Promise.all(jobIds.map((jobId) => rpc.jobs.cancel({ id: jobId })))),
    remove: (withDrafts: boolean) => tell(() => rpc.simulations.remove({ id, withDrafts })),
  };
}

export type SimulationCommands = ReturnType<typeof useSimulation>;
