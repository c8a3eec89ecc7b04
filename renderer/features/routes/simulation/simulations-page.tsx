import Button from '@mui/material/Button';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FlaskConical, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import type { SimulationView } from '../../../../core/contract/simulations.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { Screen } from '../../../components/layout/screen.tsx';
import { DataTable } from '../../../components/table/data-table.tsx';
import { type DataColumn, EMPTY_VIEW, type TableView } from '../../../components/table/table-types.ts';
import { useRows } from '../../../components/table/use-paged-rows.ts';
import { useRegisterCommands } from '../../../lib/commands.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { useFacilityNames } from '../../sourcing/use-facility-names.ts';
import { RoutesTabs } from '../routes-tabs.tsx';
import { noonOf } from './change-lines.ts';
import { NewSimulationDialog } from './new-simulation-dialog.tsx';

const MOST_SHOWN = 500;
const NONE: SimulationView[] = [];

function useColumns(): DataColumn<SimulationView>[] {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const facilityName = useFacilityNames();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        value: ({ name }) => name,
        pin: 'start',
        size: 240,
        grow: true,
      },
      {
        id: 'depots',
        header: t('column.depots'),
        value: ({ parameters }) => parameters.depots.map(facilityName).join(' + '),
        size: 200,
      },
      {
        id: 'day',
        header: t('column.day'),
        value: ({ parameters }) => parameters.day,
        cell: ({ parameters }) => format.date(noonOf(parameters.day), 'UTC'),
        size: 120,
      },
      {
        id: 'scenarios',
        header: t('column.scenarios'),
        value: ({ scenarios }) => scenarios.map(({ name }) => name).join(', '),
        size: 360,
      },
      {
        id: 'updatedAt',
        header: t('column.updatedAt'),
        value: ({ updatedAt }) => updatedAt,
        cell: ({ updatedAt }) => <span title={format.instant(updatedAt)}>{format.dateTime(updatedAt)}</span>,
        align: 'end',
        size: 140,
      },
      { id: 'actor', header: t('column.actor'), value: ({ actor }) => actor, size: 110 },
    ],
    [t, format, facilityName],
  );
}

/** All simulations, newest first, and the way to a new one; `?plan=` begins one as a plan was made. */
export function SimulationsPage() {
  const { t } = useTranslation(['simulation', 'routes']);
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const like = Number(params.get('plan')) || null;
  const [asking, setAsking] = useState(false);
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  const columns = useColumns();
  const { data, error, refetch } = useQuery({
    ...orpc.simulations.list.queryOptions({ input: { limit: MOST_SHOWN } }),
    placeholderData: keepPreviousData,
  });
  const source = useRows(data?.rows ?? NONE);
  const ask = () => setAsking(true);
  useRegisterCommands([
    {
      id: 'simulation.new',
      title: t('new.command'),
      group: t('routes:title'),
      shortcut: 'n',
      icon: FlaskConical,
      run: ask,
    },
  ]);
  const open = (
    <Button variant="contained" color="primary" startIcon={<Plus size={14} />} onClick={ask}>
      {t('new.open')}
    </Button>
  );
  return (
    <Screen title={t('routes:title')} toolbar={<RoutesTabs shown="simulations" />} actions={open}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          label={t('title')}
          columns={columns}
          rowId={({ id }) => id}
          source={source}
          view={view}
          onViewChange={setView}
          onOpen={({ id }) => void navigate(links.simulation(id))}
          empty={
            data && (
              <EmptyState icon={FlaskConical} title={t('list.none')} actions={open}>
                {t('list.noneText')}
              </EmptyState>
            )
          }
        />
      )}
      {(asking || like !== null) && (
        <NewSimulationDialog
          like={like}
          onClose={() => {
            setAsking(false);
            if (like !== null) setParams({}, { replace: true });
          }}
        />
      )}
    </Screen>
  );
}
