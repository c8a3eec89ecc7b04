import Button from '@mui/material/Button';
import { Split } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { SourcingRunView } from '../../../core/contract/sourcing.ts';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { MoneyText } from '../../components/display/money-text.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import { type DataColumn, EMPTY_VIEW, type TableView } from '../../components/table/table-types.ts';
import { usePagedRows } from '../../components/table/use-paged-rows.ts';
import { useTopicVersion } from '../../lib/events.ts';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { rpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { RunStatusChip } from './run-status.tsx';

function useRunColumns(): DataColumn<SourcingRunView>[] {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  return useMemo(() => {
    const count = (
      id: string,
      value: (run: SourcingRunView) => number,
      size = 88,
    ): DataColumn<SourcingRunView> => ({
      id,
      header: t(`column.${id}`),
      value,
      cell: (run) =>
        value(run) === 0 ? <span style={{ color: tokens.textQuiet }}>0</span> : format.integer(value(run)),
      align: 'end',
      size,
    });
    return [
      {
        id: 'id',
        header: t('column.run'),
        value: (run) => run.name || t('run.name', { id: run.id }),
        size: 110,
        pin: 'start',
      },
      { id: 'kind', header: t('column.kind'), value: (run) => t(`run.kind.${run.kind}`), size: 110 },
      {
        id: 'status',
        header: t('column.status'),
        value: (run) => t(`run.status.${run.status}`),
        cell: (run) => <RunStatusChip status={run.status} quiet />,
        size: 130,
      },
      {
        id: 'createdAt',
        header: t('column.createdAt'),
        value: (run) => run.createdAt,
        cell: (run) => <span title={format.instant(run.createdAt)}>{format.dateTime(run.createdAt)}</span>,
        size: 130,
      },
      { id: 'actor', header: t('column.actor'), value: (run) => run.actor, size: 110, grow: true },
      count('orders', (run) => run.orders, 108),
      count('sourced', (run) => run.outcomes.sourced),
      count('partial', (run) => run.outcomes.partial),
      count('unsourced', (run) => run.outcomes.unsourced, 112),
      { ...count('conflict', (run) => run.outcomes.conflict), hidden: true },
      count('splitOrders', (run) => run.splitOrders),
      count('lateOrders', (run) => run.lateOrders),
      {
        id: 'cost',
        header: t('column.cost'),
        value: (run) => run.cost.amountMinor / 100,
        cell: (run) => <MoneyText value={run.cost} />,
        align: 'end',
        size: 120,
      },
      {
        id: 'profit',
        header: t('column.profit'),
        value: (run) => (run.figures ? run.figures.profitMinor / 100 : null),
        cell: ({ figures }) => (
          <MoneyText value={figures && { amountMinor: figures.profitMinor, currency: figures.currency }} />
        ),
        align: 'end',
        size: 130,
      },
    ];
  }, [t, format]);
}

/** All runs, newest first. */
export function RunsList({ onSource }: { onSource: () => void }) {
  const { t } = useTranslation('sourcing');
  const navigate = useNavigate();
  const columns = useRunColumns();
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  const source = usePagedRows<SourcingRunView>({
    key: ['runs'],
    version: useTopicVersion('sourcing.changed'),
    fetchPage: ({ offset, limit, signal }) => rpc.sourcing.runs({ offset, limit }, { signal }),
  });
  return (
    <DataTable
      label={t('runs.title')}
      columns={columns}
      rowId={(run) => run.id}
      source={source}
      view={view}
      onViewChange={setView}
      onOpen={(run) => void navigate(links.sourcingRun(run.id))}
      empty={
        <EmptyState
          icon={Split}
          title={t('runs.none')}
          actions={
            <Button variant="contained" color="primary" onClick={onSource}>
              {t('runs.sourceAll')}
            </Button>
          }
        >
          {t('runs.noneText')}
        </EmptyState>
      }
    />
  );
}
