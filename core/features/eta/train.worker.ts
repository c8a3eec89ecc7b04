import type { TaskTools } from '../../jobs/tasks.ts';
import { type ArrivalReport, learnArrivals } from '../../solvers/eta/index.ts';
import type { DeliveryColumns } from './delivery-columns.ts';

/** Name of the task that learns. */
export const LEARN_TASK = 'eta.learn';

export interface Learnt {
  modelJson: string;
  report: ArrivalReport;
}

const TEST_SHARE = 0.4;

/** Task `eta.learn`: learns delivery times from deliveries, and tries itself on the later ones. @throws ThinHistoryError */
export function learnTask({ history, scans }: DeliveryColumns, tools: TaskTools): Learnt {
  const { model, report } = learnArrivals(history, scans, {
    testShare: TEST_SHARE,
    progress: (share) =>
      tools.progress(share, { code: 'eta.learning', values: { deliveries: history.count } }),
  });
  return { modelJson: JSON.stringify(model), report };
}
