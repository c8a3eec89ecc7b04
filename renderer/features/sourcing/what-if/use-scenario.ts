import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourcingSelection } from '../../../../core/contract/sourcing.ts';
import type { ScenarioChange, ScenarioView } from '../../../../core/contract/workbench.ts';
import { describeError } from '../../../lib/errors.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { ALL_OPEN } from '../ask/order-choice.tsx';
import { DEFAULT_PARAMETERS, type EditedParameters } from '../parameters-form.tsx';

/** A change with a name of its own, so that rows keep their place while they are edited. */
export interface EditedChange {
  key: number;
  change: ScenarioChange;
  /** Has just been added: what is missing opens at once. */
  added?: boolean;
}

export interface ScenarioDraft {
  name: string;
  changes: EditedChange[];
  selection: SourcingSelection;
  parameters: EditedParameters;
}

let lastKey = 0;

/** A change as a row of the editor. */
export function asEdited(change: ScenarioChange, added = false): EditedChange {
  lastKey += 1;
  return { key: lastKey, change, added };
}

function draftOf(scenario: ScenarioView | undefined, first: readonly ScenarioChange[]): ScenarioDraft {
  if (!scenario)
    return {
      name: '',
      changes: first.map((change) => asEdited(change)),
      selection: ALL_OPEN,
      parameters: DEFAULT_PARAMETERS,
    };
  const { name, changes, selection, parameters } = scenario;
  return {
    name,
    changes: changes.map((change) => asEdited(change)),
    selection,
    parameters: { ...DEFAULT_PARAMETERS, ...parameters },
  };
}

/** What of a draft is kept, to compare drafts by. */
function kept({ name, changes, selection, parameters }: ScenarioDraft): string {
  return JSON.stringify([name, changes.map(({ change }) => change), selection, parameters]);
}

/** Tells what went wrong, when something does. @returns whether all went well */
export function useTelling() {
  const { t } = useTranslation('common');
  return async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
      return false;
    }
  };
}

/** A what-if as it is being edited; `scenario` is left out for a new one, which begins with the changes given. */
export function useScenarioDraft(scenario: ScenarioView | undefined, first: readonly ScenarioChange[] = []) {
  const [stored, setStored] = useState(() => draftOf(scenario, first));
  const [draft, setDraft] = useState(stored);
  const save = async (suggested: string): Promise<ScenarioView> => {
    const name = draft.name.trim() || suggested;
    const { seed: _seed, ...parameters } = { seed: undefined, ...draft.parameters };
    const saved = await rpc.workbench.saveScenario({
      ...(scenario ? { id: scenario.id } : {}),
      name,
      changes: draft.changes.map(({ change }) => change),
      selection: draft.selection,
      parameters,
    });
    const now = { ...draft, name };
    setDraft(now);
    setStored(now);
    await queryClient.invalidateQueries({ queryKey: orpc.workbench.scenarios.key() });
    return saved;
  };
  return {
    draft,
    changed: kept(draft) !== kept(stored),
    set: (patch: Partial<ScenarioDraft>) => setDraft((now) => ({ ...now, ...patch })),
    save,
  };
}

/** Orders and settings have come to rest when they have not changed for so long. */
const AT_REST_MS = 600;

/** Has the network as it is worked out while the what-if is still being described: then only the what-if itself is waited for. */
export function useBaselineAhead(
  scenario: ScenarioView | undefined,
  { selection, parameters }: Pick<ScenarioDraft, 'selection' | 'parameters'>,
): void {
  const asked = JSON.stringify({ id: scenario?.id, selection, parameters });
  useEffect(() => {
    const timer = setTimeout(() => {
      rpc.workbench.prepare(JSON.parse(asked)).catch(() => undefined);
    }, AT_REST_MS);
    return () => clearTimeout(timer);
  }, [asked]);
}
