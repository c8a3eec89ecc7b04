import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditEffect, PlanChange, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { describeError } from '../../../lib/errors.ts';
import { showToast } from '../../../lib/toasts.ts';
import { holdOn, isAlreadyAt, type MoveTarget, moveTo, takenOff, targetKey } from './moves.ts';

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

export interface StopMove {
  carried: Carried | null;
  take: (stops: readonly number[], by: Carried['by']) => void;
  /** Asks what the target would do, the newest one only. */
  aim: (target: MoveTarget | null) => void;
  drop: () => void;
  cancel: () => void;
  /** Takes stops off their routes; those that are locked stay, which is said. */
  takeOff: (stops: readonly number[]) => void;
  /** Another change, with its failure told. */
  apply: (changes: PlanChange[]) => Promise<void>;
}

type Given = Pick<PlanViewProps, 'plan' | 'readOnly' | 'onPreview' | 'onApply'>;

/** Carries stops to another place of a plan; what that would do is known while they are carried. */
export function useStopMove({ plan, readOnly, onPreview, onApply }: Given): StopMove {
  const { t } = useTranslation(['route-gantt', 'common']);
  const [carried, setCarried] = useState<Carried | null>(null);
  const given = useRef({ plan, readOnly, onPreview, onApply });
  given.current = { plan, readOnly, onPreview, onApply };
  const hand = useRef<Carried | null>(null);
  const known = useRef(new Map<string, EditEffect>());
  const asking = useRef(false);

  const hold = useCallback((next: Carried | null) => {
    hand.current = next;
    setCarried(next);
  }, []);
  const apply = useCallback(
    async (changes: PlanChange[]) => {
      try {
        await given.current.onApply(changes);
      } catch (error) {
        const { title, action } = describeError(error, t);
        showToast({ message: title, detail: action, severity: 'critical' });
      }
    },
    [t],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision makes what was known untrue
  useEffect(() => {
    known.current.clear();
    if (hand.current && !hand.current.applying) hold(null);
  }, [plan.id, plan.revision, hold]);

  const takeOff = useCallback(
    (stops: readonly number[]) => {
      const refusal = holdOn(given.current.plan, stops);
      if (refusal) showToast({ message: t(`effect.${refusal}`), severity: 'warning' });
      const free = takenOff(given.current.plan, stops);
      if (free.length > 0) void apply([{ kind: 'move', stops: free, route: null }]);
    },
    [apply, t],
  );
  const steps = useMemo(() => stepsOf({ hand, known, asking, given, hold, apply }), [hold, apply]);
  return useMemo(() => ({ carried, apply, takeOff, ...steps }), [carried, apply, takeOff, steps]);
}

interface Hand {
  hand: { current: Carried | null };
  known: { current: Map<string, EditEffect> };
  asking: { current: boolean };
  given: { current: Given };
  hold: (next: Carried | null) => void;
  apply: (changes: PlanChange[]) => Promise<void>;
}

/** What can be done with the hand, whatever is in it by then. */
function stepsOf(own: Hand): Pick<StopMove, 'take' | 'aim' | 'drop' | 'cancel'> {
  const { hand, given, hold, apply } = own;
  return {
    take: (stops, by) => {
      if (given.current.readOnly || hand.current?.applying || stops.length === 0) return;
      const refusal = holdOn(given.current.plan, stops);
      const nothing = { target: null, home: true, effect: null, error: null, applying: false };
      hold({ stops, by, refusal, ...nothing });
    },
    aim: (target) => {
      const { current: now } = hand;
      if (!now || now.applying) return;
      const next = aimed(given.current.plan, now, target);
      if (next === now) return;
      hold(next);
      void askNewest(own);
    },
    cancel: () => {
      if (!hand.current?.applying) hold(null);
    },
    drop: () => {
      const { current: now } = hand;
      if (!now || now.applying) return;
      if (!now.target || now.home || now.error) return hold(null);
      hold({ ...now, applying: true });
      void apply([moveTo(now.stops, now.target)]).then(() => hold(null));
    },
  };
}

/** The hand over another target; the same where nothing changes. */
function aimed(plan: RoutePlanDetail, now: Carried, target: MoveTarget | null): Carried {
  if (sameTarget(now.target, target) && (target === null || now.refusal === null)) return now;
  const locked = plan.routes.some((route) => route.locked && route.number === target?.route);
  const refusal = holdOn(plan, now.stops) ?? (locked ? 'lockedRoute' : null);
  if (refusal) return { ...now, target: null, refusal, home: true, effect: null, error: null };
  const home = target === null || isAlreadyAt(plan, now.stops, target);
  return { ...now, target, home, refusal: null, error: null, effect: home ? null : now.effect };
}

function sameTarget(a: MoveTarget | null, b: MoveTarget | null): boolean {
  if (!a || !b) return a === b;
  return a.route === b.route && a.position === b.position && a.vehicle === b.vehicle;
}

/** One question at a time; after its answer comes the target that is the newest by then. */
async function askNewest({ hand, known, asking, given, hold }: Hand): Promise<void> {
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
