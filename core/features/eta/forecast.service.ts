import type { EtaLevel } from '../../contract/eta.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import type { NewRow } from '../../db/tables.ts';
import { type ArrivalForecast, forecastArrival } from '../../solvers/eta/index.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { findScans, findUnderWay, findUnderWayIds, writeEtas, writeForecasts } from './eta.queries.ts';
import { type CurrentModel, currentModel } from './oracle.ts';

/** The transaction that forecasts are written in. */
export interface ForecastCommand {
  trx: WriteTransaction;
  tools: WriteTools;
  at: number;
}

type Journey = Awaited<ReturnType<typeof findUnderWay>>[number];

/**
 * Says anew when these shipments arrive, those of them that are under way, from their scans as they are stored in the same
 * transaction. Without a model nothing changes. Returns the shipments that got another forecast.
 */
export async function forecastShipments(command: ForecastCommand, ids: readonly number[]): Promise<number[]> {
  const model = ids.length > 0 ? await currentModel(command.trx) : null;
  return model ? forecastWith(model, command, ids) : [];
}

async function forecastWith(
  model: CurrentModel,
  { trx, tools, at }: ForecastCommand,
  ids: readonly number[],
): Promise<number[]> {
  const journeys = await findUnderWay(trx, ids);
  const scans = Map.groupBy(
    await findScans(
      trx,
      journeys.map(({ id }) => id),
    ),
    ({ shipmentId }) => shipmentId,
  );
  const etas: [number, number, number][] = [];
  const kept: NewRow<'shipment_eta'>[] = [];
  for (const journey of journeys) {
    const forecast = forecastArrival(model.oracle, underWay(journey, scans.get(journey.id) ?? []), at);
    if (!forecast) continue;
    if (forecast.p50At !== journey.eta_p50_at || forecast.p90At !== journey.eta_p90_at)
      etas.push([journey.id, forecast.p50At, forecast.p90At]);
    kept.push(forecastRow(model.id, journey, forecast, at));
  }
  await writeEtas(trx, tools, etas, at);
  await writeForecasts(tools, kept);
  return etas.map(([id]) => id);
}

function underWay(journey: Journey, scans: readonly { at: number; milestone: string }[]) {
  const { carrier, service, origin, destination, promisedAt } = journey;
  const shippedAt = journey.shipped_at ?? 0;
  return { carrier, service, from: origin, to: destination, shippedAt, promisedAt, scans };
}

function forecastRow(
  modelId: number,
  journey: Journey,
  forecast: ArrivalForecast,
  at: number,
): NewRow<'shipment_eta'> {
  return {
    shipment_id: journey.id,
    model_id: modelId,
    at,
    late_chance: forecast.lateChance,
    since: forecast.since,
    since_at: forecast.sinceAt,
    level: forecast.level satisfies EtaLevel,
    known: forecast.known,
    first_at: at,
    first_p50_at: forecast.p50At,
    first_p90_at: forecast.p90At,
    first_late_chance: forecast.lateChance,
    first_carrier_eta_at: journey.carrier_eta_at,
  };
}

const PIECE = 2000;

/** How long work is followed, and ended. */
export interface ForecastTools {
  signal: AbortSignal;
  progress: (share: number) => void;
}

/** Says anew when everything under way arrives. */
export async function forecastAll(ctx: AppContext, tools: ForecastTools): Promise<{ shipments: number }> {
  return forecastEach(ctx, await findUnderWayIds(ctx.db.read), tools);
}

/** The same for these shipments, a piece a transaction: feeds go on in between. */
export async function forecastEach(
  ctx: AppContext,
  ids: readonly number[],
  { signal, progress }: ForecastTools,
): Promise<{ shipments: number }> {
  let shipments = 0;
  for (let from = 0; from < ids.length; from += PIECE) {
    signal.throwIfAborted();
    shipments += await runCommand(ctx, 'eta.forecast', (command) =>
      forecastPiece(command, ids.slice(from, from + PIECE)),
    );
    progress(Math.min(1, (from + PIECE) / ids.length));
  }
  return { shipments };
}

async function forecastPiece(command: Command, ids: readonly number[]): Promise<number> {
  const changed = await forecastShipments({ trx: command.trx, tools: command, at: command.at }, ids);
  if (changed.length > 0) command.publish({ type: 'shipments.changed', ids: changed });
  return changed.length;
}
