import { type Failure, failure, ok, type Result } from './result.ts';

/**
 * A life cycle as data: for each state the states that may follow, and which command brings a thing there.
 * Checked when it is defined, so a typing error shows at start and not in a customer's order.
 */
export type LifeCycle<State extends string> = {
  readonly initial: State;
  readonly states: readonly State[];
  /** What may follow a state; a state without followers is final. */
  readonly transitions: Readonly<Record<State, readonly State[]>>;
};

export type TransitionFailure = Failure<'unknown_state' | 'transition_not_allowed'>;

/** @throws Error naming every state that is unreachable or that a transition names but nobody defines. */
export function defineLifeCycle<State extends string>(
  initial: State,
  transitions: Readonly<Record<State, readonly State[]>>,
): LifeCycle<State> {
  const states = Object.keys(transitions) as State[];
  const lifeCycle: LifeCycle<State> = { initial, states, transitions };
  const problems = findProblems(lifeCycle);
  if (problems.length > 0) throw new Error(`Life cycle is not sound: ${problems.join('; ')}`);
  return lifeCycle;
}

export function canMove<State extends string>(cycle: LifeCycle<State>, from: string, to: string): boolean {
  return isState(cycle, from) && cycle.transitions[from].includes(to as State);
}

/** The new state, or why not. Staying where one is counts as allowed: commands may be repeated. */
export function move<State extends string>(
  cycle: LifeCycle<State>,
  from: string,
  to: State,
): Result<State, TransitionFailure> {
  if (!isState(cycle, from)) return failure('unknown_state', { state: from });
  if (from === to || canMove(cycle, from, to)) return ok(to);
  return failure('transition_not_allowed', { from, to });
}

export function isState<State extends string>(cycle: LifeCycle<State>, value: string): value is State {
  return Object.hasOwn(cycle.transitions, value);
}

/** True for a state that nothing follows. */
export function isFinal<State extends string>(cycle: LifeCycle<State>, state: State): boolean {
  return cycle.transitions[state].length === 0;
}

function findProblems<State extends string>(cycle: LifeCycle<State>): string[] {
  const problems: string[] = [];
  if (!isState(cycle, cycle.initial)) problems.push(`initial state "${cycle.initial}" is not defined`);
  for (const [state, followers] of Object.entries(cycle.transitions) as [State, readonly State[]][]) {
    for (const follower of followers) {
      if (!isState(cycle, follower)) problems.push(`"${state}" leads to "${follower}", which is not defined`);
    }
  }
  const reachable = reachableFrom(cycle);
  for (const state of cycle.states) {
    if (!reachable.has(state)) problems.push(`"${state}" cannot be reached`);
  }
  return problems;
}

function reachableFrom<State extends string>(cycle: LifeCycle<State>): Set<string> {
  const seen = new Set<string>([cycle.initial]);
  for (const state of seen) {
    for (const follower of isState(cycle, state) ? cycle.transitions[state] : []) seen.add(follower);
  }
  return seen;
}
