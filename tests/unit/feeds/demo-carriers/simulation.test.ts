import { describe, expect, test } from 'vitest';
import { MILESTONES } from '../../../../core/contract/tracking.ts';
import { DueQueue } from '../../../../core/feeds/demo-carriers/due-queue.ts';
import { HUBS } from '../../../../core/feeds/demo-carriers/hubs.ts';
import { hubsBetween } from '../../../../core/feeds/demo-carriers/lane.ts';
import { nextStepAfter, planSteps } from '../../../../core/feeds/demo-carriers/plan.ts';
import {
  CarrierSimulation,
  type DemoRegistration,
  type DemoSettings,
  type SimulatedParcel,
} from '../../../../core/feeds/demo-carriers/simulation.ts';
import { trackerJson } from '../../../../core/feeds/demo-carriers/tracker-json.ts';
import { parseEasyPostTracker } from '../../../../core/feeds/tracking/index.ts';
import { isPoint } from '../../../../core/kernel/geo.ts';
import { createRandom } from '../../../../core/kernel/random.ts';

const T0 = Date.UTC(2026, 10, 24, 8);
const MINUTE = 60_000;
const DAY = 86_400_000;
const lyon = { city: 'Lyon', country: 'FR', latitude: 45.76, longitude: 4.84 };
const leeds = { city: 'Leeds', country: 'GB', latitude: 53.8, longitude: -1.55 };
const CALM: DemoSettings = {
  speed: 600,
  delays: false,
  losses: false,
  outage: false,
  hubOutage: false,
  strike: false,
  lostTruck: false,
};

const parcel = (number: number, more: Partial<DemoRegistration> = {}): DemoRegistration => ({
  trackingCode: `HR${number}`,
  carrier: 'HIRO',
  reference: `SH-${number}`,
  origin: lyon,
  destination: leeds,
  shippedAt: null,
  promisedAt: null,
  etaAt: null,
  known: null,
  trouble: null,
  knownAt: null,
  ...more,
});

function simulate(settings: Partial<DemoSettings>, minutes: number[], parcels = 300, seed = 1) {
  const simulation = new CarrierSimulation(seed, { ...CALM, ...settings }, T0);
  for (let number = 0; number < parcels; number++) simulation.register(parcel(number), T0);
  for (const minute of minutes) simulation.advance(T0 + minute * MINUTE);
  return simulation;
}
const all = (simulation: CarrierSimulation) => simulation.latest(null, 1000);
const last = ({ scans }: SimulatedParcel) => scans.at(-1);
const count = (simulation: CarrierSimulation, test: (one: SimulatedParcel) => boolean) =>
  all(simulation).filter(test).length;

describe('the simulation', () => {
  test('is the same for the same seed, however often it is looked at', () => {
    const once = all(simulate({ delays: true, losses: true }, [30]));
    const often = all(
      simulate(
        { delays: true, losses: true },
        Array.from({ length: 301 }, (_, tenth) => tenth / 10),
      ),
    );
    expect(often).toEqual(once);
    expect(all(simulate({ delays: true, losses: true }, [30], 300, 2))).not.toEqual(once);
  });

  test('shows milestones in a plausible order and ends every parcel', () => {
    const simulation = simulate({}, [60]);
    for (const one of all(simulation)) {
      expect(['delivered', 'returned']).toContain(last(one)?.milestone);
      const times = one.scans.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(new Set(times).size).toBe(times.length);
      const names = one.scans.map(({ milestone }) => milestone).filter((name) => name !== 'exception');
      expect(names.slice(0, 3)).toEqual(['booked', 'pickedUp', 'atHub']);
      expect(names).toContain('customs');
      expect(names.indexOf('customs')).toBeGreaterThan(names.indexOf('pickedUp'));
      expect(names.indexOf('outForDelivery')).toBeGreaterThan(names.lastIndexOf('atHub'));
    }
    expect(count(simulation, (one) => last(one)?.milestone === 'delivered')).toBeGreaterThan(270);
    expect(
      count(simulation, (one) => one.scans.some(({ milestone }) => milestone === 'attemptFailed')),
    ).toBeGreaterThan(5);
    const seen = new Set(all(simulation).flatMap(({ scans }) => scans.map(({ milestone }) => milestone)));
    expect(MILESTONES.filter((milestone) => !seen.has(milestone))).toEqual([]);
  });

  test('nothing happens in the future, and time that runs faster brings more', () => {
    const slow = simulate({ speed: 1 }, [5]);
    const fast = simulate({ speed: 600 }, [5]);
    for (const one of all(fast))
      for (const { at } of one.scans) expect(at).toBeLessThanOrEqual(T0 + 5 * MINUTE);
    expect(fast.revision).toBeGreaterThan(slow.revision * 20);
  });

  test('a change of speed changes the future only', () => {
    const simulation = simulate({ speed: 600 }, [2]);
    const before = JSON.stringify(all(simulation));
    simulation.change({ speed: 1 }, T0 + 2 * MINUTE);
    simulation.advance(T0 + 2 * MINUTE + 1000);
    expect(JSON.stringify(all(simulation))).toBe(before);
  });

  test('losses and delays happen when they are switched on, and mostly then', () => {
    const lost = (one: SimulatedParcel) => one.scans.some(({ exceptionKind }) => exceptionKind === 'lost');
    const late = (one: SimulatedParcel) =>
      one.scans.some(({ exceptionKind }) => exceptionKind === 'delayed' || exceptionKind === 'weather');
    const calm = simulate({}, [60]);
    expect(count(calm, lost)).toBe(0);
    expect(count(calm, late)).toBeLessThan(45);
    const losses = simulate({ losses: true }, [60]);
    expect(count(losses, lost)).toBeGreaterThan(15);
    for (const one of all(losses).filter(lost)) expect(last(one)?.exceptionKind).toBe('lost');
    expect(count(simulate({ delays: true }, [60]), late)).toBeGreaterThan(80);
  });

  test('a delay moves the arrival that is told, and a parcel is expected now when it is nearly there', () => {
    const simulation = simulate({ delays: true, speed: 60 }, []);
    const seen = new Map<string, number>();
    for (let minute = 1; minute < 200; minute++) {
      simulation.advance(T0 + minute * MINUTE);
      for (const one of all(simulation)) {
        const scan = last(one);
        const before = seen.get(one.id);
        if (
          scan?.exceptionKind === 'weather' &&
          one.etaAt !== null &&
          scan.at > T0 + (minute - 1) * MINUTE &&
          before
        ) {
          expect(one.etaAt).toBeGreaterThan(before);
        }
        if (one.etaAt !== null) seen.set(one.id, one.etaAt);
      }
    }
    expect(seen.size).toBe(300);
  });

  test('the arrival expected is kept to by a parcel on its way', () => {
    const simulation = new CarrierSimulation(1, { ...CALM, speed: 1 }, T0);
    for (let number = 0; number < 200; number++) {
      const known = { milestone: 'pickedUp', city: 'Lyon', description: null };
      simulation.register(parcel(number, { shippedAt: T0 - DAY, etaAt: T0 + 2 * DAY, known }), T0);
    }
    simulation.advance(T0 + 6 * DAY);
    const delivered = all(simulation).filter((one) => last(one)?.description === 'Delivered');
    expect(delivered.length).toBeGreaterThan(30);
    for (const one of delivered.filter(({ scans }) =>
      scans.every(({ milestone }) => milestone !== 'exception'),
    )) {
      expect(Math.abs((last(one)?.at ?? 0) - (T0 + 2 * DAY))).toBeLessThan(0.45 * DAY);
      expect(one.scans.some(({ milestone }) => milestone === 'booked' || milestone === 'pickedUp')).toBe(
        false,
      );
    }
  });

  test('goes on after a restart where it was: every parcel gets the scans that it has not had, once', () => {
    const whole = new Map(all(simulate({}, [60])).map((one) => [one.trackingCode, one]));
    const before = simulate({}, [1.5]);
    const again = new CarrierSimulation(1, CALM, T0 + 10 * MINUTE);
    for (const one of all(before)) {
      const exception = last(one)?.milestone === 'exception';
      const known = one.scans.findLast(({ milestone }) => milestone !== 'exception') ?? null;
      const trouble = exception ? (last(one)?.description ?? null) : null;
      const shippedAt = one.scans.some(({ milestone }) => milestone === 'pickedUp') ? T0 : null;
      const number = Number(one.trackingCode.slice(2));
      again.register(
        parcel(number, { known, trouble, shippedAt, knownAt: last(one)?.at ?? null }),
        T0 + 10 * MINUTE,
      );
    }
    again.advance(T0 + 80 * MINUTE);
    for (const one of all(again)) {
      const told = [...(before.find(one.id)?.scans ?? []), ...one.scans].map(
        ({ description }) => description,
      );
      expect(told).toEqual(whole.get(one.trackingCode)?.scans.map(({ description }) => description));
    }
  });

  test('changes come in the order of their last change, page by page, none twice and none left out', () => {
    const simulation = simulate({}, [1]);
    const told: string[] = [];
    for (let revision = 0; ; ) {
      const page = simulation.changedSince(revision, 50);
      if (page.length === 0) break;
      told.push(...page.map(({ id }) => id));
      revision = page.at(-1)?.revision ?? revision;
    }
    expect(new Set(told).size).toBe(told.length);
    expect(told.length).toBe(count(simulation, ({ scans }) => scans.length > 0));
  });

  test('thousands of parcels are cheap', () => {
    const start = performance.now();
    const simulation = simulate({ delays: true }, [], 5_000);
    for (let second = 0; second < 100; second++) {
      simulation.advance(T0 + second * 3000);
      simulation.changedSince(Math.max(0, simulation.revision - 100), 500);
    }
    expect(performance.now() - start).toBeLessThan(8_000);
  });
});

describe('trackers as they are told', () => {
  test('are understood as they were meant, in all that can happen', () => {
    const simulation = simulate({ delays: true, losses: true }, [60], 600);
    for (const one of all(simulation)) {
      const { records, problems } = parseEasyPostTracker(JSON.stringify(trackerJson(one)), {
        timeZone: 'UTC',
        words: new Map(),
      });
      expect(problems).toEqual([]);
      expect(
        records.map(({ fields }) => [
          fields.occurredAt,
          fields.milestone,
          fields.exceptionKind,
          fields.eventDescription,
          fields.city,
        ]),
      ).toEqual(
        one.scans.map(({ at, milestone, exceptionKind, description, city }) => [
          at,
          milestone,
          exceptionKind,
          description,
          city,
        ]),
      );
      expect(records.every(({ fields }) => fields.reference === one.reference)).toBe(true);
    }
  });
});

describe('lanes', () => {
  test('hubs are places, known once', () => {
    expect(HUBS.every((hub) => isPoint(hub) && /^[A-Z]{2}$/.test(hub.country) && hub.city !== '')).toBe(true);
    expect(new Set(HUBS.map(({ city, country }) => `${city} ${country}`)).size).toBe(HUBS.length);
    expect(HUBS.length).toBeGreaterThan(100);
  });

  test('pass hubs that lie on the way, in order', () => {
    expect(hubsBetween(lyon, { latitude: 45.9, longitude: 4.9 })).toEqual([]);
    const shares = hubsBetween(lyon, leeds).map(({ share }) => share);
    expect(shares.length).toBeGreaterThan(0);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  test('within the customs union there are no customs; where nothing is known of the place it works all the same', () => {
    const lille = { city: 'Lille', country: 'FR', latitude: 50.63, longitude: 3.06 };
    const nowhere = { city: null, country: null, latitude: null, longitude: null };
    const milestones = (steps: ReturnType<typeof planSteps>) => steps.map(({ milestone }) => milestone);
    expect(milestones(planSteps(createRandom(1), lyon, lille))).not.toContain('customs');
    expect(milestones(planSteps(createRandom(1), nowhere, nowhere)).slice(0, 2)).toEqual([
      'booked',
      'pickedUp',
    ]);
  });

  test('go on after scans of others, too', () => {
    const steps = planSteps(createRandom(3), lyon, leeds);
    const reached = (milestone: string, city: string | null) =>
      steps[nextStepAfter(steps, { milestone, city, description: 'Sorted' }, true) - 1];
    expect(reached('atHub', 'LEEDS')).toMatchObject({ milestone: 'atHub', city: 'Leeds' });
    expect(reached('outForDelivery', 'Bradford')).toMatchObject({ milestone: 'outForDelivery' });
    expect(reached('unheardOf', null)).toMatchObject({ milestone: 'pickedUp' });
    expect(nextStepAfter(steps, null, false)).toBe(0);
  });
});

test('the queue gives the earliest first, equal ones by name', () => {
  const queue = new DueQueue();
  const random = createRandom(5);
  for (let index = 0; index < 500; index++) queue.push(random.integer(0, 50), `p${random.integer(0, 999)}`);
  const out: string[] = [];
  for (let one = queue.pop(); one; one = queue.pop())
    out.push(`${String(one.at).padStart(3, '0')} ${one.name}`);
  expect(out).toHaveLength(500);
  expect(out).toEqual([...out].sort());
});
