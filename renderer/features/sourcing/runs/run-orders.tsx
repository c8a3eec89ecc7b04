import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { SourcingRunView } from '../../../../core/contract/sourcing.ts';
import type { PlanFigures } from '../../../../core/contract/workbench.ts';
import { FilterBar } from '../../../components/filters/filter-bar.tsx';
import { MultiSelectFilter } from '../../../components/filters/multi-select-filter.tsx';
import { SearchInput } from '../../../components/filters/search-input.tsx';
import { ToggleFilter } from '../../../components/filters/toggle-filter.tsx';
import { tokens } from '../../../lib/tokens.ts';
import { DecisionsTable } from '../decisions-table.tsx';
import { RunSummary } from '../run-summary.tsx';
import { DECISION_SORTS, type DecisionQuery } from '../use-decision-query.ts';
import { BoundLine } from './bound-line.tsx';

const Strip = styled('div')({ padding: '6px 12px', borderBottom: `1px solid ${tokens.line}`, flexShrink: 0 });

function DecisionFilters({ query }: { query: DecisionQuery }) {
  const { t } = useTranslation('sourcing');
  const outcomes = ['sourced', 'partial', 'unsourced', 'conflict'].map((value) => ({
    value,
    label: t(`outcome.${value}`),
  }));
  const filtered = query.outcomes !== undefined || query.split || query.facility !== undefined;
  return (
    <FilterBar
      search={
        <SearchInput
          value={query.search}
          onChange={(search) => query.set({ search })}
          placeholder={t('decisions.search')}
        />
      }
      onClearAll={
        filtered ? () => query.set({ outcomes: undefined, split: undefined, facility: undefined }) : undefined
      }
    >
      <MultiSelectFilter
        label={t('column.outcome')}
        options={outcomes}
        value={query.outcomes}
        onChange={(next) => query.set({ outcomes: next as DecisionQuery['outcomes'] })}
      />
      <ToggleFilter
        label={t('decisions.split')}
        value={query.split}
        onChange={(split) => query.set({ split })}
      />
      {query.facility && (
        <ToggleFilter
          label={t('decisions.facility', { code: query.facility })}
          value
          onChange={() => query.set({ facility: undefined })}
        />
      )}
      <Select
        size="small"
        value={query.sort}
        onChange={(event) => query.set({ sort: event.target.value as DecisionQuery['sort'] })}
        inputProps={{ 'aria-label': t('decisions.sort') }}
      >
        {DECISION_SORTS.map((sort) => (
          <MenuItem key={sort} value={sort}>
            {t(`decisions.sortBy.${sort}`)}
          </MenuItem>
        ))}
      </Select>
    </FilterBar>
  );
}

interface RunOrdersProps {
  run: SourcingRunView;
  /** Undefined while they load. */
  figures: PlanFigures | undefined;
  query: DecisionQuery;
  activeNumber: string | null;
  onOpen: (number: string) => void;
}

/** The run in numbers with how far it is from the best possible, and every order with its decision. */
export function RunOrders({ run, figures, query, activeNumber, onOpen }: RunOrdersProps) {
  return (
    <>
      <RunSummary
        run={run}
        facility={query.facility ?? null}
        onFacility={(facility) => query.set({ facility: facility ?? undefined })}
      />
      <BoundLine figures={figures} parameters={run.parameters} />
      <Strip>
        <DecisionFilters query={query} />
      </Strip>
      <DecisionsTable run={run} query={query} activeNumber={activeNumber} onOpen={onOpen} />
    </>
  );
}
