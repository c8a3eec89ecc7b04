import { randomUUID } from 'node:crypto';
import type { EtaReport } from '../../contract/eta.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import { DAY_MS } from '../../solvers/eta/index.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { DeliveryCollector, type DeliveryColumns } from './delivery-columns.ts';
import { insertModel, streamDeliveries, streamScans } from './eta.queries.ts';
import { forecastAll } from './forecast.service.ts';
import { LEARN_TASK, type Learnt } from './train.worker.ts';

export interface TrainOutcome {
  deliveries: number;
  /** Shipments under way that got another forecast. */
  shipments: number;
}

const MEMORY_DAYS = 730;
const MOST_DELIVERIES = 200_000;
const LEARNT_SHARE = 0.75;

/** Learns from what has been delivered, keeps the model with its own error, and says anew when everything under way arrives. */
export async function train(ctx: AppContext, tools: JobTools): Promise<TrainOutcome> {
  const started = performance.now();
  const columns = await gather(ctx, tools);
  const deliveries = columns.history.count;
  const { modelJson, report } = await tools.runTask<Learnt>(LEARN_TASK, columns, {
    onProgress: (share, message) => tools.progress((share ?? 0) * LEARNT_SHARE, message),
  });
  await runCommand(ctx, 'eta.train', async (command) => {
    const id = await insertModel(command.trx, {
      token: randomUUID(),
      trained_at: command.at,
      actor: tools.actor,
      took_ms: Math.round(performance.now() - started),
      deliveries,
      model_json: modelJson,
      report_json: JSON.stringify(report satisfies EtaReport),
    });
    const [ours] = report.methods;
    const after = { deliveries, meanAbsoluteDays: ours?.errors.meanAbsoluteDays ?? null };
    command.record({ entity: 'etaModel', id, key: String(id), before: null, after });
    command.publish({ type: 'eta.changed' });
  });
  const { shipments } = await forecastAll(ctx, {
    signal: tools.signal,
    progress: (share) =>
      tools.progress(LEARNT_SHARE + (1 - LEARNT_SHARE) * share, { code: 'eta.forecasting' }),
  });
  return { deliveries, shipments };
}

async function gather(ctx: AppContext, { signal, progress }: JobTools): Promise<DeliveryColumns> {
  const since = ctx.clock() - MEMORY_DAYS * DAY_MS;
  const collector = new DeliveryCollector();
  for await (const deliveries of streamDeliveries(ctx.db, since, MOST_DELIVERIES)) {
    signal.throwIfAborted();
    for (const delivery of deliveries) collector.addDelivery(delivery);
    progress(null, { code: 'eta.reading', values: { deliveries: collector.count } });
  }
  for await (const scans of streamScans(ctx.db, since, collector.firstId)) {
    signal.throwIfAborted();
    for (const [shipmentId, at, milestone, etaAt] of scans)
      collector.addScan(shipmentId, at, milestone, etaAt);
  }
  return collector.columns();
}
