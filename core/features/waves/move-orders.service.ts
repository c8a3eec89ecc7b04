import type { OrderMove, WaveFigures } from '../../contract/waves.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import { gatherParts, type WaveFacility } from './day.service.ts';
import { findFacility } from './day-orders.queries.ts';
import { type Floor, floorOf, pickedOrders } from './wave-effort.ts';
import {
  deleteWaveOrders,
  findOrderIds,
  findWaveOrders,
  insertWaveOrders,
  moveWaveOrders,
  type WaveRow,
} from './waves.queries.ts';
import { facilityOf, plannedWaves } from './waves.service.ts';

type Change = { before: WaveFigures; after: WaveFigures };

/** Orders go from one planned wave, or from none, to another or to none. @throws CONFLICT `notPlanned`, `otherFacility` */
export function moveOrders(ctx: AppContext, move: OrderMove): Promise<{ moved: number }> {
  const { numbers, from, to } = move;
  return runCommand(ctx, 'waves.moveOrders', async (command) => {
    const waves = ofOneFacility(await plannedWaves(command.trx, wavesOf(move)));
    const target = waves.find(({ id }) => id === to);
    const moved = await (from === null ? join() : leave(from));
    const [entity] = waves;
    if (entity) {
      const { id, number: key } = entity;
      command.record({ entity: 'wave', id, key, before: { orders: numbers, from }, after: { movedTo: to } });
    }
    command.publish({ type: 'waves.changed', ...facilityOf(waves) });
    return { moved };

    async function join(): Promise<number> {
      if (!target) return 0;
      const ids = await findOrderIds(command.trx, numbers);
      return (await insertWaveOrders(command.trx, target, [...new Set(ids.values())])).size;
    }
    async function leave(waveId: number): Promise<number> {
      const wanted = new Set(numbers);
      const rows = await findWaveOrders(command.trx, [waveId]);
      const ids = rows.filter(({ number }) => wanted.has(number)).map(({ id }) => id);
      if (to === null) await deleteWaveOrders(command.trx, ids);
      else await moveWaveOrders(command.trx, ids, to);
      return ids.length;
    }
  });
}

/** What a move would make of both waves. @throws CONFLICT `notPlanned`, `otherFacility` */
export async function previewMove(
  ctx: AppContext,
  move: OrderMove,
): Promise<{ from: Change | null; to: Change | null }> {
  const waves = ofOneFacility(await plannedWaves(ctx.db.read, wavesOf(move)));
  const [wave] = waves;
  if (!wave) return { from: null, to: null };
  const facility = (await findFacility(ctx.db.read, wave.facility)) as WaveFacility;
  const source = waves.find(({ id }) => id === move.from);
  const target = waves.find(({ id }) => id === move.to);
  const wanted = new Set(move.numbers);
  const held = await gatherParts(ctx, facility, source?.id);
  const moved = held.filter(({ number }) => wanted.has(number));
  const change = async (row: WaveRow, before: typeof held, after: typeof held): Promise<Change> => {
    const floor: Floor = await floorOf(ctx, facility, row);
    const figures = (parts: typeof held) => pickedOrders(row, parts, floor).figures;
    return { before: figures(before), after: figures(after) };
  };
  const own = target ? await gatherParts(ctx, facility, target.id) : [];
  return {
    from: source
      ? await change(
          source,
          held,
          held.filter(({ number }) => !wanted.has(number)),
        )
      : null,
    to: target ? await change(target, own, [...own, ...moved]) : null,
  };
}

function wavesOf({ from, to }: OrderMove): number[] {
  return [from, to].filter((id) => id !== null);
}

function ofOneFacility(waves: WaveRow[]): WaveRow[] {
  if (new Set(waves.map(({ facilityId }) => facilityId)).size > 1) {
    throw conflict('Orders move between waves of one facility.', 'otherFacility');
  }
  return waves;
}
