import type { TFunction } from 'i18next';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { PlanFigures, PlanReference } from '../../../../core/contract/workbench.ts';

/** Most plans that are set beside the one looked at. */
export const MOST_OTHERS = 5;

export function planKey(plan: PlanReference): string {
  return plan.type === 'current' ? 'current' : String(plan.runId);
}

/** The plan that a key of the address names: what is reserved now for the run's orders, or another run. */
function planOf(key: string, ofRunId: number): PlanReference | null {
  if (key === 'current') return { type: 'current', ofRunId };
  const runId = Number(key);
  return Number.isSafeInteger(runId) && runId > 0 && runId !== ofRunId ? { type: 'run', runId } : null;
}

export interface ComparedPlans {
  /** The first is what the others are measured against; the run itself is the second. */
  plans: PlanReference[];
  others: PlanReference[];
  add: (plan: PlanReference) => void;
  remove: (plan: PlanReference) => void;
  /** Makes it the one that the others are measured against. */
  lead: (plan: PlanReference) => void;
}

/** The plan looked at between the one that all are measured against and the rest. */
export function inOrder(others: readonly PlanReference[], run: PlanReference): PlanReference[] {
  const [first, ...rest] = others;
  return first ? [first, run, ...rest] : [run];
}

/** Which plans stand beside a run: they live in the address, so that a link shows the same comparison. */
export function useComparedPlans(runId: number, initial = 'current'): ComparedPlans {
  const [params, setParams] = useSearchParams();
  const text = params.get('with') ?? initial;
  const others = useMemo(
    () =>
      [...new Set(text.split(','))]
        .map((key) => planOf(key, runId))
        .filter((plan) => plan !== null)
        .slice(0, MOST_OTHERS),
    [text, runId],
  );
  const set = useCallback(
    (next: readonly PlanReference[]) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          after.set('with', next.map(planKey).join(','));
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  const without = (plan: PlanReference) => others.filter((one) => planKey(one) !== planKey(plan));
  return {
    plans: useMemo(() => inOrder(others, { type: 'run', runId }), [others, runId]),
    others,
    add: (plan) => set([...without(plan), plan]),
    remove: (plan) => set(without(plan)),
    lead: (plan) => set([plan, ...without(plan)]),
  };
}

/** What a plan's name is made of. A run of a what-if without a name is its baseline. */
type NamedPlan = Pick<PlanFigures, 'reference' | 'name'> & { scenarioId?: number | null };

/** How a plan is called on screen. */
export function planName(
  { reference, name, scenarioId = null }: NamedPlan,
  t: TFunction<'workbench'>,
): string {
  if (reference.type === 'current') return t('plan.current');
  if (name === '' && scenarioId !== null) return t('plan.baseline');
  return name || t('plan.run', { id: reference.runId });
}

export function usePlanName(): (plan: NamedPlan) => string {
  const { t } = useTranslation('workbench');
  return useCallback((plan) => planName(plan, t), [t]);
}

/** The share of orders that ship whole and in time. */
export function serviceShare({ orders, sourced, lateOrders }: PlanFigures): number {
  return orders > 0 ? Math.max(0, sourced - lateOrders) / orders : 1;
}
