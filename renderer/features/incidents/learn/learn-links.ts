import type { LearningPeriod, ParetoDimension } from '../../../../core/contract/incident-learning.ts';
import type { IncidentFilter, IncidentKind } from '../../../../core/contract/incidents.ts';
import { links } from '../../../lib/navigation.ts';

/** The incidents that a figure counts: all found in the period but those dismissed, each on its own. */
export function learnedLink({ from, to }: LearningPeriod, filter: IncidentFilter = {}): string {
  return links.incidents({
    states: ['open', 'snoozed', 'resolved'],
    each: true,
    detectedFrom: from,
    detectedBefore: to,
    ...filter,
  });
}

/** The filter for one thing that incidents have in common. */
export function thingFilter(dimension: ParetoDimension, key: string): IncidentFilter {
  if (dimension === 'product') return { sku: key };
  if (dimension === 'kind') return { kinds: [key as IncidentKind] };
  return { [dimension]: key };
}
