import Button from '@mui/material/Button';
import { Waypoints } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { PlanFigures, RoutePlanView } from '../../../../core/contract/routes.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { DataTable } from '../../../components/table/data-table.tsx';
import {
  type DataColumn,
  EMPTY_VIEW,
  type TableSelection,
  type TableView,
} from '../../../components/table/table-types.ts';
import { usePagedRows } from '../../../components/table/use-paged-rows.ts';
import { useTopicVersion } from '../../../lib/events.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { rpc } from '../../../lib/rpc.ts';
import { dayWords } from '../../promise/promise-words.ts';
import { type FigureKey, figureText } from '../compare/plan-figure-rows.ts';
import { PlanStatusChip } from '../plan-status.tsx';
import { usePlanName } from '../use-plan-name.ts';

const FIGURES: readonly { key: FigureKey; size: number; hidden?: boolean }[] = [
  { key: 'vehicles', size: 84 },
  { key: 'served', size: 110 },
  { key: 'leftOut', size: 122 },
  { key: 'costMinor', size: 104 },
  { key: 'distanceMetres', size: 92 },
  { key: 'durationSeconds', size: 90, hidden: true },
  { key: 'onTime', size: 84 },
  { key: 'load', size: 80, hidden: true },
];

function usePlanColumns(): DataColumn<RoutePlanView>[] {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const nameOf = usePlanName();
  // biome-ignore lint/correctness/useExhaustiveDependencies: names change with the language alone, as t does
  return useMemo(() => {
    const figure = ({ key, ...layout }: (typeof FIGURES)[number]): DataColumn<RoutePlanView> => ({
      id: key,
      header: t(`figure.${key}`),
      value: ({ figures }: { figures: PlanFigures }) => figures[key],
      cell: ({ figures, currency }) => figureText(key, figures[key], currency, format),
      align: 'end',
      ...layout,
    });
    return [
      {
        id: 'name',
        header: t('column.plan'),
        value: nameOf,
        pin: 'start',
        size: 230,
        grow: true,
        required: true,
      },
      {
        id: 'status',
        header: t('column.status'),
        value: ({ status }) => t(`status.${status}`),
        cell: ({ status }) => <PlanStatusChip status={status} quiet />,
        size: 130,
      },
      {
        id: 'day',
        header: t('column.day'),
        value: ({ day }) => day,
        cell: ({ day }) => dayWords(day, format),
        size: 110,
      },
      {
        id: 'depots',
        header: t('column.depots'),
        value: ({ depots }) => depots.map(({ code }) => code).join(' + '),
        cell: ({ depots }) => (
          <span title={depots.map(({ name }) => name).join(' + ')}>
            {depots.map(({ code }) => code).join(' + ')}
          </span>
        ),
        size: 130,
      },
      ...FIGURES.map(figure),
      {
        id: 'updatedAt',
        header: t('column.updatedAt'),
        value: ({ updatedAt }) => updatedAt,
        cell: ({ updatedAt }) => <span title={format.instant(updatedAt)}>{format.dateTime(updatedAt)}</span>,
        align: 'end',
        size: 130,
      },
      { id: 'actor', header: t('column.actor'), value: ({ actor }) => actor, size: 110, hidden: true },
    ];
  }, [t, format]);
}

interface PlansListProps {
  selection: TableSelection;
  onSelectionChange: (selection: TableSelection) => void;
  selectionActions: ReactNode;
  onPlan: () => void;
}

/** All plans, newest first. */
export function PlansList({ selection, onSelectionChange, selectionActions, onPlan }: PlansListProps) {
  const { t } = useTranslation('routes');
  const navigate = useNavigate();
  const columns = usePlanColumns();
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  const source = usePagedRows<RoutePlanView>({
    key: ['route-plans'],
    version: useTopicVersion('routes.changed'),
    fetchPage: ({ offset, limit, signal }) => rpc.routes.plans({ offset, limit }, { signal }),
  });
  return (
    <DataTable
      label={t('plans.title')}
      columns={columns}
      rowId={({ id }) => id}
      source={source}
      view={view}
      onViewChange={setView}
      selection={selection}
      onSelectionChange={onSelectionChange}
      selectionActions={selectionActions}
      onOpen={({ id }) => void navigate(links.routePlan(id))}
      empty={
        <EmptyState
          icon={Waypoints}
          title={t('plans.none')}
          actions={
            <Button variant="contained" color="primary" onClick={onPlan}>
              {t('ask.open')}
            </Button>
          }
        >
          {t('plans.noneText')}
        </EmptyState>
      }
    />
  );
}
