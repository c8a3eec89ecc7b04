import type { OptionKind } from '../../contract/incidents.ts';
import type { PlaybookStep } from '../../contract/playbooks.ts';
import type { AppContext } from '../context.ts';
import { showOptions } from '../incidents/index.ts';
import type { OptionPrice } from './conditions.ts';

/** What the ways out that these steps choose come to for an incident; without those that are none. */
export async function pricesOf(
  ctx: AppContext,
  incidentId: number,
  steps: readonly PlaybookStep[],
): Promise<ReadonlyMap<OptionKind, OptionPrice>> {
  const kinds = new Set(steps.flatMap((step) => (step.kind === 'option' ? step.option : [])));
  if (kinds.size === 0) return new Map();
  const views = await showOptions(ctx, incidentId, [...kinds]);
  return new Map(
    views.map(({ kind, costMinor, currency, marginLeftMinor: marginMinor, keepsPromise }) => {
      return [kind, { costMinor, currency, marginMinor, keepsPromise }];
    }),
  );
}
