import type { AppContext } from '../context.ts';

const turns = new WeakMap<object, Promise<unknown>>();

/** One after the other in each workspace: what runs spend in a day is added up before the next one spends. */
export function inTurn<Result>({ db }: Pick<AppContext, 'db'>, work: () => Promise<Result>): Promise<Result> {
  const mine = (turns.get(db) ?? Promise.resolve()).catch(() => {}).then(work);
  turns.set(db, mine);
  return mine;
}
