import type { ConnectorView } from '../../../../core/contract/feeds.ts';

export type WizardStep = 'choose' | 'settings' | 'test' | 'preview' | 'schedule';

/** The steps that a connector wants: what only receives has nothing to preview, what needs no calls nothing to schedule. */
export function stepsOf(connector: ConnectorView | null, editing: boolean): WizardStep[] {
  const pulls = connector?.abilities.pull ?? true;
  return [
    ...(editing ? [] : (['choose'] as const)),
    'settings',
    'test',
    ...(pulls ? (['preview'] as const) : []),
    'schedule',
  ];
}
