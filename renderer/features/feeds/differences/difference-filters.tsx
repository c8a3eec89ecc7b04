import { useTranslation } from 'react-i18next';
import { FilterBar } from '../../../components/filters/filter-bar.tsx';
import { ToggleChip } from '../../../components/filters/filter-chip.tsx';
import { SearchInput } from '../../../components/filters/search-input.tsx';
import { useFormat } from '../../../lib/format.ts';
import type { DifferencesLink } from '../../../lib/navigation.ts';
import { FilterStrip } from '../../lists/filter-strip.tsx';
import { tidyFilter } from '../../lists/use-list-state.ts';
import { FeedFilter } from '../feed-filter.tsx';
import { useFeedWords } from '../feed-words.ts';
import type { DifferenceGroup } from './use-differences.ts';

interface DifferenceFiltersProps {
  filter: DifferencesLink;
  groups: readonly DifferenceGroup[];
  onChange: (filter: DifferencesLink, options?: { replace?: boolean }) => void;
}

/** Search, feed, and a chip for each sort of difference with how many there are. */
export function DifferenceFilters({ filter, groups, onChange }: DifferenceFiltersProps) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  const set = (patch: Partial<Record<keyof DifferencesLink, unknown>>) =>
    onChange(tidyFilter({ ...filter, ...patch }) as DifferencesLink);
  const isOn = (group: DifferenceGroup) =>
    filter.kind === group.kind && filter.type === group.type && (filter.field ?? null) === group.field;
  const toggle = (group: DifferenceGroup) =>
    set(
      isOn(group)
        ? { kind: undefined, type: undefined, field: undefined }
        : { kind: group.kind, type: group.type, field: group.field ?? undefined },
    );
  const filtered = Boolean(filter.kind || filter.type || filter.field || filter.feedId || filter.search);
  const name = (group: DifferenceGroup) =>
    group.field === null
      ? t('differences.group', { kind: words.kind(group.kind), what: t(`differenceType.${group.type}`) })
      : t('differences.group', { kind: words.kind(group.kind), what: words.field(group.field) });
  return (
    <FilterStrip>
      <FilterBar
        search={
          <SearchInput
            value={filter.search ?? ''}
            onChange={(search) => onChange({ ...filter, search }, { replace: true })}
            placeholder={t('differences.search')}
          />
        }
        onClearAll={
          filtered ? () => onChange(filter.status === undefined ? {} : { status: filter.status }) : undefined
        }
      >
        <FeedFilter value={filter.feedId} onChange={(feedId) => set({ feedId })} />
        {groups.map((group) => (
          <ToggleChip
            key={`${group.kind} ${group.type} ${group.field}`}
            on={isOn(group)}
            aria-pressed={isOn(group)}
            onClick={() => toggle(group)}
          >
            {name(group)}
            <span className="count">{format.integer(group.rows)}</span>
          </ToggleChip>
        ))}
      </FilterBar>
    </FilterStrip>
  );
}
