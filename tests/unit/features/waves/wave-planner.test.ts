import { describe, expect, it } from 'vitest';
import { batchesByAffinity } from '../../../../core/features/waves/pick-batches.ts';
import { firstComeWaves, proposeWaves } from '../../../../core/features/waves/wave-planner.ts';
import type {
  OrderToPick,
  PickingLabour,
  WaveProblem,
  WaveProposal,
  WaveSlot,
} from '../../../../core/features/waves/wave-problem.ts';
import { createRandom } from '../../../../core/kernel/random.ts';

const HOUR = 3_600_000;
const LABOUR: PickingLabour = {
  pickers: 2,
  from: 6 * HOUR,
  to: 20 * HOUR,
  perProduct: 20,
  perZone: 60,
  perUnit: 5,
  perOrder: 15,
  packingPerOrder: 60,
  mostOrdersPerBatch: 3,
  dockParcelsPerHour: null,
};

function order(orderId: number, patch: Partial<OrderToPick> = {}): OrderToPick {
  return {
    orderId,
    orderedAt: orderId,
    priority: 5,
    leavesBy: 18 * HOUR,
    carrierCode: null,
    parcels: 1,
    lines: [{ productId: 1, zone: 'A', quantity: 1 }],
    ...patch,
  };
}

function slot(releaseHour: number, cutOffHour: number, patch: Partial<WaveSlot> = {}): WaveSlot {
  return {
    releaseAt: releaseHour * HOUR,
    cutOffAt: cutOffHour * HOUR,
    mostOrders: null,
    mostLines: null,
    mostUnits: null,
    accepts: () => true,
    ...patch,
  };
}

function problem(patch: Partial<WaveProblem>): WaveProblem {
  return {
    now: 0,
    orders: [],
    slots: [slot(8, 12), slot(13, 18)],
    labour: LABOUR,
    carrierRoom: new Map(),
    planned: [],
    ...patch,
  };
}

const ordersOf = ({ waves }: WaveProposal) =>
  waves.map(({ batches }) => batches.flatMap(({ orders }) => orders.map(({ orderId }) => orderId)).sort());

describe('batches', () => {
  it('puts orders with common products and zones into one walk', () => {
    const lamp = [{ productId: 1, zone: 'A', quantity: 1 }];
    const rake = [{ productId: 2, zone: 'B', quantity: 1 }];
    const orders = [lamp, rake, lamp, rake].map((lines, i) => order(i + 1, { lines }));
    const batches = batchesByAffinity(orders, LABOUR, 18 * HOUR);
    expect(batches.map(({ orders: own }) => own.map(({ orderId }) => orderId))).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(batches[0]?.seconds).toBe(20 + 60 + 2 * 5 + 2 * 15);
  });

  it('begins with the orders that are due first', () => {
    const orders = [order(1), order(2, { leavesBy: 10 * HOUR }), order(3), order(4)];
    const [first] = batchesByAffinity(orders, LABOUR, 18 * HOUR);
    expect(first?.orders[0]?.orderId).toBe(2);
    expect(first?.dueAt).toBe(10 * HOUR);
  });
});

describe('waves of a day', () => {
  it('takes what must leave early first and pulls the rest forward while there is time', () => {
    const early = [1, 2].map((id) => order(id, { leavesBy: 12 * HOUR }));
    const proposal = proposeWaves(problem({ orders: [order(3), ...early] }));
    expect(ordersOf(proposal)).toEqual([[1, 2, 3]]);
    expect(proposal.waves[0]).toMatchObject({ late: [], atRisk: [], readyAt: expect.any(Number) });
  });

  it('leaves for later what would make urgent orders late', () => {
    const slow = { ...LABOUR, pickers: 1, perOrder: 3600, mostOrdersPerBatch: 1 };
    const early = [1, 2].map((id) => order(id, { leavesBy: 12 * HOUR }));
    const rest = [3, 4].map((id) => order(id, { orderedAt: -id }));
    const asked = problem({ orders: [...rest, ...early], labour: slow });
    const proposal = proposeWaves(asked);
    expect(proposal.waves[0]?.late).toEqual([]);
    expect(ordersOf(proposal)).toEqual([[1, 2, 3], [4]]);
    const came = firstComeWaves(asked);
    const missed = came.waves.flatMap(({ late }) => late).length + came.leftOver.length;
    expect(missed).toBeGreaterThan(0);
  });

  it('says which orders are late, and which only just make it', () => {
    const quick = order(1, { leavesBy: 8 * HOUR + 4 * 60_000 });
    const hopeless = order(2, { leavesBy: 7 * HOUR });
    const { waves } = proposeWaves(problem({ orders: [quick, hopeless] }));
    expect(waves[0]).toMatchObject({ late: [2], atRisk: [1] });
  });

  it('keeps sizes and templates, and says why an order has no wave', () => {
    const slots = [slot(8, 12, { mostOrders: 1, accepts: ({ priority }) => priority < 9 })];
    const orders = [order(1), order(2), order(3, { priority: 9 })];
    const { leftOver } = proposeWaves(problem({ orders, slots }));
    expect(leftOver).toEqual([
      { orderId: 2, reason: 'wavesFull' },
      { orderId: 3, reason: 'noTemplate' },
    ]);
  });

  it('gives a carrier no more than it takes that day, the most urgent first', () => {
    const orders = [1, 2, 3].map((id) => order(id, { carrierCode: 'VAN', priority: 9 - id }));
    const asked = problem({ orders: [...orders, order(4)], carrierRoom: new Map([['VAN', 2]]) });
    const proposal = proposeWaves(asked);
    expect(ordersOf(proposal).flat()).toEqual([2, 3, 4]);
    expect(proposal.leftOver).toEqual([{ orderId: 1, reason: 'carrierFull' }]);
    expect(firstComeWaves(asked).leftOver).toEqual([{ orderId: 3, reason: 'carrierFull' }]);
  });

  it('gives the docks no more than they load before the carriers leave; parcels queue there', () => {
    const labour = { ...LABOUR, pickers: 8, dockParcelsPerHour: 2 };
    const slots = [slot(8, 10)];
    const orders = [order(1), order(2, { parcels: 2 }), order(3)];
    const { waves, leftOver } = proposeWaves(problem({ orders, slots, labour }));
    expect(ordersOf({ waves, leftOver })).toEqual([[1, 2]]);
    expect(leftOver).toEqual([{ orderId: 3, reason: 'dockFull' }]);
    expect(waves[0]?.readyAt).toBeGreaterThan(8 * HOUR + 1.5 * HOUR);
    expect(waves[0]?.readyAt).toBeLessThanOrEqual(10 * HOUR);
    const after = proposeWaves(
      problem({
        ...{ orders, slots, labour },
        planned: [{ releaseAt: 7 * HOUR, cutOffAt: 9 * HOUR, parcels: 3 }],
      }),
    );
    expect(after.leftOver.map(({ reason }) => reason)).toEqual(['dockFull', 'dockFull']);
  });

  it('keeps the capacities of carriers and docks on any day', () => {
    for (const seed of [4, 5, 6, 7, 8]) {
      const asked = tightDay(seed);
      for (const { waves } of [proposeWaves(asked), firstComeWaves(asked)]) {
        const placed = waves.flatMap(({ batches }) => batches.flatMap((batch) => batch.orders));
        for (const [code, most] of asked.carrierRoom) {
          expect(placed.filter(({ carrierCode }) => carrierCode === code).length).toBeLessThanOrEqual(most);
        }
        for (const { batches, releaseAt, cutOffAt, waitingAtDock } of waves) {
          const parcels = batches.flatMap((batch) => batch.orders).reduce((sum, one) => sum + one.parcels, 0);
          const hours = (cutOffAt - releaseAt) / HOUR;
          expect(parcels).toBeLessThanOrEqual((asked.labour.dockParcelsPerHour ?? 0) * hours);
          expect(waitingAtDock).toEqual([]);
        }
      }
    }
  });

  it('places every order once, keeps pickers in one place, and is less late with less walking than first come, first served', () => {
    for (const seed of [1, 2, 3]) {
      const asked = busyDay(seed);
      const proposal = proposeWaves(asked);
      const placed = [...ordersOf(proposal).flat(), ...proposal.leftOver.map(({ orderId }) => orderId)];
      expect(placed.sort((a, b) => a - b)).toEqual(asked.orders.map(({ orderId }) => orderId));
      expectPickersInOnePlace(proposal);
      expect(proposal).toEqual(proposeWaves(asked));
      const [planned, came] = [proposal, firstComeWaves(asked)].map(figures);
      expect(planned?.missed).toBeLessThanOrEqual(came?.missed ?? 0);
      expect(planned?.secondsPerOrder).toBeLessThan(0.9 * (came?.secondsPerOrder ?? 0));
    }
  });
});

function busyDay(seed: number): WaveProblem {
  const random = createRandom(seed);
  const orders = Array.from({ length: 600 }, (_, i) =>
    order(i + 1, {
      orderedAt: random.integer(0, 1000),
      priority: random.integer(1, 9),
      leavesBy: [12, 16, 20, null][random.integer(0, 3)] as number | null,
      lines: Array.from({ length: random.integer(1, 3) }, () => {
        const productId = random.integer(1, 80);
        return { productId, zone: 'ABCDEFGH'[productId % 8] as string, quantity: random.integer(1, 2) };
      }),
    }),
  ).map((one) => ({ ...one, leavesBy: one.leavesBy && one.leavesBy * HOUR }));
  const slots = [slot(7, 12), slot(11, 16), slot(15, 20)];
  return problem({ orders, slots, labour: { ...LABOUR, pickers: 3, mostOrdersPerBatch: 10 } });
}

/** A busy day with carriers that take few and docks that load slowly. */
function tightDay(seed: number): WaveProblem {
  const random = createRandom(seed);
  const carriers = ['VAN', 'POST', 'BIKE', null];
  const day = busyDay(seed);
  const orders = day.orders.map((one) => ({
    ...one,
    parcels: random.integer(1, 3),
    carrierCode: carriers[random.integer(0, 3)] as string | null,
  }));
  const carrierRoom = new Map(['VAN', 'POST', 'BIKE'].map((code) => [code, random.integer(0, 200)]));
  const labour = { ...day.labour, dockParcelsPerHour: random.integer(5, 80) };
  return { ...day, orders, carrierRoom, labour };
}

function figures({ waves, leftOver }: WaveProposal) {
  const orders = waves.flatMap(({ batches }) => batches.flatMap((batch) => batch.orders)).length;
  return {
    missed: waves.flatMap(({ late }) => late).length + leftOver.length,
    secondsPerOrder: waves.reduce((sum, { pickSeconds }) => sum + pickSeconds, 0) / orders,
  };
}

function expectPickersInOnePlace({ waves }: WaveProposal): void {
  const byPicker = Map.groupBy(
    waves.flatMap(({ batches }) => batches),
    ({ picker }) => picker,
  );
  for (const batches of byPicker.values()) {
    batches.sort((a, b) => a.startsAt - b.startsAt);
    for (const [i, batch] of batches.entries()) {
      expect(batch.startsAt).toBeGreaterThanOrEqual(batches[i - 1]?.endsAt ?? 0);
    }
  }
}
