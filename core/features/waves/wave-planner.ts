import { batchesByAffinity, batchesInSequence, dueOf, secondsAlone } from './pick-batches.ts';
import type {
  Batch,
  OrderToPick,
  PickedBatch,
  PickingLabour,
  ProposedWave,
  WaveProblem,
  WaveProposal,
  WaveSlot,
} from './wave-problem.ts';

/** Ready less than so long before its carrier leaves, an order is at risk. */
const AT_RISK_MS = 20 * 60_000;
/** Of picking time nobody plans all: batches do not divide evenly among pickers. */
const PLANNABLE = 0.92;
/** Orders picked together take about so much of what they take alone; corrected by what batches of earlier waves came to. */
const FIRST_BATCHING_GAIN = 0.6;

type Batcher = (orders: readonly OrderToPick[], labour: PickingLabour, cutOffAt: number) => Batch[];

/** When each picker has ended what was given out. */
type Clocks = number[];

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
  const waves: ProposedWave[] = [];
  let gain = FIRST_BATCHING_GAIN;
  problem.slots.forEach((slot, index) => {
    const later = problem.slots.slice(index + 1);
    const seconds = plannableSeconds(slot, clocks, labour) / gain;
    const chosen = inTime(chooseOrders(waiting, slot, later, seconds, labour), (orders) =>
      pickWave(index, slot, orders, { labour, clocks: [...clocks], batcher: batchesByAffinity }),
    );
    if (chosen.length === 0) return;
    const wave = pickWave(index, slot, chosen, { labour, clocks, batcher: batchesByAffinity });
    for (const order of chosen) waiting.delete(order);
    waves.push(wave);
    gain = wave.pickSeconds / chosen.reduce((sum, order) => sum + secondsAlone(order, labour), 0);
  });
  return { waves, leftOver: leftOver(waiting, problem, waves) };
}

/** The same slots filled as orders came in and batched in that sequence: what a plan is measured against. */
export function firstComeWaves(problem: WaveProblem): WaveProposal {
  const { labour } = problem;
  const waiting = new Set(
    [...problem.orders].sort((a, b) => a.orderedAt - b.orderedAt || a.orderId - b.orderId),
  );
  const clocks = clocksOf(problem);
  const waves: ProposedWave[] = [];
  problem.slots.forEach((slot, index) => {
    const room = new Room(slot);
    let seconds = plannableSeconds(slot, clocks, labour) / FIRST_BATCHING_GAIN;
    const chosen: OrderToPick[] = [];
    for (const order of waiting) {
      const alone = secondsAlone(order, labour);
      if (seconds < alone || !slot.accepts(order) || !room.takes(order)) continue;
      room.take(order);
      seconds -= alone;
      chosen.push(order);
    }
    if (chosen.length === 0) return;
    for (const order of chosen) waiting.delete(order);
    waves.push(pickWave(index, slot, chosen, { labour, clocks, batcher: batchesInSequence }));
  });
  return { waves, leftOver: leftOver(waiting, problem, waves) };
}

/** A wave of orders that are already chosen, picked after those before it. @param clocks when each picker is free; moved on */
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
  const packingMs = labour.packingPerOrder * 1000;
  const late: number[] = [];
  const atRisk: number[] = [];
  for (const batch of picked) {
    for (const order of batch.orders) {
      const slack = dueOf(order, cutOffAt) - (batch.endsAt + packingMs);
      if (slack < 0) late.push(order.orderId);
      else if (slack < AT_RISK_MS) atRisk.push(order.orderId);
    }
  }
  return {
    slot,
    releaseAt,
    cutOffAt,
    batches: picked,
    pickSeconds: picked.reduce((sum, { seconds }) => sum + seconds, 0),
    readyAt: Math.max(...picked.map(({ endsAt }) => endsAt)) + packingMs,
    late,
    atRisk,
  };
}

/** When each picker can begin: now or with the shift. */
export function clocksOf({ now, labour }: Pick<WaveProblem, 'now' | 'labour'>): Clocks {
  return Array.from({ length: labour.pickers }, () => Math.max(now, labour.from));
}

/** The picker who is free first takes the batch. */
function giveOut(batch: Batch, releaseAt: number, clocks: Clocks): PickedBatch {
  let picker = 0;
  for (let i = 1; i < clocks.length; i++) if ((clocks[i] as number) < (clocks[picker] as number)) picker = i;
  const startsAt = Math.max(releaseAt, clocks[picker] ?? releaseAt);
  const endsAt = startsAt + batch.seconds * 1000;
  clocks[picker] = endsAt;
  return { ...batch, startsAt, endsAt, picker };
}

function plannableSeconds(slot: WaveSlot, clocks: Clocks, labour: PickingLabour): number {
  const end = Math.min(slot.cutOffAt, labour.to) - labour.packingPerOrder * 1000;
  const free = clocks.map((clock) => Math.max(0, end - Math.max(slot.releaseAt, clock)));
  return (PLANNABLE * free.reduce((sum, ms) => sum + ms, 0)) / 1000;
}

/** What a wave may still take. */
class Room {
  private orders: number;
  private lines: number;
  private units: number;

  constructor({ mostOrders, mostLines, mostUnits }: WaveSlot) {
    this.orders = mostOrders ?? Number.POSITIVE_INFINITY;
    this.lines = mostLines ?? Number.POSITIVE_INFINITY;
    this.units = mostUnits ?? Number.POSITIVE_INFINITY;
  }

  takes({ lines }: OrderToPick): boolean {
    return this.orders >= 1 && this.lines >= lines.length && this.units >= unitsOf(lines);
  }

  take({ lines }: OrderToPick): void {
    this.orders -= 1;
    this.lines -= lines.length;
    this.units -= unitsOf(lines);
  }
}

/** Orders of a wave: those that it must take, and those that come along. */
interface Chosen {
  pressing: OrderToPick[];
  pulled: OrderToPick[];
}

/** What comes along and would be late goes back to a later wave: how much saves walking shows only when batches are made. */
function inTime({ pressing, pulled }: Chosen, pick: (orders: OrderToPick[]) => ProposedWave): OrderToPick[] {
  let along = pulled;
  while (along.length > 0) {
    const late = new Set(pick([...pressing, ...along]).late);
    const kept = along.filter(({ orderId }) => !late.has(orderId));
    if (kept.length === along.length) break;
    along = kept;
  }
  return [...pressing, ...along];
}

/** An order that no later wave ships in time must be in this one, even late; others come along while there is time. */
function chooseOrders(
  waiting: ReadonlySet<OrderToPick>,
  slot: WaveSlot,
  later: readonly WaveSlot[],
  seconds: number,
  labour: PickingLabour,
): Chosen {
  const room = new Room(slot);
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
    if (room.takes(order) && (left >= alone || !elsewhere)) take(order, alone, chosen.pressing);
  }
  for (const order of accepted) {
    const alone = secondsAlone(order, labour);
    if (pressing.has(order) || left < alone || !room.takes(order)) continue;
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
  { slots }: WaveProblem,
  waves: readonly ProposedWave[],
): WaveProposal['leftOver'] {
  const rooms = slots.map((slot) => new Room(slot));
  for (const { slot, batches } of waves) {
    for (const batch of batches) for (const order of batch.orders) rooms[slot]?.take(order);
  }
  return [...orders].map((order) => {
    const accepting = slots.flatMap((slot, index) => (slot.accepts(order) ? [rooms[index] as Room] : []));
    if (accepting.length === 0) return { orderId: order.orderId, reason: 'noTemplate' };
    const full = accepting.every((room) => !room.takes(order));
    return { orderId: order.orderId, reason: full ? 'wavesFull' : 'noTimeLeft' };
  });
}

function unitsOf(lines: OrderToPick['lines']): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
