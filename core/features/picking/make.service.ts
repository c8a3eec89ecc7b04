import { DateTime } from 'luxon';
import type { PickMethod } from '../../contract/picking.ts';
import type { JobTools } from '../../jobs/jobs.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { findLabour, findWaves, labourOf, localDay, type WaveRow } from '../waves/index.ts';
import { countListsOfDay, findPartsToPick, insertLists } from './make.queries.ts';
import type { PartToPick, PickProblem, PlannedList } from './pick-plan.ts';

export interface MakeInput {
  waveId: number;
  method: PickMethod;
  ordersPerList?: number | undefined;
}

export interface MakeOutcome {
  listIds: number[];
  lists: number;
  tasks: number;
  orders: number;
}

/**
 * Makes lists of what a released wave has on the floor; walks are laid out in a worker thread, and nothing is written when the
 * wave has changed meanwhile. @throws NOT_FOUND; CONFLICT `notReleased`, `nothingToPick`, `changedMeanwhile`
 */
export async function makeLists(ctx: AppContext, input: MakeInput, tools: JobTools): Promise<MakeOutcome> {
  tools.progress(null, { code: 'picking.gathering' });
  const wave = await releasedWave(ctx, input.waveId);
  const parts = await findPartsToPick(ctx.db.read, wave.id);
  if (parts.length === 0) {
    throw conflict(`Wave ${wave.number} has nothing to pick that no list holds.`, 'nothingToPick');
  }
  const lists = await tools.runTask<PlannedList[]>('picking.plan', await problemOf(ctx, wave, parts, input));
  tools.signal.throwIfAborted();
  tools.progress(0.7, { code: 'picking.writing', values: { lists: lists.length } });
  return runCommand(ctx, 'picking.make', (command) => writeLists(command, wave, parts, lists, input.method));
}

async function releasedWave(ctx: AppContext, waveId: number): Promise<WaveRow> {
  const [wave] = await findWaves(ctx.db.read, { ids: [waveId] });
  if (!wave) throw notFound('wave', String(waveId));
  if (wave.status === 'released') return wave;
  throw conflict(`Wave ${wave.number} is ${wave.status}.`, 'notReleased', 'Release it first.');
}

async function problemOf(
  ctx: AppContext,
  wave: WaveRow,
  parts: PartToPick[],
  { method, ordersPerList }: MakeInput,
): Promise<PickProblem> {
  const kept = await findLabour(ctx.db.read, wave.facilityId);
  const day = DateTime.fromMillis(wave.releaseAt, { zone: wave.timeZone });
  const labour = labourOf(kept, localDay(day.toFormat('yyyy-LL-dd'), wave.timeZone));
  const mostOrdersPerBatch = ordersPerList ?? labour.mostOrdersPerBatch;
  return { parts, method, labour: { ...labour, mostOrdersPerBatch }, cutOffAt: wave.cutOffAt };
}

async function writeLists(
  command: Command,
  wave: WaveRow,
  parts: readonly PartToPick[],
  lists: readonly PlannedList[],
  method: PickMethod,
): Promise<MakeOutcome> {
  const { trx, at } = command;
  const now = new Map(
    (await findPartsToPick(trx, wave.id)).map(({ allocationId, quantity }) => [allocationId, quantity]),
  );
  if (parts.some(({ allocationId, quantity }) => now.get(allocationId) !== quantity)) {
    throw conflict(`Wave ${wave.number} has changed meanwhile.`, 'changedMeanwhile', 'Make the lists again.');
  }
  const zoned = DateTime.fromMillis(at, { zone: wave.timeZone });
  const local = zoned.isValid ? zoned : DateTime.fromMillis(at, { zone: 'utc' });
  const prefix = `P-${local.toFormat('yyyyLLdd')}-`;
  const before = await countListsOfDay(trx, prefix);
  const numberOf = (index: number) => `${prefix}${before + index + 1}`;
  const { id: waveId, facilityId } = wave;
  const listIds = await insertLists(trx, command, lists, { waveId, facilityId, method, numberOf, at });
  lists.forEach(({ orders, tasks }, i) => {
    const [id, key] = [listIds[i] as number, numberOf(i)];
    const after = { wave: wave.number, method, orders, tasks: tasks.length };
    command.record({ entity: 'pickList', id, key, before: null, after });
  });
  command.publish({ type: 'picking.changed', facility: wave.facility });
  return {
    listIds,
    lists: lists.length,
    tasks: lists.reduce((sum, { tasks }) => sum + tasks.length, 0),
    orders: new Set(parts.map(({ orderId }) => orderId)).size,
  };
}
