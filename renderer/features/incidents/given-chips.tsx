import { useTranslation } from 'react-i18next';
import type { IncidentFilter } from '../../../core/contract/incidents.ts';
import { ToggleChip } from '../../components/filters/filter-chip.tsx';
import { useFormat } from '../../lib/format.ts';

const NAMED = ['carrier', 'facility', 'segment', 'lane', 'sku', 'sharedCause'] as const;

interface GivenChipsProps {
  filter: IncidentFilter;
  onChange: (patch: Partial<IncidentFilter>) => void;
}

/** What a link has asked for and no chip chooses: each is shown, and a click takes it away. */
export function GivenChips({ filter, onChange }: GivenChipsProps) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const { detectedFrom, detectedBefore, each } = filter;
  const chips: { key: string; label: string; clear: Partial<IncidentFilter> }[] = NAMED.flatMap((key) => {
    const value = filter[key];
    return value ? [{ key, label: t(`given.${key}`, { value }), clear: { [key]: undefined } }] : [];
  });
  if (detectedFrom !== undefined && detectedBefore !== undefined) {
    chips.push({
      key: 'detected',
      label: t('given.detected', {
        from: format.dateShort(detectedFrom),
        to: format.dateShort(detectedBefore - 1),
      }),
      clear: { detectedFrom: undefined, detectedBefore: undefined },
    });
  }
  if (each) chips.push({ key: 'each', label: t('given.each'), clear: { each: undefined } });
  return chips.map(({ key, label, clear }) => (
    <ToggleChip
      key={key}
      on
      aria-pressed
      title={t('given.remove', { what: label })}
      onClick={() => onChange(clear)}
    >
      {label}
    </ToggleChip>
  ));
}
