import type { TourPlan } from './tour-plan.ts';

/** Scenarios of one simulation that are planned at once: what one finds may suit another better than its own. */
export class ScenarioRound {
  private readonly found: TourPlan[] = [];
  private expected: number;
  private readonly complete = Promise.withResolvers<void>();

  constructor(scenarios: number) {
    this.expected = scenarios;
  }

  /** Each scenario tells once what it found; null when it found nothing. @returns whether it was the last */
  tell(plan: TourPlan | null): boolean {
    if (plan) this.found.push(plan);
    this.expected -= 1;
    if (this.expected === 0) this.complete.resolve();
    return this.expected === 0;
  }

  /** What all have found, once all have told or `signal` is aborted. */
  async all(signal: AbortSignal): Promise<readonly TourPlan[]> {
    const aborted = Promise.withResolvers<void>();
    const stop = () => aborted.resolve();
    signal.addEventListener('abort', stop);
    if (!signal.aborted) await Promise.race([this.complete.promise, aborted.promise]);
    signal.removeEventListener('abort', stop);
    return this.found;
  }
}

const rounds = new Map<string, ScenarioRound>();

/**
 * Lets a scenario of a round work; `tell` is called for it when it ends without having told. The round is forgotten when all have.
 */
export async function withinRound<T>(
  { id, scenarios }: { id: string; scenarios: number },
  work: (round: {
    share: (plan: TourPlan, signal: AbortSignal) => Promise<readonly TourPlan[]>;
  }) => Promise<T>,
): Promise<T> {
  const round = rounds.get(id) ?? new ScenarioRound(scenarios);
  rounds.set(id, round);
  let told = false;
  const tell = (plan: TourPlan | null) => {
    told = true;
    if (round.tell(plan)) rounds.delete(id);
  };
  try {
    return await work({
      share: (plan, signal) => {
        tell(plan);
        return round.all(signal);
      },
    });
  } finally {
    if (!told) tell(null);
  }
}
