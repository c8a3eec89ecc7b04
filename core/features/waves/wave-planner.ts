import type { LeftOverReason } from '../../contract/waves.ts';
import { batchesByAffinity, batchesInSequence, dueOf, secondsAlone } from './pick-batches.ts';
import type {
  Batch,
  OrderToPick,
  PickedBatch,
  PickingLabour,
  PlannedLoad,
  ProposedWave,
  WaveProblem,
  WaveProposal,
  WaveSlot,
} from './wave-problem.ts';
import { type CarrierRoom, type Full, loadingMs, WaveRoom } from './wave-room.ts';

/** Ready less than so long before its carrier leaves, an order is at risk. */
const AT_RISK_MS = 20 * 60_000;
/** Of picking time nobody plans all: batches do not divide evenly among pickers. */
const PLANNABLE = 0.92;
/** Orders picked together take about so much of what they take alone; corrected by what batches of earlier waves came to. */
const FIRST_BATCHING_GAIN = 0.6;

type Batcher = (orders: readonly OrderToPick[], labour: PickingLabour, cutOffAt: number) => Batch[];

/** When each picker, and the dock, have ended what was given to them. */
interface Clocks {
  pickers: number[];
  dock: number;
}

/**
 * Waves of a day: each takes what must leave with it or before the next, then what saves walking later as long as pickers have time.
 * Lateness comes first, picking effort second. Pure; the same problem has the same answer.
 */
export function proposeWaves(problem: WaveProblem): WaveProposal {
  const { labour } = problem;
  const waiting = new Set(
    [...problem.orders].sort(
      (a, b) =>
        (a.leavesBy ?? Number.MAX_SAFE_INTEGER) - (b.leavesBy ?? Number.MAX_SAFE_INTEGER) ||
        a.priority - b.priority ||
        a.orderedAt - b.orderedAt ||
        a.orderId - b.orderId,
    ),
  );
  const clocks = clocksOf(problem);
  const carriers: CarrierRoom = new Map(problem.carrierRoom);
  const rooms: WaveRoom[] = [];
  const waves: ProposedWave[] = [];
  let gain = FIRST_BATCHING_GAIN;
  problem.slots.forEach((slot, index) => {
    const later = problem.slots.slice(index + 1);
    const seconds = plannableSeconds(slot, clocks, labour) / gain;
    const room = roomOf(slot, carriers, clocks, problem);
    rooms.push(room);
    const pick = (orders: readonly OrderToPick[]) =>
      pickWave(index, slot, orders, { labour, clocks: copyOf(clocks), batcher: batchesByAffinity });
    const inside = inTime(chooseOrders(waiting, slot, later, { room, seconds, labour }), room, pick);
    const chosen = asDocksLoad(inside, room, pick);
    if (chosen.length === 0) return;
    const wave = pickWave(index, slot, chosen, { labour, clocks, batcher: batchesByAffinity });
    for (const order of chosen) waiting.delete(order);
    waves.push(wave);
    gain = wave.pickSeconds / chosen.reduce((sum, order) => sum + secondsAlone(order, labour), 0);
  });
  return { waves, leftOver: leftOver(waiting, problem.slots, rooms) };
}

/** The same slots filled as orders came in and batched in that sequence: what a plan is measured against. */
export function firstComeWaves(problem: WaveProblem): WaveProposal {
  const { labour } = problem;
  const waiting = new Set(
    [...problem.orders].sort((a, b) => a.orderedAt - b.orderedAt || a.orderId - b.orderId),
  );
  const clocks = clocksOf(problem);
  const carriers: CarrierRoom = new Map(problem.carrierRoom);
  const rooms: WaveRoom[] = [];
  const waves: ProposedWave[] = [];
  problem.slots.forEach((slot, index) => {
    const room = roomOf(slot, carriers, clocks, problem);
    rooms.push(room);
    let seconds = plannableSeconds(slot, clocks, labour) / FIRST_BATCHING_GAIN;
    const taken: OrderToPick[] = [];
    for (const order of waiting) {
      const alone = secondsAlone(order, labour);
      if (seconds < alone || !slot.accepts(order) || room.refuses(order) !== null) continue;
      room.take(order);
      seconds -= alone;
      taken.push(order);
    }
    const chosen = asDocksLoad(taken, room, (orders) =>
      pickWave(index, slot, orders, { labour, clocks: copyOf(clocks), batcher: batchesInSequence }),
    );
    if (chosen.length === 0) return;
    for (const order of chosen) waiting.delete(order);
    waves.push(pickWave(index, slot, chosen, { labour, clocks, batcher: batchesInSequence }));
  });
  return { waves, leftOver: leftOver(waiting, problem.slots, rooms) };
}

/** A wave of orders that are already chosen, picked after those before it. @param clocks when each picker and the dock are free; moved on */
export function pickWave(
  slot: number,
  { releaseAt, cutOffAt }: Pick<WaveSlot, 'releaseAt' | 'cutOffAt'>,
  orders: readonly OrderToPick[],
  { labour, clocks, batcher }: { labour: PickingLabour; clocks: Clocks; batcher: Batcher },
): ProposedWave {
  const batches = batcher(orders, labour, cutOffAt).sort(
    (a, b) => a.dueAt - b.dueAt || b.seconds - a.seconds,
  );
  const picked = batches.map((batch) => giveOut(batch, releaseAt, clocks));
  const late: number[] = [];
  const atRisk: number[] = [];
  const waitingAtDock: number[] = [];
  let readyAt = releaseAt;
  for (const { order, packedAt, readyAt: ready } of readyTimes(picked, labour, clocks)) {
    const slack = dueOf(order, cutOffAt) - ready;
    if (packedAt <= cutOffAt && ready > cutOffAt) waitingAtDock.push(order.orderId);
    if (slack < 0) late.push(order.orderId);
    else if (slack < AT_RISK_MS) atRisk.push(order.orderId);
    readyAt = Math.max(readyAt, ready);
  }
  return {
    slot,
    releaseAt,
    cutOffAt,
    batches: picked,
    pickSeconds: picked.reduce((sum, { seconds }) => sum + seconds, 0),
    readyAt,
    late,
    atRisk,
    waitingAtDock,
  };
}

/** When each picker and the dock can begin: now or with the shift. */
export function clocksOf({ now, labour }: Pick<WaveProblem, 'now' | 'labour'>): Clocks {
  const begins = Math.max(now, labour.from);
  return { pickers: Array.from({ length: labour.pickers }, () => begins), dock: begins };
}

const copyOf = ({ pickers, dock }: Clocks): Clocks => ({ pickers: [...pickers], dock });

/** The dock's first parcel is one that the picker who is free first has picked, and that is packed. */
function roomOf(
  slot: WaveSlot,
  carriers: CarrierRoom,
  clocks: Clocks,
  { labour, planned }: WaveProblem,
): WaveRoom {
  const packed = Math.max(slot.releaseAt, Math.min(...clocks.pickers)) + labour.packingPerOrder * 1000;
  const dockFrom = Math.max(packed, clocks.dock);
  const parcelsBeside = planned.reduce((sum, load) => sum + load.parcels * shareWithin(load, slot), 0);
  return new WaveRoom(slot, carriers, { labour, dockFrom, parcelsBeside });
}

/** How much of a planned wave's time lies within that of another. */
function shareWithin(load: PlannedLoad, slot: WaveSlot): number {
  const common = Math.min(load.cutOffAt, slot.cutOffAt) - Math.max(load.releaseAt, slot.releaseAt);
  return common <= 0 ? 0 : common / (load.cutOffAt - load.releaseAt);
}

/** Takes out what would be packed in time but not loaded: the dock is full then. */
function asDocksLoad(
  orders: OrderToPick[],
  room: WaveRoom,
  pick: (orders: OrderToPick[]) => ProposedWave,
): OrderToPick[] {
  let kept = orders;
  while (kept.length > 0) {
    const waiting = new Set(pick(kept).waitingAtDock);
    if (waiting.size === 0) break;
    room.closeDock();
    for (const order of kept) if (waiting.has(order.orderId)) room.giveBack(order);
    kept = kept.filter(({ orderId }) => !waiting.has(orderId));
  }
  return kept;
}

/** When each order is packed; where docks are a limit, when it is loaded: parcels queue there as they are packed. */
function readyTimes(
  picked: readonly PickedBatch[],
  labour: PickingLabour,
  clocks: Clocks,
): { order: OrderToPick; packedAt: number; readyAt: number }[] {
  const packingMs = labour.packingPerOrder * 1000;
  const eachMs = loadingMs(labour);
  const packed = [...picked].sort((a, b) => a.endsAt - b.endsAt);
  return packed.flatMap(({ orders, endsAt }) =>
    orders.map((order) => {
      const packedAt = endsAt + packingMs;
      if (eachMs === null) return { order, packedAt, readyAt: packedAt };
      clocks.dock = Math.max(clocks.dock, packedAt) + eachMs * order.parcels;
      return { order, packedAt, readyAt: clocks.dock };
    }),
  );
}

/** The picker who is free first takes the batch. */
function giveOut(batch: Batch, releaseAt: number, { pickers }: Clocks): PickedBatch {
  let picker = 0;
  for (let i = 1; i < pickers.length; i++) {
    if ((pickers[i] as number) < (pickers[picker] as number)) picker = i;
  }
  const startsAt = Math.max(releaseAt, pickers[picker] ?? releaseAt);
  const endsAt = startsAt + batch.seconds * 1000;
  pickers[picker] = endsAt;
  return { ...batch, startsAt, endsAt, picker };
}

function plannableSeconds(slot: WaveSlot, clocks: Clocks, labour: PickingLabour): number {
  const end = Math.min(slot.cutOffAt, labour.to) - labour.packingPerOrder * 1000;
  const free = clocks.pickers.map((clock) => Math.max(0, end - Math.max(slot.releaseAt, clock)));
  return (PLANNABLE * free.reduce((sum, ms) => sum + ms, 0)) / 1000;
}

/** Orders of a wave: those that it must take, and those that come along. */
interface Chosen {
  pressing: OrderToPick[];
  pulled: OrderToPick[];
}

/** What comes along and would be late goes back to a later wave: how much saves walking shows only when batches are made. */
function inTime(
  { pressing, pulled }: Chosen,
  room: WaveRoom,
  pick: (orders: OrderToPick[]) => ProposedWave,
): OrderToPick[] {
  let along = pulled;
  while (along.length > 0) {
    const late = new Set(pick([...pressing, ...along]).late);
    const kept = along.filter(({ orderId }) => !late.has(orderId));
    if (kept.length === along.length) break;
    for (const order of along) if (late.has(order.orderId)) room.giveBack(order);
    along = kept;
  }
  return [...pressing, ...along];
}

/** An order that no later wave ships in time must be in this one, even late; others come along while there is time. */
function chooseOrders(
  waiting: ReadonlySet<OrderToPick>,
  slot: WaveSlot,
  later: readonly WaveSlot[],
  { room, seconds, labour }: { room: WaveRoom; seconds: number; labour: PickingLabour },
): Chosen {
  const chosen: Chosen = { pressing: [], pulled: [] };
  let left = seconds;
  const accepted = [...waiting].filter((order) => slot.accepts(order));
  const pressing = new Set(accepted.filter((order) => isPressing(order, later)));
  const take = (order: OrderToPick, alone: number, into: OrderToPick[]) => {
    room.take(order);
    left -= alone;
    into.push(order);
  };
  for (const order of pressing) {
    const alone = secondsAlone(order, labour);
    const elsewhere = later.some((next) => next.accepts(order));
    if (room.refuses(order) === null && (left >= alone || !elsewhere)) take(order, alone, chosen.pressing);
  }
  for (const order of accepted) {
    const alone = secondsAlone(order, labour);
    if (pressing.has(order) || left < alone || room.refuses(order) !== null) continue;
    take(order, alone, chosen.pulled);
  }
  return chosen;
}

/** No later wave that takes it leaves in time. */
function isPressing(order: OrderToPick, later: readonly WaveSlot[]): boolean {
  const due = order.leavesBy ?? Number.POSITIVE_INFINITY;
  return !later.some((next) => next.cutOffAt <= due && next.accepts(order));
}

function leftOver(
  orders: ReadonlySet<OrderToPick>,
  slots: readonly WaveSlot[],
  rooms: readonly WaveRoom[],
): WaveProposal['leftOver'] {
  return [...orders].map((order) => {
    const refusals = slots.flatMap((slot, i) =>
      slot.accepts(order) ? [rooms[i]?.refuses(order) ?? null] : [],
    );
    return { orderId: order.orderId, reason: leftOverReason(refusals) };
  });
}

/** A wave with room had no time; else the carrier, of which there is one, tells more than docks, and docks more than sizes. */
function leftOverReason(refusals: readonly (Full | null)[]): LeftOverReason {
  if (refusals.length === 0) return 'noTemplate';
  if (refusals.includes(null)) return 'noTimeLeft';
  return (['carrierFull', 'dockFull'] as const).find((full) => refusals.includes(full)) ?? 'wavesFull';
}
