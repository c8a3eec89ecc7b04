import type { EtaOverview, EtaReport, ShipmentEta } from '../../contract/eta.ts';
import { DAY_MS, errorMeasures } from '../../solvers/eta/index.ts';
import type { AppContext } from '../context.ts';
import { TRAIN_JOB } from './eta.jobs.ts';
import { findForecasts, findKept, findReports, findRunningJob } from './eta.queries.ts';

const MOST_TRAININGS = 30;
const MOST_KEPT = 20_000;
/** A forecast that was first made later than so long after the departure knows more than one at departure. */
const SOON_MS = DAY_MS / 2;

/** The newest model's back-test, the trainings before it, and how the forecasts came out that were really made. */
export async function showOverview({ db }: AppContext): Promise<EtaOverview> {
  const [reports, kept, job] = await Promise.all([
    findReports(db.read, MOST_TRAININGS),
    findKept(db.read, SOON_MS, MOST_KEPT),
    findRunningJob(db.read, TRAIN_JOB),
  ]);
  const told = reports.map((row) => ({ row, report: JSON.parse(row.report_json) as EtaReport }));
  const [newest] = told;
  return {
    model: newest
      ? {
          trainedAt: newest.row.trained_at,
          tookMs: newest.row.took_ms,
          actor: newest.row.actor,
          report: newest.report,
        }
      : null,
    kept: keptMeasures(kept),
    trainings: told.map(({ row, report }) => {
      const ours = report.methods.find(({ method }) => method === 'ours');
      return {
        trainedAt: row.trained_at,
        deliveries: row.deliveries,
        meanAbsoluteDays: ours?.errors.meanAbsoluteDays ?? null,
        coverageP90: ours?.errors.coverageP90 ?? null,
      };
    }),
    jobId: job?.id ?? null,
  };
}

/** How forecasts came out that were made at departure; null where none is known yet. */
export function keptMeasures(
  rows: readonly {
    p50At: number;
    p90At: number;
    carrierEtaAt: number | null;
    promisedAt: number | null;
    deliveredAt: number | null;
  }[],
): EtaOverview['kept'] {
  if (rows.length === 0) return null;
  const column = (of: (row: (typeof rows)[number]) => number | null) =>
    Float64Array.from(rows, (row) => of(row) ?? Number.NaN);
  const deliveredAt = column((row) => row.deliveredAt);
  const all = Int32Array.from(rows.keys());
  const p90At = column((row) => row.p90At);
  const measure = (p50At: Float64Array) => {
    const known = all.filter((row) => !Number.isNaN(p50At[row]));
    if (known.length === 0) return null;
    return errorMeasures({ p50At, p90At }, deliveredAt, known);
  };
  const ours = measure(column((row) => row.p50At));
  return (
    ours && {
      rows: ours.rows,
      meanAbsoluteDays: ours.meanAbsoluteDays,
      coverageP90: ours.coverageP90 ?? 0,
      promiseMeanAbsoluteDays: measure(column((row) => row.promisedAt))?.meanAbsoluteDays ?? null,
      carrierMeanAbsoluteDays: measure(column((row) => row.carrierEtaAt))?.meanAbsoluteDays ?? null,
    }
  );
}

/** What these shipments' arrivals are told from. */
export async function showForecasts(
  { db }: AppContext,
  ids: readonly number[],
): Promise<(ShipmentEta & { id: number })[]> {
  const rows = await findForecasts(db.read, ids);
  return rows.map((row) => ({
    id: row.shipment_id,
    at: row.at,
    lateChance: row.late_chance,
    since: row.since,
    sinceAt: row.since_at,
    level: row.level as ShipmentEta['level'],
    known: row.known,
    carrier: row.carrier,
    service: row.service,
    origin: row.origin,
    destination: row.destination,
    first: {
      at: row.first_at,
      p50At: row.first_p50_at,
      p90At: row.first_p90_at,
      carrierEtaAt: row.first_carrier_eta_at,
    },
  }));
}

/** Starts a training, or names the one that is under way. */
export async function startTraining(ctx: AppContext): Promise<{ jobId: string }> {
  const running = await findRunningJob(ctx.db.read, TRAIN_JOB);
  return { jobId: running?.id ?? (await ctx.jobs.start(TRAIN_JOB, {}, ctx.actor)) };
}
