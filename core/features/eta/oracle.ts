import type { Kysely } from 'kysely';
import type { Tables } from '../../db/tables.ts';
import { type ArrivalModel, type ArrivalOracle, openArrivalModel } from '../../solvers/eta/index.ts';
import { findModelContent, findNewestModel } from './eta.queries.ts';

export interface CurrentModel {
  id: number;
  oracle: ArrivalOracle;
}

const MOST_KEPT = 3;
/** Models that are ready to be asked, by their token: reading one takes longer than a batch of scans. */
const ready = new Map<string, ArrivalOracle | null>();

/** The newest model, ready to be asked; null before the first training, and when it is of another version. */
export async function currentModel(read: Kysely<Tables>): Promise<CurrentModel | null> {
  const newest = await findNewestModel(read);
  if (!newest) return null;
  let oracle = ready.get(newest.token);
  if (oracle === undefined) {
    const row = await findModelContent(read, newest.id);
    oracle = row?.model_json ? openArrivalModel(JSON.parse(row.model_json) as ArrivalModel) : null;
    ready.set(newest.token, oracle);
    const [oldest] = ready.keys();
    if (ready.size > MOST_KEPT && oldest !== undefined) ready.delete(oldest);
  }
  return oracle && { id: newest.id, oracle };
}
