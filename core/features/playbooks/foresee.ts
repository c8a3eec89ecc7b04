import type { OptionKind } from '../../contract/incidents.ts';
import type { AskReason, PlaybookDocument, PlaybookMode } from '../../contract/playbooks.ts';
import type { OptionPrice, PlaybookFacts } from './conditions.ts';
import { decideStep } from './decide-step.ts';

/** What a playbook would do about one incident. */
export interface Foreseen {
  costMinor: number;
  options: OptionKind[];
  /** Why it would first ask; null when it would not. */
  asks: AskReason | null;
  /** What becomes of each step that it comes to. */
  steps: Map<string, 'done' | 'skipped' | 'asked'>;
}

/** Goes through the steps as if everybody said yes and nothing changed while it waits. Pure. */
export function foresee(
  { steps, perRunMinor, perDayMinor }: PlaybookDocument,
  given: {
    now: number;
    mode: PlaybookMode;
    currency: string;
    spentTodayMinor: number;
    facts: PlaybookFacts;
    options: ReadonlyMap<OptionKind, OptionPrice>;
    /** Ways out after which the incident is over. */
    settles: (option: OptionKind) => boolean;
  },
): Foreseen {
  const seen: Foreseen = { costMinor: 0, options: [], asks: null, steps: new Map() };
  for (const step of steps) {
    const option = step.kind === 'option' ? (given.options.get(step.option) ?? null) : null;
    const decision = decideStep(step, {
      ...given,
      option,
      byHand: given.mode === 'suggest',
      allowed: false,
      limits: { perRunMinor, perDayMinor },
      spentOfRunMinor: seen.costMinor,
      spentTodayMinor: given.spentTodayMinor + seen.costMinor,
      wakesAt: null,
    });
    if (decision.do === 'skip') {
      seen.steps.set(step.id, 'skipped');
      continue;
    }
    seen.steps.set(step.id, decision.do === 'ask' ? 'asked' : 'done');
    if (decision.do === 'stop') break;
    if (step.kind !== 'option') continue;
    if (decision.do === 'ask') seen.asks ??= decision.reason;
    seen.costMinor += option?.costMinor ?? 0;
    seen.options.push(step.option);
    if (given.settles(step.option)) break;
  }
  return seen;
}
