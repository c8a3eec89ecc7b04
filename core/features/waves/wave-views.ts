import type {
  BatchView,
  DayProposal,
  ProposedWaveView,
  WaveFigures,
  WaveOrderView,
  WaveView,
} from '../../contract/waves.ts';
import type { DayProblem, DaySlot } from './day-problem.ts';
import type { OrderPart } from './order-parts.ts';
import { waveStatus } from './wave.ts';
import type { ProposedWave, WaveProposal } from './wave-problem.ts';
import type { WaveOrderRow, WaveRow } from './waves.queries.ts';

export type ProposedDay = Omit<DayProposal, 'timeZone' | 'computedInMs'>;

/** A proposal as people read it. Pure. */
export function proposalView(
  { orders, slots, labour }: DayProblem,
  proposal: WaveProposal,
  firstCome: WaveProposal,
): ProposedDay {
  const parts = new Map(orders.map((part) => [part.orderId, part]));
  return {
    waves: proposal.waves.map((wave) => waveOf(wave, slots[wave.slot] as DaySlot, parts)),
    leftOver: proposal.leftOver.flatMap(({ orderId, reason }) => {
      const part = parts.get(orderId);
      return part ? [{ ...orderView(part, null, 'late'), reason }] : [];
    }),
    pickers: labour.pickers,
    shiftFrom: labour.from,
    shiftTo: labour.to,
    firstCome: {
      pickSeconds: firstCome.waves.reduce((sum, { pickSeconds }) => sum + pickSeconds, 0),
      late: firstCome.waves.reduce((sum, { late }) => sum + late.length, 0),
      leftOver: firstCome.leftOver.length,
    },
  };
}

function waveOf(
  wave: ProposedWave,
  { template }: DaySlot,
  parts: ReadonlyMap<number, OrderPart>,
): ProposedWaveView {
  const { releaseAt, cutOffAt } = wave;
  const { id: templateId, name } = template;
  return { templateId, name, releaseAt, cutOffAt, ...pickedView(wave, parts) };
}

/** A picked wave: its figures, its orders with when they are ready, its batches. */
export function pickedView(
  wave: ProposedWave,
  parts: ReadonlyMap<number, OrderPart>,
): { figures: WaveFigures; orders: WaveOrderView[]; batches: BatchView[] } {
  const late = new Set(wave.late);
  const atRisk = new Set(wave.atRisk);
  const state = (id: number) => (late.has(id) ? 'late' : atRisk.has(id) ? 'atRisk' : 'inTime');
  const orders = wave.batches.flatMap(({ orders: own, endsAt }) =>
    own.flatMap(({ orderId }) => {
      const part = parts.get(orderId);
      return part ? [orderView(part, endsAt, state(orderId))] : [];
    }),
  );
  return {
    orders,
    figures: {
      orders: orders.length,
      lines: orders.reduce((sum, { lines }) => sum + lines, 0),
      units: orders.reduce((sum, { units }) => sum + units, 0),
      parcels: wave.batches.reduce(
        (sum, { orders: own }) => sum + own.reduce((parcels, order) => parcels + order.parcels, 0),
        0,
      ),
      batches: wave.batches.length,
      pickSeconds: wave.pickSeconds,
      readyAt: orders.length > 0 ? wave.readyAt : null,
      late: late.size,
      atRisk: atRisk.size,
    },
    batches: wave.batches.map(({ picker, startsAt, endsAt, orders: own }) => ({
      picker,
      startsAt,
      endsAt,
      orders: own.length,
      late: own.filter(({ orderId }) => late.has(orderId)).length,
    })),
  };
}

function orderView(part: OrderPart, readyAt: number | null, state: WaveOrderView['state']): WaveOrderView {
  const { number, customer, channel, priority, promisedAt, leavesBy, carrier, service, units } = part;
  return {
    ...{ number, customer, channel, priority, promisedAt, leavesBy, carrier, service, units },
    lines: part.lines.length,
    readyAt,
    state,
    shipment: null,
    shipmentStatus: null,
  };
}

/** An order of a wave that was released, by its shipment. */
export function releasedView(row: WaveOrderRow, content: { lines: number; units: number }): WaveOrderView {
  return {
    number: row.number,
    customer: row.customer,
    channel: row.channel as WaveOrderView['channel'],
    priority: row.priority,
    promisedAt: row.promisedAt,
    leavesBy: null,
    carrier: row.carrier,
    service: row.service,
    ...content,
    readyAt: null,
    state: 'inTime',
    shipment: row.shipment,
    shipmentStatus: row.shipmentStatus,
  };
}

const NOTHING = { orders: 0, picked: 0, packed: 0, left: 0, begun: 0, lines: 0, units: 0 };

export function waveView(
  { facilityId: _facilityId, ...row }: WaveRow,
  { begun, ...counts }: typeof NOTHING = NOTHING,
): WaveView {
  return { ...row, ...counts, status: waveStatus({ ...counts, begun, status: row.status }) };
}
