import { DateTime } from 'luxon';
import type { WaveFigures, WaveOrderView, WaveStatus, WaveView } from '../../contract/waves.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { gatherParts, type WaveFacility } from './day.service.ts';
import { findFacility } from './day-orders.queries.ts';
import { knownFacility } from './templates.service.ts';
import { floorOf, pickedOrders } from './wave-effort.ts';
import { releasedView, waveView } from './wave-views.ts';
import {
  countContents,
  countParcels,
  countWaves,
  countWavesOfDay,
  deleteWaveOrders,
  findOrderIds,
  findWaveOrders,
  findWaves,
  insertWave,
  insertWaveOrders,
  moveWaves,
  type WaveRow,
} from './waves.queries.ts';

interface ToPlan {
  facility: string;
  waves: { templateId: number | null; name: string; releaseAt: number; cutOffAt: number; orders: string[] }[];
}

type Refusal = { number: string; code: string; reason: string };

/** Keeps waves. @throws CONFLICT `unknownFacility` */
export async function planWaves(
  ctx: AppContext,
  { facility: code, waves }: ToPlan,
): Promise<{ waveIds: number[]; refused: Refusal[] }> {
  const facility = await knownFacility(ctx, code);
  return runCommand(ctx, 'waves.plan', async (command) => {
    const refused: Refusal[] = [];
    const waveIds: number[] = [];
    for (const wave of waves) {
      const number = await nextNumber(command, wave.releaseAt, facility.timeZone);
      const { orders, ...values } = wave;
      const by = { actor: ctx.actor, at: command.at };
      const id = await insertWave(command.trx, { ...values, number, facilityId: facility.id }, by);
      refused.push(...(await fillWave(command, { id, facility, orders })));
      waveIds.push(id);
      command.record({ entity: 'wave', id, key: number, before: null, after: { orders: orders.length } });
    }
    command.publish({ type: 'waves.changed', facility: code });
    return { waveIds, refused };
  });
}

/** `W-20261127-2`: the second wave of that day anywhere. */
async function nextNumber({ trx }: Command, releaseAt: number, timeZone: string): Promise<string> {
  const local = DateTime.fromMillis(releaseAt, { zone: timeZone });
  const prefix = `W-${(local.isValid ? local : DateTime.fromMillis(releaseAt, { zone: 'utc' })).toFormat('yyyyLLdd')}-`;
  return `${prefix}${(await countWavesOfDay(trx, prefix)) + 1}`;
}

async function fillWave(
  { trx }: Command,
  { id, facility, orders }: { id: number; facility: WaveFacility; orders: readonly string[] },
): Promise<Refusal[]> {
  const ids = await findOrderIds(trx, orders);
  const taken = await insertWaveOrders(trx, { id, facilityId: facility.id }, [...new Set(ids.values())]);
  return orders.flatMap((number) => {
    const orderId = ids.get(number);
    if (orderId === undefined) {
      return [{ number, code: 'notFound', reason: `There is no order ${number}.` }];
    }
    if (taken.has(orderId)) return [];
    return [
      { number, code: 'inAnotherWave', reason: `Order ${number} is in another wave of ${facility.code}.` },
    ];
  });
}

/** Newest release first. */
export async function listWaves(
  ctx: AppContext,
  {
    facility,
    statuses,
    limit,
  }: { facility?: string | undefined; statuses?: WaveStatus[] | undefined; limit: number },
): Promise<WaveView[]> {
  const rows = await findWaves(ctx.db.read, { limit, ...(facility === undefined ? {} : { facility }) });
  const views = await viewsOf(ctx, rows);
  return statuses ? views.filter(({ status }) => statuses.includes(status)) : views;
}

async function viewsOf(ctx: AppContext, rows: readonly WaveRow[]): Promise<WaveView[]> {
  const counts = await countWaves(
    ctx.db.read,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => waveView(row, counts.get(row.id)));
}

/** A wave with its orders: when they will be ready while it is planned, how far they are afterwards. */
export async function showWave(
  ctx: AppContext,
  waveId: number,
): Promise<WaveView & { figures: WaveFigures; orderRows: WaveOrderView[] }> {
  const [row] = await findWaves(ctx.db.read, { ids: [waveId] });
  if (!row) throw notFound('wave', String(waveId));
  const [view] = await viewsOf(ctx, [row]);
  const { figures, orders } =
    row.status === 'planned' ? await plannedOrders(ctx, row) : await releasedOrders(ctx, row);
  return { ...(view as WaveView), figures, orderRows: orders };
}

async function plannedOrders(ctx: AppContext, row: WaveRow) {
  const facility = (await findFacility(ctx.db.read, row.facility)) as WaveFacility;
  const parts = await gatherParts(ctx, facility, row.id);
  return pickedOrders(row, parts, await floorOf(ctx, facility, row));
}

async function releasedOrders(ctx: AppContext, row: WaveRow) {
  const rows = await findWaveOrders(ctx.db.read, [row.id]);
  const shipmentIds = rows.flatMap(({ shipmentId }) => shipmentId ?? []);
  const [contents, parcels] = await Promise.all([
    countContents(ctx.db.read, shipmentIds),
    countParcels(ctx.db.read, shipmentIds),
  ]);
  const orders = rows.map((order) =>
    releasedView(order, contents.get(order.shipmentId ?? 0) ?? { lines: 0, units: 0 }),
  );
  const sum = (of: (order: WaveOrderView) => number) => orders.reduce((total, order) => total + of(order), 0);
  const figures: WaveFigures = {
    orders: orders.length,
    lines: sum(({ lines }) => lines),
    units: sum(({ units }) => units),
    parcels,
    batches: 0,
    pickSeconds: 0,
    readyAt: null,
    late: 0,
    atRisk: 0,
  };
  return { figures, orders };
}

/** @throws CONFLICT `notPlanned` */
export async function removeWave(ctx: AppContext, waveId: number): Promise<void> {
  await runCommand(ctx, 'waves.remove', async (command) => {
    const [wave] = await plannedWaves(command.trx, [waveId]);
    const rows = await findWaveOrders(command.trx, [waveId]);
    await deleteWaveOrders(
      command.trx,
      rows.map(({ id }) => id),
    );
    await moveWaves(command.trx, [waveId], 'planned', { status: 'cancelled' }, command.at);
    command.record({
      entity: 'wave',
      id: waveId,
      key: wave?.number ?? null,
      before: { status: 'planned', orders: rows.map(({ number }) => number) },
      after: { status: 'cancelled' },
    });
    command.publish({ type: 'waves.changed', ...facilityOf([wave as WaveRow]) });
  });
}

export function facilityOf(waves: readonly WaveRow[]): { facility?: string } {
  const [wave] = waves;
  return wave && waves.every(({ facility }) => facility === wave.facility) ? { facility: wave.facility } : {};
}

/** @throws NOT_FOUND; CONFLICT `notPlanned` */
export async function plannedWaves(
  read: Parameters<typeof findWaves>[0],
  ids: readonly number[],
): Promise<WaveRow[]> {
  const waves = await findWaves(read, { ids });
  for (const id of ids) {
    const wave = waves.find((candidate) => candidate.id === id);
    if (!wave) throw notFound('wave', String(id));
    if (wave.status !== 'planned') {
      throw conflict(
        `Wave ${wave.number} is ${wave.status}, no longer planned.`,
        'notPlanned',
        'Look at it again.',
      );
    }
  }
  return waves;
}
