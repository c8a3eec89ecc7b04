import { AtSign } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import {
  INCIDENT_KINDS,
  type IncidentFilter,
  type IncidentKind,
  SEVERITIES,
} from '../../../core/contract/incidents.ts';
import { SeverityIcon } from '../../components/display/severity-icon.tsx';
import { FilterBar } from '../../components/filters/filter-bar.tsx';
import { ToggleChip } from '../../components/filters/filter-chip.tsx';
import { MultiSelectFilter } from '../../components/filters/multi-select-filter.tsx';
import { SearchInput } from '../../components/filters/search-input.tsx';
import { useFormat } from '../../lib/format.ts';
import { FilterStrip } from '../lists/filter-strip.tsx';
import { tidyFilter } from '../lists/use-list-state.ts';
import { GivenChips } from './given-chips.tsx';
import { toneOf, useIncidentWords } from './incident-words.ts';
import type { IncidentsMeta } from './use-incidents.ts';

interface IncidentFiltersProps {
  filter: IncidentFilter;
  meta: IncidentsMeta | undefined;
  /** Of the shared cause that is looked into. */
  inside: string | null;
  onChange: (filter: IncidentFilter, options?: { replace?: boolean }) => void;
}

/** Search, severities with how many there are, kinds, what is watched and where I am named. */
export function IncidentFilters({ filter, meta, inside, onChange }: IncidentFiltersProps) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const words = useIncidentWords();
  const set = (patch: Partial<IncidentFilter>) =>
    onChange(tidyFilter({ ...filter, ...patch }) as IncidentFilter);
  const { severities = [], states, ...rest } = filter;
  const filtered = Object.keys(tidyFilter({ ...rest, severities })).length > 0;
  const toggle = (severity: number) =>
    set({
      severities: severities.includes(severity)
        ? severities.filter((one) => one !== severity)
        : [...severities, severity],
    });
  return (
    <FilterStrip>
      <FilterBar
        search={
          <SearchInput
            value={filter.search ?? ''}
            onChange={(search) => onChange({ ...filter, search }, { replace: true })}
            placeholder={t('search')}
          />
        }
        onClearAll={filtered ? () => onChange(states ? { states } : {}) : undefined}
      >
        {inside !== null && (
          <ToggleChip on aria-pressed onClick={() => set({ parentId: undefined })}>
            {t('filter.inside', { name: inside })}
          </ToggleChip>
        )}
        <GivenChips filter={filter} onChange={set} />
        {SEVERITIES.map((severity) => (
          <ToggleChip
            key={severity}
            on={severities.includes(severity)}
            aria-pressed={severities.includes(severity)}
            onClick={() => toggle(severity)}
          >
            <SeverityIcon severity={toneOf(severity)} size={12} />
            {words.severity(severity)}
            <span className="count">
              {format.integer(meta?.bySeverity.find((one) => one.severity === severity)?.count ?? 0)}
            </span>
          </ToggleChip>
        ))}
        <MultiSelectFilter
          label={t('filter.kind')}
          options={INCIDENT_KINDS.map((kind) => ({ value: kind, label: words.kind(kind) }))}
          value={filter.kinds}
          onChange={(kinds) => set({ kinds: kinds as IncidentKind[] | undefined })}
        />
        <ToggleChip
          on={filter.watched === true}
          aria-pressed={filter.watched === true}
          onClick={() => set({ watched: filter.watched ? undefined : true })}
        >
          {t('filter.watched')}
        </ToggleChip>
        <ToggleChip
          on={filter.mentioned === true}
          aria-pressed={filter.mentioned === true}
          onClick={() => set({ mentioned: filter.mentioned ? undefined : true })}
        >
          <AtSign size={12} aria-hidden />
          {t('filter.mentioned')}
          <span className="count">{format.integer(meta?.mentions ?? 0)}</span>
        </ToggleChip>
      </FilterBar>
    </FilterStrip>
  );
}
