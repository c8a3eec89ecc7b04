import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../../core/contract/incidents.ts';
import { links } from '../../lib/navigation.ts';
import type { Severity } from '../../lib/tokens.ts';

const TONES: readonly Severity[] = ['critical', 'critical', 'warning', 'info', 'info'];

/** How loud a severity is shown; its word stands beside it. */
export function toneOf(severity: number): Severity {
  return TONES[severity] ?? 'info';
}

/** Names of incidents in the user's language. */
export function useIncidentWords() {
  const { t } = useTranslation('incidents');
  return useMemo(() => {
    const about = ({ cause, place, key }: Pick<IncidentRow, 'cause' | 'place' | 'key'>) =>
      cause
        ? t(key.startsWith('area:drawn:') ? 'cause.drawn' : `cause.${cause}`, {
            name: place ?? key.slice(key.indexOf(':') + 1),
          })
        : key;
    return {
      kind: (kind: string) => t(`kind.${kind}`, { defaultValue: kind }),
      severity: (severity: number) => t(`severity.${severity}`),
      option: (option: string) => t(`option.${option}`, { defaultValue: option }),
      about,
    };
  }, [t]);
}

/** Where the thing itself is worked on; null when no screen is its own. */
export function thingLink(row: Pick<IncidentRow, 'entity' | 'key' | 'order' | 'facility'>): string | null {
  if (row.order) return links.order(row.order);
  if (row.entity === 'product') return links.product(row.key);
  if (row.entity === 'position') return links.product(row.key.split(' @ ')[0] ?? row.key);
  if (row.entity === 'facility') return links.facilityOnMap(row.key);
  if (row.entity === 'wave') return links.waves(row.facility ?? undefined);
  if (row.entity === 'feed') return links.feeds();
  return null;
}
