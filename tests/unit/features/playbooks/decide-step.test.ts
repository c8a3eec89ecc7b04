import { describe, expect, test } from 'vitest';
import type { PlaybookStep } from '../../../../core/contract/playbooks.ts';
import {
  fitsIncident,
  hoursLate,
  type PlaybookFacts,
} from '../../../../core/features/playbooks/conditions.ts';
import { decideStep, type Situation } from '../../../../core/features/playbooks/decide-step.ts';
import { foresee } from '../../../../core/features/playbooks/foresee.ts';

const FACTS: PlaybookFacts = {
  kind: 'lost',
  severity: 1,
  segment: 'vip',
  carrier: 'Post',
  facility: 'LYON',
  hoursLate: 6,
  hoursOpen: 1,
  moneyMinor: 9000,
  orders: 1,
};
const OPTION = { costMinor: 3000, currency: 'EUR', marginMinor: 1500, keepsPromise: true };
const SITUATION: Situation = {
  now: 1_000_000,
  facts: FACTS,
  option: OPTION,
  mode: 'itself',
  byHand: false,
  allowed: false,
  limits: { perRunMinor: 5000, perDayMinor: 20_000 },
  currency: 'EUR',
  spentOfRunMinor: 0,
  spentTodayMinor: 0,
  wakesAt: null,
};
const RESHIP: PlaybookStep = { id: 'a', kind: 'option', option: 'reship', when: {} };
const WAIT: PlaybookStep = { id: 'w', kind: 'wait', minutes: 10, until: { kinds: ['late'] }, when: {} };

const decide = (step: PlaybookStep, given: Partial<Situation> = {}) =>
  decideStep(step, { ...SITUATION, ...given });

describe('conditions', () => {
  test('all of what is said has to fit; what is not said does not matter', () => {
    expect(fitsIncident({}, FACTS, null)).toBe(true);
    expect(fitsIncident({ kinds: ['lost'], segments: ['vip'], severities: [1, 2] }, FACTS, null)).toBe(true);
    expect(fitsIncident({ kinds: ['lost'], segments: ['loyalty'] }, FACTS, null)).toBe(false);
    expect(fitsIncident({ hoursLate: { min: 6, max: 7 } }, FACTS, null)).toBe(true);
    expect(fitsIncident({ hoursLate: { max: 6 } }, FACTS, null)).toBe(false);
  });

  test('what is asked of a way out fits no step without one', () => {
    expect(fitsIncident({ optionMarginMinor: { min: 0 } }, FACTS, OPTION)).toBe(true);
    expect(fitsIncident({ optionMarginMinor: { min: 0 } }, FACTS, { ...OPTION, marginMinor: null })).toBe(
      false,
    );
    expect(fitsIncident({ keepsPromise: true }, FACTS, null)).toBe(false);
    expect(fitsIncident({ optionCostMinor: { max: 3000 } }, FACTS, OPTION)).toBe(false);
  });

  test('what has not come yet is expected now at the earliest', () => {
    const now = 10 * 3_600_000;
    expect(hoursLate({ promisedAt: null, expectedAt: null }, now)).toBe(0);
    expect(hoursLate({ promisedAt: 0, expectedAt: 3_600_000 }, now)).toBe(10);
    expect(hoursLate({ promisedAt: now, expectedAt: now + 7_200_000 }, now)).toBe(2);
  });
});

describe('a step', () => {
  test('is done below the limits, asked above them, and done anyway once somebody has said yes', () => {
    expect(decide(RESHIP)).toEqual({ do: 'act', costMinor: 3000 });
    expect(decide(RESHIP, { spentOfRunMinor: 2000 })).toMatchObject({ do: 'act' });
    expect(decide(RESHIP, { spentOfRunMinor: 2001 })).toMatchObject({ do: 'ask', reason: 'perRun' });
    expect(decide(RESHIP, { spentTodayMinor: 17_001 })).toMatchObject({ do: 'ask', reason: 'perDay' });
    expect(decide(RESHIP, { currency: 'CHF' })).toMatchObject({ do: 'ask', reason: 'currency' });
    expect(decide(RESHIP, { spentTodayMinor: 17_001, allowed: true })).toMatchObject({ do: 'act' });
  });

  test('is asked as the mode says, but for who began it', () => {
    expect(decide(RESHIP, { mode: 'ask' })).toMatchObject({ do: 'ask', reason: 'mode' });
    expect(decide(RESHIP, { mode: 'suggest', byHand: true })).toMatchObject({ do: 'act' });
    expect(decide({ ...RESHIP, kind: 'comment', note: 'x' } as PlaybookStep, { mode: 'ask' })).toEqual({
      do: 'note',
    });
  });

  test('is left out where it is no way out or its condition does not fit', () => {
    expect(decide(RESHIP, { option: null })).toEqual({ do: 'skip', reason: 'noWayOut' });
    expect(decide({ ...RESHIP, when: { severities: [3] } })).toEqual({ do: 'skip', reason: 'condition' });
  });

  test('waits until its time, or its condition', () => {
    expect(decide(WAIT)).toEqual({ do: 'wait', until: 1_600_000 });
    expect(decide(WAIT, { wakesAt: 1_000_001 })).toEqual({ do: 'wait', until: 1_000_001 });
    expect(decide(WAIT, { wakesAt: 1_000_000 })).toEqual({ do: 'pass' });
    expect(decide(WAIT, { facts: { ...FACTS, kind: 'late' } })).toEqual({ do: 'pass' });
  });
});

test('a playbook is foreseen to the way out that ends the incident', () => {
  const seen = foresee(
    {
      trigger: {},
      steps: [
        { ...RESHIP, id: 'claim', option: 'claim' },
        WAIT,
        { ...RESHIP, id: 'never', when: { severities: [4] } },
        RESHIP,
        { ...RESHIP, id: 'refund', option: 'refund' },
      ],
      perRunMinor: 100,
      perDayMinor: null,
    },
    {
      ...{ now: 0, mode: 'itself', currency: 'EUR', spentTodayMinor: 0, facts: FACTS },
      options: new Map([
        ['claim', { ...OPTION, costMinor: 0 }],
        ['reship', OPTION],
        ['refund', OPTION],
      ]),
      settles: (option) => option !== 'claim',
    },
  );
  expect(seen).toMatchObject({ costMinor: 3000, options: ['claim', 'reship'], asks: 'perRun' });
  expect([...seen.steps]).toEqual([
    ['claim', 'done'],
    ['w', 'done'],
    ['never', 'skipped'],
    ['a', 'asked'],
  ]);
});
