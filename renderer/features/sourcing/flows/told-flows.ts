import type { PlanFlow } from '../../../../core/contract/workbench.ts';
import type { MapFlow } from '../../../components/map/flow-arcs.ts';

/** A flow of a plan with what became of it. */
export interface ToldFlow extends PlanFlow {
  key: string;
  state: MapFlow['state'];
}

/** Names a flow: the same in every plan. */
export const keyOf = ({ facility, region }: PlanFlow) => `${facility} ${region}`;

/** The flows of a plan, those that another has not, and those that only the other has. */
export function toldFlows(
  flows: readonly PlanFlow[],
  gone: readonly PlanFlow[],
  known: ReadonlySet<string> | null,
): ToldFlow[] {
  const state = (flow: PlanFlow) => (known === null || known.has(keyOf(flow)) ? 'kept' : 'added');
  return [
    ...flows.map((flow): ToldFlow => ({ ...flow, key: keyOf(flow), state: state(flow) })),
    ...gone.map((flow): ToldFlow => ({ ...flow, key: `gone ${keyOf(flow)}`, state: 'gone' })),
  ];
}
