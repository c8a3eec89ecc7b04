import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OrderFilter } from '../../../core/contract/orders.ts';
import { FilterBar } from '../../components/filters/filter-bar.tsx';
import { MultiSelectFilter } from '../../components/filters/multi-select-filter.tsx';
import { RangeFilter } from '../../components/filters/range-filter.tsx';
import { ToggleFilter } from '../../components/filters/toggle-filter.tsx';
import { orpc } from '../../lib/rpc.ts';
import { FilterStrip } from '../lists/filter-strip.tsx';
import { namedFacets } from '../lists/named-facets.ts';
import { useCountryName } from '../lists/use-country-name.ts';
import { useSegmentName } from './use-segment-name.ts';

interface OrderFiltersProps {
  filter: OrderFilter;
  onChange: (filter: OrderFilter) => void;
}

const TOGGLES = [
  { key: 'open', severity: undefined },
  { key: 'toSource', severity: undefined },
  { key: 'late', severity: 'critical' },
  { key: 'atRisk', severity: 'warning' },
  { key: 'held', severity: undefined },
  { key: 'closed', severity: undefined },
] as const;

const ISSUED_ELSEWHERE = ['sku', 'facility'] as const;

export function OrderFilters({ filter, onChange }: OrderFiltersProps) {
  const { t } = useTranslation(['orders', 'validation']);
  const country = useCountryName();
  const segment = useSegmentName();
  const { data } = useQuery({
    ...orpc.orders.facets.queryOptions({ input: { filter } }),
    placeholderData: keepPreviousData,
  });
  const set = (patch: Partial<OrderFilter>) => onChange({ ...filter, ...patch });
  const { search: _search, ...others } = filter;
  return (
    <FilterStrip>
      <FilterBar
        onClearAll={Object.keys(others).length > 0 ? () => onChange({ search: filter.search }) : undefined}
      >
        {ISSUED_ELSEWHERE.map(
          (key) =>
            filter[key] !== undefined && (
              <ToggleFilter
                key={key}
                label={t(`filter.${key}`, { value: filter[key] })}
                value
                onChange={() => set({ [key]: undefined })}
              />
            ),
        )}
        {filter.notFilled && (
          <ToggleFilter label={t('filter.notFilled')} value onChange={() => set({ notFilled: undefined })} />
        )}
        {TOGGLES.map(({ key, severity }) => (
          <ToggleFilter
            key={key}
            label={t(`filter.${key}`)}
            severity={severity}
            value={filter[key]}
            onChange={(value) => set({ [key]: value })}
          />
        ))}
        <MultiSelectFilter
          label={t('column.holdCodes')}
          options={namedFacets(data?.heldFor, filter.heldFor, ({ value }) => t(`validation:code.${value}`))}
          value={filter.heldFor}
          onChange={(codes) => set({ heldFor: codes as OrderFilter['heldFor'] })}
        />
        <MultiSelectFilter
          label={t('column.status')}
          options={namedFacets(data?.statuses, filter.statuses, ({ value }) => t(`status.${value}`))}
          value={filter.statuses}
          onChange={(statuses) => set({ statuses: statuses as OrderFilter['statuses'] })}
        />
        <MultiSelectFilter
          label={t('column.channel')}
          options={namedFacets(data?.channels, filter.channels, ({ value }) => t(`channel.${value}`))}
          value={filter.channels}
          onChange={(channels) => set({ channels: channels as OrderFilter['channels'] })}
        />
        <MultiSelectFilter
          label={t('column.segment')}
          options={namedFacets(
            data?.segments,
            filter.segments,
            ({ value }) => segment(value) || t('notGiven'),
          )}
          value={filter.segments}
          onChange={(segments) => set({ segments })}
        />
        <MultiSelectFilter
          label={t('column.country')}
          options={namedFacets(data?.countries, filter.countries, ({ value }) => country(value))}
          value={filter.countries}
          onChange={(countries) => set({ countries })}
        />
        <MultiSelectFilter
          label={t('column.priority')}
          options={namedFacets(data?.priorities, filter.priorities, ({ label }) => label)}
          value={filter.priorities?.map(String)}
          onChange={(priorities) => set({ priorities: priorities?.map(Number) })}
        />
        <MultiSelectFilter
          label={t('column.paymentState')}
          options={namedFacets(data?.paymentStates, filter.paymentStates, ({ value }) =>
            t(`payment.${value}`),
          )}
          value={filter.paymentStates}
          onChange={(states) => set({ paymentStates: states as OrderFilter['paymentStates'] })}
        />
        <RangeFilter
          label={t('column.promisedAt')}
          kind="date"
          value={filter.promisedAt}
          onChange={(promisedAt) => set({ promisedAt })}
        />
        <RangeFilter
          label={t('column.orderedAt')}
          kind="date"
          value={filter.orderedAt}
          onChange={(orderedAt) => set({ orderedAt })}
        />
        <RangeFilter
          label={t('column.total')}
          scale={100}
          value={filter.total}
          onChange={(total) => set({ total })}
        />
      </FilterBar>
    </FilterStrip>
  );
}
