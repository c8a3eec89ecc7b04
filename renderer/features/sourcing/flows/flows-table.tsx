import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FlowSymbol } from '../../../components/map/flow-map.tsx';
import { DataTable } from '../../../components/table/data-table.tsx';
import { type DataColumn, EMPTY_VIEW, type TableView } from '../../../components/table/table-types.ts';
import { useRows } from '../../../components/table/use-paged-rows.ts';
import { useFormat } from '../../../lib/format.ts';
import { useFacilityNames } from '../use-facility-names.ts';
import type { ToldFlow } from './told-flows.ts';

interface FlowsTableProps {
  /** Undefined while they load. */
  flows: readonly ToldFlow[] | undefined;
  compared: boolean;
}

/** The flows of the map to be read, the widest first. */
export function FlowsTable({ flows, compared }: FlowsTableProps) {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  const nameOf = useFacilityNames();
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  const sorted = useMemo(
    () => flows && [...flows].sort((a, b) => b.shipments - a.shipments || a.key.localeCompare(b.key)),
    [flows],
  );
  const columns = useMemo(
    (): DataColumn<ToldFlow>[] => [
      {
        id: 'facility',
        header: t('flow.facility'),
        value: (row) => nameOf(row.facility),
        size: 240,
        pin: 'start',
      },
      { id: 'region', header: t('flow.region'), value: (row) => row.region, size: 130, grow: true },
      ...(compared
        ? [
            {
              id: 'state',
              header: t('flow.change'),
              value: (row: ToldFlow) => t(`flow.state.${row.state}`),
              cell: (row: ToldFlow) => (
                <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
                  <FlowSymbol state={row.state} />
                  {t(`flow.state.${row.state}`)}
                </span>
              ),
              size: 190,
            },
          ]
        : []),
      {
        id: 'shipments',
        header: t('figure.shipments'),
        value: (row) => row.shipments,
        cell: (row) => format.integer(row.shipments),
        align: 'end',
        size: 110,
      },
      {
        id: 'units',
        header: t('flow.unitsColumn'),
        value: (row) => row.units,
        cell: (row) => format.integer(row.units),
        align: 'end',
        size: 110,
      },
    ],
    [t, format, nameOf, compared],
  );
  return (
    <DataTable
      label={t('flow.label')}
      columns={columns}
      rowId={(row) => row.key}
      source={useRows(sorted)}
      view={view}
      onViewChange={setView}
    />
  );
}
