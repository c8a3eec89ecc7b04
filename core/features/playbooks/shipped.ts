import type { OptionKind } from '../../contract/incidents.ts';
import {
  type IncidentCondition,
  type PlaybookDocument,
  type PlaybookMode,
  SHIPPED_NAMES,
  type ShippedPlaybook,
} from '../../contract/playbooks.ts';

const DAY_MINUTES = 1440;
const LIMITS = { perRunMinor: 5_000, perDayMinor: 50_000 };

type WithoutId<Step> = Step extends unknown ? Omit<Step, 'id'> : never;
type NewStep = WithoutId<PlaybookDocument['steps'][number]>;

function document(trigger: IncidentCondition, ...steps: NewStep[]): PlaybookDocument {
  return { ...LIMITS, trigger, steps: steps.map((step, index) => ({ ...step, id: `step-${index + 1}` })) };
}

function choose(option: OptionKind, when: IncidentCondition = {}): NewStep {
  return { kind: 'option', option, when };
}

function wait(days: number, until: IncidentCondition | null = null): NewStep {
  return { kind: 'wait', minutes: days * DAY_MINUTES, until, when: {} };
}

const MARGIN_LEFT: IncidentCondition = { optionMarginMinor: { min: 0 } };
const IN_TIME: IncidentCondition = { keepsPromise: true };

const DOCUMENTS: Readonly<Record<ShippedPlaybook, { mode: PlaybookMode; document: PlaybookDocument }>> = {
  lostParcel: {
    mode: 'suggest',
    document: document(
      { kinds: ['lost', 'damaged'] },
      choose('claim'),
      choose('reship', MARGIN_LEFT),
      choose('refund'),
    ),
  },
  lateVip: {
    mode: 'suggest',
    document: document(
      { kinds: ['late', 'willBeLate', 'promiseAtRisk'], segments: ['vip'] },
      choose('upgradeService'),
      choose('rerouteTour', IN_TIME),
      choose('reship', { ...MARGIN_LEFT, ...IN_TIME }),
      choose('chaseCarrier'),
    ),
  },
  shortPick: {
    mode: 'suggest',
    document: document(
      { kinds: ['shortPick'] },
      choose('backOrder', IN_TIME),
      choose('substitute', MARGIN_LEFT),
      choose('split'),
      choose('backOrder'),
    ),
  },
  failedAttempt: {
    mode: 'suggest',
    document: document({ kinds: ['attemptFailed'] }, choose('rerouteTour'), choose('redirect')),
  },
  silentParcel: {
    mode: 'off',
    document: document(
      { kinds: ['noScan'] },
      choose('chaseCarrier'),
      wait(3, { kinds: ['lost', 'damaged', 'late'] }),
      choose('claim'),
    ),
  },
  carrierOutage: {
    mode: 'off',
    document: document(
      { kinds: ['carrierOutage', 'hubOutage'] },
      choose('wait'),
      wait(1),
      choose('chaseCarrier'),
    ),
  },
};

/** The playbooks that come with the program. */
export const SHIPPED = (Object.keys(SHIPPED_NAMES) as ShippedPlaybook[]).map((code) => ({
  code,
  name: SHIPPED_NAMES[code],
  ...DOCUMENTS[code],
}));
