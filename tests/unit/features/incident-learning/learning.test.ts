import { expect, it } from 'vitest';
import { Learner, wasKept } from '../../../../core/features/incident-learning/learning.ts';
import type {
  LearnedAction,
  LearnedIncident,
} from '../../../../core/features/incident-learning/learning-facts.ts';
import { ParetoCount } from '../../../../core/features/incident-learning/pareto.ts';
import { Durations, quantile } from '../../../../core/features/incident-learning/spread.ts';

const HOUR = 3_600_000;
const NOW = 1000 * HOUR;
const NONE = { yes: 0, of: 0 };

const incident = (id: number, given: Partial<LearnedIncident> = {}): LearnedIncident => ({
  id,
  kind: 'late',
  state: 'resolved',
  entity: 'shipment',
  key: `SH-${id}`,
  carrier: 'Post',
  facility: 'LYON',
  facilityName: 'Lyon',
  lane: 'FR→FR',
  sharedCause: null,
  detectedAt: 100 * HOUR,
  beganAt: 98 * HOUR,
  resolvedAt: 110 * HOUR,
  promisedAt: 98 * HOUR,
  promiseHeld: false,
  arrivedAt: 109 * HOUR,
  ...given,
});
const action = (incidentId: number, given: Partial<LearnedAction> = {}): LearnedAction => ({
  incidentId,
  option: 'reship',
  actor: 'zoe',
  at: 101 * HOUR,
  costMinor: 1000,
  takenBack: false,
  counts: true,
  claim: null,
  ...given,
});

function learnFrom(incidents: readonly LearnedIncident[], actions: readonly LearnedAction[] = []) {
  const learner = new Learner({
    now: NOW,
    currency: 'EUR',
    actions: Map.groupBy(actions, ({ incidentId }) => incidentId),
    products: new Map(),
  });
  for (const one of incidents) learner.add(one);
  return learner.result([], { now: NONE, before: NONE });
}

it('quantiles lie between the two nearest, and are nothing of nothing', () => {
  expect(quantile([1, 2, 3, 10], 0.5)).toBe(2.5);
  expect(quantile([1, 2, 3, 10], 0.9)).toBeCloseTo(7.9);
  expect(quantile([], 0.5)).toBeNull();
  const durations = new Durations();
  durations.add(-5);
  expect(durations.times()).toEqual({ of: 1, medianMs: 0, p90Ms: 0 });
});

it('the cost of an incident of many products is shared to the last cent', () => {
  const count = new ParetoCount('product');
  const things = ['A', 'B', 'C'].map((key) => ({ key, name: key }));
  count.add(things, 100);
  count.add(things.slice(0, 1), 7);
  const { rows, incidents, costMinor, groups } = count.result();
  expect(rows.map(({ key, incidents: own }) => [key, own])).toEqual([
    ['A', 2],
    ['B', 1],
    ['C', 1],
  ]);
  expect([incidents, costMinor, groups]).toEqual([4, 107, 3]);
  expect(rows.reduce((sum, row) => sum + row.costMinor, 0)).toBe(107);
});

it('a promise is kept, broken, or still open', () => {
  expect(wasKept({ promisedAt: null, arrivedAt: 1 }, NOW)).toBeNull();
  expect(wasKept({ promisedAt: 5, arrivedAt: 5 }, NOW)).toBe(true);
  expect(wasKept({ promisedAt: 5, arrivedAt: 6 }, NOW)).toBe(false);
  expect(wasKept({ promisedAt: NOW - 1, arrivedAt: null }, NOW)).toBe(false);
  expect(wasKept({ promisedAt: NOW + 1, arrivedAt: null }, NOW)).toBeNull();
});

it('what was taken back costs nothing and proves nothing; other currencies are told, not added', () => {
  const learnt = learnFrom(
    [incident(1), incident(2, { promisedAt: 200 * HOUR })],
    [
      action(1),
      action(1, { takenBack: true, costMinor: 9999 }),
      action(2, { option: 'refund', costMinor: 500 }),
      action(2, { counts: false, costMinor: 77 }),
    ],
  );
  expect(learnt.cost).toMatchObject({ actionsMinor: 1000, refundsMinor: 500, netMinor: 1500 });
  expect(learnt.otherCurrency).toBe(1);
  expect(learnt.options).toEqual([
    {
      option: 'reship',
      chosen: 3,
      takenBack: 1,
      promise: { yes: 1, of: 2 },
      costMinor: 1000,
      medianMs: 8 * HOUR,
    },
    {
      option: 'refund',
      chosen: 1,
      takenBack: 0,
      promise: { yes: 1, of: 1 },
      costMinor: 500,
      medianMs: 8 * HOUR,
    },
  ]);
});

it('false alarms are counted, and count for nothing else', () => {
  const learnt = learnFrom([incident(1, { state: 'dismissed' })], [action(1)]);
  expect(learnt).toMatchObject({ incidents: 0, dismissed: 1, cost: { netMinor: 0 }, options: [] });
  expect(learnt.paretos.every(({ rows }) => rows.length === 0)).toBe(true);
});

it('what a playbook did is told by its name', () => {
  const learnt = learnFrom([incident(1)], [action(1, { actor: 'playbook Lost parcels' })]);
  expect(learnt.playbooks).toMatchObject([{ playbook: 'Lost parcels', chosen: 1, costMinor: 1000 }]);
});
