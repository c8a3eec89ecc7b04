import type {
  AskReason,
  PlaybookDocument,
  PlaybookMode,
  PlaybookStep,
  SkipReason,
} from '../../contract/playbooks.ts';
import { fitsIncident, type OptionPrice, type PlaybookFacts } from './conditions.ts';

/** What is known when a step is due. */
export interface Situation {
  now: number;
  facts: PlaybookFacts;
  /** Of an option step; null where it is no way out. */
  option: OptionPrice | null;
  mode: PlaybookMode;
  /** Somebody began the run. */
  byHand: boolean;
  /** Somebody has said yes to this step. */
  allowed: boolean;
  limits: Pick<PlaybookDocument, 'perRunMinor' | 'perDayMinor'>;
  /** What the limits are in. */
  currency: string;
  spentOfRunMinor: number;
  spentTodayMinor: number;
  /** Until when a wait step waits; null when it has not begun. */
  wakesAt: number | null;
}

export type Decision =
  | { do: 'act'; costMinor: number }
  | { do: 'note' }
  | { do: 'pass' }
  | { do: 'wait'; until: number }
  | { do: 'ask'; reason: AskReason; costMinor: number }
  | { do: 'skip'; reason: SkipReason }
  | { do: 'stop' };

const MINUTE_MS = 60_000;

/** What becomes of a step now. Pure: the same situation, the same decision. */
export function decideStep(step: PlaybookStep, situation: Situation): Decision {
  const { facts, option, wakesAt } = situation;
  if (step.kind === 'wait' && wakesAt !== null) return goOnWaiting(step, situation, wakesAt);
  if (step.kind === 'option' && !option) return { do: 'skip', reason: 'noWayOut' };
  if (!fitsIncident(step.when, facts, option)) return { do: 'skip', reason: 'condition' };
  switch (step.kind) {
    case 'stop':
      return { do: 'stop' };
    case 'wait':
      return goOnWaiting(step, situation, situation.now + step.minutes * MINUTE_MS);
    case 'option':
      return decideOption(option as OptionPrice, situation);
    case 'assign':
    case 'comment':
      return { do: 'note' };
  }
}

function goOnWaiting(
  { until }: Extract<PlaybookStep, { kind: 'wait' }>,
  { now, facts }: Situation,
  wakesAt: number,
): Decision {
  if (now >= wakesAt || (until && fitsIncident(until, facts, null))) return { do: 'pass' };
  return { do: 'wait', until: wakesAt };
}

function decideOption({ costMinor, currency }: OptionPrice, situation: Situation): Decision {
  const reason = situation.allowed ? null : askReason(costMinor, currency, situation);
  return reason ? { do: 'ask', reason, costMinor } : { do: 'act', costMinor };
}

/** Why somebody has to say yes first; null when nobody has. */
function askReason(costMinor: number, currency: string, situation: Situation): AskReason | null {
  const { mode, byHand, limits, spentOfRunMinor, spentTodayMinor } = situation;
  const { perRunMinor, perDayMinor } = limits;
  if (!byHand && mode !== 'itself') return 'mode';
  const limited = perRunMinor !== null || perDayMinor !== null;
  if (limited && costMinor > 0 && currency !== situation.currency) return 'currency';
  if (perRunMinor !== null && spentOfRunMinor + costMinor > perRunMinor) return 'perRun';
  if (perDayMinor !== null && spentTodayMinor + costMinor > perDayMinor) return 'perDay';
  return null;
}
