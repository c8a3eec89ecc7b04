import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditEffect, PlanChange, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { describeError } from '../../../lib/errors.ts';
import { showToast } from '../../../lib/toasts.ts';
import { holdOn, isAlreadyAt, type MoveTarget, moveTo, targetKey } from './moves.ts';

/** Why stops are not carried there. */
export type Refusal = 'lockedStop' | 'lockedRoute';

/** Stops in the hand, on their way to another place. */
export interface Carried {
  stops: readonly number[];
  by: 'pointer' | 'keyboard';
  /** Null over nothing that takes them. */
  target: MoveTarget | null;
  refusal: Refusal | null;
  /** They are there already. */
  home: boolean;
  /** What the target would do; the one before until it is known. */
  effect: { of: MoveTarget; says: EditEffect } | null;
  error: unknown;
  applying: boolean;
}

/** What views of a plan are given to show and change it. */
export interface PlanViewProps {
  plan: RoutePlanDetail;
  selectedStop: number | null;
  selectedRoute: number | null;
  onSelectStop: (stop: number | null) => void;
  onSelectRoute: (route: number | null) => void;
  readOnly: boolean;
  onPreview: (changes: PlanChange[]) => Promise<EditEffect>;
  onApply: (changes: PlanChange[]) => Promise<void>;
}

/** Selects a stop with its route, or a route alone. What is selected last counts where one follows from the other. */
export function choose(
  { onSelectStop, onSelectRoute }: Pick<PlanViewProps, 'onSelectStop' | 'onSelectRoute'>,
  route: number | null,
  stop: number | null,
): void {
  if (stop === null) {
    onSelectStop(null);
    onSelectRoute(route);
  } else {
    onSelectRoute(route);
    onSelectStop(stop);
  }
}

export interface StopMove {
  carried: Carried | null;
  take: (stops: readonly number[], by: Carried['by']) => void;
  /** Asks what the target would do, the newest one only. */
  aim: (target: MoveTarget | null) => void;
  drop: () => void;
  cancel: () => void;
  /** Another change, with its failure told. */
  apply: (changes: PlanChange[]) => Promise<void>;
}

/** Carries stops to another place of a plan; what that would do is known while they are carried. */
export function useStopMove({
  plan,
  readOnly,
  onPreview,
  onApply,
}: Pick<PlanViewProps, 'plan' | 'readOnly' | 'onPreview' | 'onApply'>): StopMove {
  const { t } = useTranslation();
  const [carried, setCarried] = useState<Carried | null>(null);
  const given = useRef({ plan, readOnly, onPreview, onApply, t });
  given.current = { plan, readOnly, onPreview, onApply, t };
  const hand = useRef<Carried | null>(null);
  const known = useRef(new Map<string, EditEffect>());
  const asking = useRef(false);

  const hold = useCallback((next: Carried | null) => {
    hand.current = next;
    setCarried(next);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision makes what was known untrue
  useEffect(() => {
    known.current.clear();
    if (hand.current && !hand.current.applying) hold(null);
  }, [plan.id, plan.revision, hold]);

  return useMemo(() => {
    const ask = () => askNewest({ hand, known, asking, given, hold });
    const apply = async (changes: PlanChange[]) => {
      try {
        await given.current.onApply(changes);
      } catch (error) {
        const { title, action } = describeError(error, given.current.t);
        showToast({ message: title, detail: action, severity: 'critical' });
      }
    };
    return {
      carried,
      apply,
      take: (stops, by) => {
        if (given.current.readOnly || hand.current?.applying || stops.length === 0) return;
        const refusal = holdOn(given.current.plan, stops);
        const nothing = { target: null, home: true, effect: null, error: null, applying: false };
        hold({ stops, by, refusal, ...nothing });
      },
      aim: (target) => {
        const now = hand.current;
        if (!now || now.applying || now.refusal === 'lockedStop') return;
        if (sameTarget(now.target, target) && (target === null || now.refusal === null)) return;
        const { plan: current } = given.current;
        const locked = current.routes.some((route) => route.locked && route.number === target?.route);
        const held = holdOn(current, now.stops) ?? (locked ? 'lockedRoute' : null);
        if (held) return hold({ ...now, target: null, refusal: held, effect: null, error: null });
        const home = target === null || isAlreadyAt(current, now.stops, target);
        hold({ ...now, target, home, refusal: null, error: null, effect: home ? null : now.effect });
        void ask();
      },
      cancel: () => {
        if (!hand.current?.applying) hold(null);
      },
      drop: () => {
        const now = hand.current;
        if (!now || now.applying) return;
        if (!now.target || now.home || now.error) return hold(null);
        hold({ ...now, applying: true });
        void apply([moveTo(now.stops, now.target)]).then(() => hold(null));
      },
    };
  }, [carried, hold]);
}

function sameTarget(a: MoveTarget | null, b: MoveTarget | null): boolean {
  if (!a || !b) return a === b;
  return a.route === b.route && a.position === b.position && a.vehicle === b.vehicle;
}

interface Asking {
  hand: { current: Carried | null };
  known: { current: Map<string, EditEffect> };
  asking: { current: boolean };
  given: { current: Pick<PlanViewProps, 'onPreview'> };
  hold: (next: Carried | null) => void;
}

/** One question at a time; after its answer comes the target that is the newest by then. */
async function askNewest({ hand, known, asking, given, hold }: Asking): Promise<void> {
  if (asking.current) return;
  asking.current = true;
  try {
    for (;;) {
      const { current: now } = hand;
      if (!now?.target || now.home || now.applying || now.error) return;
      const { target, stops } = now;
      const key = targetKey(stops, target);
      const answer = known.current.get(key);
      if (answer) {
        if (now.effect?.says !== answer) hold({ ...now, effect: { of: target, says: answer } });
        return;
      }
      try {
        known.current.set(key, await given.current.onPreview([moveTo(stops, target)]));
      } catch (error) {
        if (hand.current?.target === target) hold({ ...hand.current, error, effect: null });
      }
    }
  } finally {
    asking.current = false;
  }
}
