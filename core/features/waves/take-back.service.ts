import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { withdraw } from '../outbox/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { findReservedOrders } from '../shipments/index.ts';
import { cancelWarehouseOrders } from '../warehouse-cancellations/index.ts';
import {
  findReleased,
  takeBackAllocations,
  withdrawShipments,
  writeOrders,
  writeReleasedOrders,
} from './release.queries.ts';
import { findWaveParts } from './take-back.queries.ts';
import { endPicking, isBegun, pickedShipments, takeRemainderBack } from './take-back-picks.ts';
import { waveStatus } from './wave.ts';
import {
  countWaves,
  findWaveOrders,
  findWaves,
  insertWaveOrders,
  moveWaves,
  type WaveOrderRow,
  type WaveRow,
} from './waves.queries.ts';

/**
 * Takes a released wave back. Before anything is picked it is planned again, whole; afterwards it is done: what was picked stays, unit by unit,
 * and the remainder is reserved as before the release. Its pick lists end. @throws CONFLICT `notReleased`, `alreadySent`; NOT_FOUND
 */
export function takeBackWave(ctx: AppContext, waveId: number): Promise<{ orders: number; kept: number }> {
  return runCommand(ctx, 'waves.takeBack', async (command) => {
    const wave = await releasedWave(command, waveId);
    const rows = await findWaveOrders(command.trx, [waveId]);
    const parts = await findWaveParts(command.trx, waveId);
    const picked = pickedShipments(parts);
    const back = rows.filter((row) => !isBegun(row, picked));
    const kept = rows.filter((row) => isBegun(row, picked) && row.shipmentStatus !== 'cancelled');
    await withdrawMessages(command, wave, back);
    const closed = await takeRemainderBack(command, kept, parts);
    await takeOrdersBack(command, wave, back, closed);
    await endPicking(command, wave, parts);
    const again = kept.length === 0;
    const to = again ? ({ status: 'planned', releasedAt: null } as const) : ({ status: 'done' } as const);
    const moved = await moveWaves(command.trx, [waveId], 'released', to, command.at);
    if (moved === 0) throw notReleased(wave);
    if (again) await holdAgain(command, wave, back);
    command.record({
      entity: 'wave',
      id: waveId,
      key: wave.number,
      before: { status: 'released' },
      after: { status: to.status, takenBack: back.map(({ number }) => number) },
    });
    command.publish({ type: 'waves.changed', facility: wave.facility });
    const orderIds = [...back, ...kept].map(({ orderId }) => orderId);
    command.publish({ type: 'orders.changed', ids: [...new Set(orderIds)] });
    command.publish({ type: 'shipments.changed' });
    return { orders: back.length, kept: kept.length };
  });
}

/** What has been given to a floor whole. */
const ON_FLOOR = new Set(['released', 'picking']);

async function releasedWave({ trx }: Command, waveId: number): Promise<WaveRow> {
  const [wave] = await findWaves(trx, { ids: [waveId] });
  if (!wave) throw notFound('wave', String(waveId));
  const counts = (await countWaves(trx, [waveId])).get(waveId);
  const status = counts ? waveStatus({ ...counts, status: wave.status }) : wave.status;
  if (status !== 'released' && status !== 'picking') throw notReleased(wave);
  return wave;
}

function notReleased(wave: WaveRow) {
  return conflict(`Wave ${wave.number} is not on the floor.`, 'notReleased', 'Look at it again.');
}

/**
 * What still waits to be sent is not sent. A warehouse that was ordered to ship is told not to; what the owner of a shipment has been told
 * cannot be taken back here.
 */
async function withdrawMessages(
  command: Command,
  wave: WaveRow,
  rows: readonly WaveOrderRow[],
): Promise<void> {
  const keys = new Map(rows.flatMap(({ messageKey, number }) => (messageKey ? [[messageKey, number]] : [])));
  const shipments = rows.flatMap(({ shipment }) => shipment ?? []);
  for (const { key } of await cancelWarehouseOrders(command, shipments)) keys.delete(key);
  const sent = await withdraw(command.trx, [...keys.keys()]);
  if (sent.length === 0) return;
  const numbers = sent.map((key) => keys.get(key)).slice(0, 5);
  throw conflict(
    `Wave ${wave.number}: the system that owns the shipments of ${numbers.join(', ')} has been told already.`,
    'alreadySent',
    'Cancel the assignment there; the feed brings it here.',
  );
}

/** `closed`: orders of which only the remainder goes back. */
async function takeOrdersBack(
  command: Command,
  wave: WaveRow,
  rows: readonly WaveOrderRow[],
  closed: readonly { id: number; number: string; status: string }[],
): Promise<void> {
  const { trx, at } = command;
  const orderIds = rows.map(({ orderId }) => orderId);
  const released = await findReleased(trx, wave.facilityId, orderIds);
  await takeBackAllocations(
    trx,
    released.map(({ id }) => id),
    at,
  );
  const ids = (made: number) =>
    rows.flatMap(({ madeShipment, shipmentId }) => (madeShipment === made && shipmentId ? [shipmentId] : []));
  await withdrawShipments(trx, { made: ids(1), waiting: ids(0) }, at);
  await writeReleasedOrders(
    trx,
    command,
    rows.map(({ id }) => [id, null, null, 0, null]),
  );
  const orders = new Map(
    [...closed, ...released.map((row) => ({ ...row, id: row.orderId }))].map(({ id, status, number }) => [
      id,
      { status, number },
    ]),
  );
  const partly = await findReservedOrders(trx, [...orders.keys()]);
  const changed = [...orders].filter(([id, { status }]) => ON_FLOOR.has(status) && partly.has(id));
  await writeOrders(
    trx,
    command,
    changed.map(([id]) => [id, 'sourced', at, at]),
  );
  for (const [id, { number, status }] of changed) {
    command.record({ entity: 'order', id, key: number, before: { status }, after: { status: 'sourced' } });
  }
}

/** A wave that is planned again holds its orders, except those that another wave has taken meanwhile. */
async function holdAgain({ trx }: Command, wave: WaveRow, rows: readonly WaveOrderRow[]): Promise<void> {
  await insertWaveOrders(
    trx,
    { id: wave.id, facilityId: wave.facilityId },
    rows.map(({ orderId }) => orderId),
  );
}
