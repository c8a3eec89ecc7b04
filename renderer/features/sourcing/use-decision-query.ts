import { useState } from 'react';
import type { DecisionView } from '../../../core/contract/sourcing.ts';

export const DECISION_SORTS = ['number', 'costDescending', 'splitDescending'] as const;

interface DecisionConditions {
  search: string;
  outcomes: DecisionView['outcome'][] | undefined;
  split: true | undefined;
  facility: string | undefined;
  sort: (typeof DECISION_SORTS)[number];
}

export interface DecisionQuery extends DecisionConditions {
  set: (patch: Partial<DecisionConditions>) => void;
}

const EVERYTHING: DecisionConditions = {
  search: '',
  outcomes: undefined,
  split: undefined,
  facility: undefined,
  sort: 'number',
};

/** Which decisions of a run are shown, in which order. */
export function useDecisionQuery(): DecisionQuery {
  const [conditions, setConditions] = useState(EVERYTHING);
  return { ...conditions, set: (patch) => setConditions((known) => ({ ...known, ...patch })) };
}
