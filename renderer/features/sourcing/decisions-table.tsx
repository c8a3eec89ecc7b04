import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionView, SourcingRunView } from '../../../core/contract/sourcing.ts';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import { EMPTY_VIEW, type TableView } from '../../components/table/table-types.ts';
import { usePagedRows } from '../../components/table/use-paged-rows.ts';
import { useTopicVersion } from '../../lib/events.ts';
import { useFormat } from '../../lib/format.ts';
import { rpc } from '../../lib/rpc.ts';
import { useDecisionColumns } from './decision-columns.tsx';
import type { DecisionQuery } from './use-decision-query.ts';

interface DecisionsTableProps {
  run: SourcingRunView;
  query: DecisionQuery;
  activeNumber: string | null;
  onOpen: (number: string) => void;
}

/** Every order of the run with what was decided and why. */
export function DecisionsTable({ run, query, activeNumber, onOpen }: DecisionsTableProps) {
  const { t } = useTranslation(['sourcing', 'table']);
  const format = useFormat();
  const columns = useDecisionColumns();
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  const { search, outcomes, split, facility, sort } = query;
  const conditions = { runId: run.id, search: search || undefined, outcomes, split, facility, sort };
  const source = usePagedRows<DecisionView>({
    key: ['decisions', conditions],
    version: useTopicVersion('sourcing.changed'),
    fetchPage: ({ offset, limit, signal }) =>
      rpc.sourcing.decisions({ ...conditions, offset, limit }, { signal }),
  });
  const clear = () => query.set({ search: '', outcomes: undefined, split: undefined, facility: undefined });
  return (
    <DataTable
      label={t('decisions.title')}
      columns={columns}
      rowId={(decision) => decision.number}
      source={source}
      view={view}
      onViewChange={setView}
      onOpen={(decision) => onOpen(decision.number)}
      activeId={activeNumber}
      footNote={t('summary.took', { duration: format.duration(run.tookMs / 1000) })}
      empty={
        run.orders === 0 ? (
          <EmptyState title={t('decisions.none')}>{t('decisions.noneText')}</EmptyState>
        ) : (
          <EmptyState
            title={t('table:empty.title')}
            actions={<Button onClick={clear}>{t('table:empty.clear')}</Button>}
          />
        )
      }
    />
  );
}
