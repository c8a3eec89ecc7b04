import type { Learning, LearningPeriod } from '../../contract/incident-learning.ts';
import type { AppContext } from '../context.ts';
import { readPreferences } from '../workspace/index.ts';
import {
  countKept,
  findArrivals,
  findCarrierVolumes,
  findLearnedActions,
  findLearnedProducts,
  streamIncidents,
} from './learning.queries.ts';
import { Learner } from './learning.ts';

/** What the incidents of a period teach; read in pieces, so that nobody waits for it. */
export async function learn({ db, clock }: AppContext, period: LearningPeriod): Promise<Learning> {
  const now = clock();
  const { currency } = await readPreferences(db.read);
  const before = { from: period.from - (period.to - period.from), to: period.from };
  const [actions, products, volumes, keptNow, keptBefore] = await Promise.all([
    findLearnedActions(db, period, currency),
    findLearnedProducts(db, period),
    findCarrierVolumes(db.read, period, now),
    countKept(db.read, period),
    countKept(db.read, before),
  ]);
  const arrivals = await findArrivals(db, period, actions.replacements);
  const learner = new Learner({ now, currency, actions: actions.byIncident, products });
  for await (const piece of streamIncidents(db, period, arrivals)) {
    for (const incident of piece) learner.add(incident);
  }
  return learner.result(volumes, { now: keptNow, before: keptBefore });
}
