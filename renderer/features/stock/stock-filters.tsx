import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { StockFilter } from '../../../core/contract/stock.ts';
import { FilterBar } from '../../components/filters/filter-bar.tsx';
import { MultiSelectFilter } from '../../components/filters/multi-select-filter.tsx';
import { RangeFilter } from '../../components/filters/range-filter.tsx';
import { ToggleFilter } from '../../components/filters/toggle-filter.tsx';
import { orpc } from '../../lib/rpc.ts';
import { FilterStrip } from '../lists/filter-strip.tsx';
import { namedFacets } from '../lists/named-facets.ts';
import { useCountryName } from '../lists/use-country-name.ts';

interface StockFiltersProps {
  filter: StockFilter;
  onChange: (filter: StockFilter) => void;
}

const TOGGLES = [
  { key: 'belowSafety', severity: 'warning' },
  { key: 'noStock', severity: 'critical' },
  { key: 'overStocked', severity: undefined },
  { key: 'inboundToday', severity: undefined },
] as const;

export function StockFilters({ filter, onChange }: StockFiltersProps) {
  const { t } = useTranslation('stock');
  const country = useCountryName();
  const { data } = useQuery({
    ...orpc.stock.facets.queryOptions({ input: { filter } }),
    placeholderData: keepPreviousData,
  });
  const set = (patch: Partial<StockFilter>) => onChange({ ...filter, ...patch });
  const { search: _search, ...others } = filter;
  return (
    <FilterStrip>
      <FilterBar
        onClearAll={Object.keys(others).length > 0 ? () => onChange({ search: filter.search }) : undefined}
      >
        <MultiSelectFilter
          label={t('filter.facility')}
          options={namedFacets(data?.facilities, filter.facilities, ({ label }) => label)}
          value={filter.facilities}
          onChange={(facilities) => set({ facilities })}
        />
        <MultiSelectFilter
          label={t('filter.kind')}
          options={namedFacets(data?.kinds, filter.kinds, ({ value }) => t(`kind.${value}`))}
          value={filter.kinds}
          onChange={(kinds) => set({ kinds: kinds as StockFilter['kinds'] })}
        />
        <MultiSelectFilter
          label={t('filter.country')}
          options={namedFacets(data?.countries, filter.countries, ({ value }) => country(value))}
          value={filter.countries}
          onChange={(countries) => set({ countries })}
        />
        <MultiSelectFilter
          label={t('filter.category')}
          options={namedFacets(
            data?.categories,
            filter.categories,
            ({ label }) => label || t('group.noValue'),
          )}
          value={filter.categories}
          onChange={(categories) => set({ categories })}
        />
        {TOGGLES.map(({ key, severity }) => (
          <ToggleFilter
            key={key}
            label={t(`filter.${key}`)}
            severity={severity}
            value={filter[key]}
            onChange={(value) => set({ [key]: value })}
          />
        ))}
        <RangeFilter
          label={t('column.onHand')}
          value={filter.onHand}
          onChange={(onHand) => set({ onHand })}
        />
        <RangeFilter
          label={t('column.available')}
          value={filter.available}
          onChange={(available) => set({ available })}
        />
        <RangeFilter
          label={t('column.daysOfCover')}
          value={filter.daysOfCover}
          onChange={(daysOfCover) => set({ daysOfCover })}
        />
      </FilterBar>
    </FilterStrip>
  );
}
