import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanFigures } from '../../../../core/contract/workbench.ts';
import { LoadBar } from '../../../components/charts/load-bar.tsx';
import { MoneyText } from '../../../components/display/money-text.tsx';
import { DataTable } from '../../../components/table/data-table.tsx';
import { type DataColumn, EMPTY_VIEW, type TableView } from '../../../components/table/table-types.ts';
import { useRows } from '../../../components/table/use-paged-rows.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { signed } from '../compare/figure-rows.ts';
import { usePlanName } from '../compare/plans.ts';

type Facility = PlanFigures['byFacility'][number];
interface Row extends Facility {
  /** Shipments in the plan that it is measured against; null without one. */
  before: number | null;
}

function rowsOf(figures: PlanFigures, against: PlanFigures | undefined): Row[] {
  const before = new Map(against?.byFacility.map((one) => [one.code, one]));
  const here = new Set(figures.byFacility.map(({ code }) => code));
  const left = (against?.byFacility ?? []).filter(({ code }) => !here.has(code));
  return [
    ...figures.byFacility.map((one) => ({
      ...one,
      before: against ? (before.get(one.code)?.shipments ?? 0) : null,
    })),
    ...left.map((one) => ({ ...one, before: one.shipments, shipments: 0, units: 0, costMinor: 0 })),
  ].sort((a, b) => b.shipments - a.shipments || (b.before ?? 0) - (a.before ?? 0));
}

function useColumns(scale: number, currency: string, againstName: string | null): DataColumn<Row>[] {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  return useMemo(() => {
    const load = ({ shipments, capacityOrders }: Row) => (capacityOrders ? shipments / capacityOrders : null);
    const comparing: DataColumn<Row>[] = againstName
      ? [
          {
            id: 'before',
            header: againstName,
            value: (row) => row.before,
            cell: (row) => format.integer(row.before),
            align: 'end',
            size: 140,
          },
          {
            id: 'change',
            header: t('facilities.change'),
            value: (row) => row.shipments - (row.before ?? 0),
            cell: (row) => {
              const change = row.shipments - (row.before ?? 0);
              return change === 0 ? (
                <span style={{ color: tokens.textQuiet }}>0</span>
              ) : (
                signed(format.integer(Math.abs(change)), change)
              );
            },
            align: 'end',
            size: 100,
          },
        ]
      : [];
    return [
      {
        id: 'name',
        header: t('load.facility'),
        value: (row) => row.name,
        pin: 'start',
        size: 240,
        grow: true,
      },
      {
        id: 'load',
        header: t('facilities.bar'),
        value: load,
        cell: ({ shipments, capacityOrders }) => (
          <span style={{ display: 'inline-block', width: '100%', verticalAlign: 'middle' }}>
            <LoadBar
              load={shipments}
              capacity={capacityOrders}
              scale={Math.max(capacityOrders ?? scale, shipments)}
            />
          </span>
        ),
        size: 200,
      },
      {
        id: 'share',
        header: t('facilities.load'),
        value: load,
        cell: (row) => {
          const share = load(row);
          if (share === null) return <span style={{ color: tokens.textQuiet }}>{t('load.noLimit')}</span>;
          return share > 1 ? (
            <span style={{ color: tokens.critical }}>
              {t('load.over', { formatted: format.integer(row.shipments - (row.capacityOrders ?? 0)) })}
            </span>
          ) : (
            format.percent(share, 0)
          );
        },
        align: 'end',
        size: 120,
      },
      {
        id: 'shipments',
        header: t('figure.shipments'),
        value: (row) => row.shipments,
        cell: (row) => format.integer(row.shipments),
        align: 'end',
        size: 110,
      },
      ...comparing,
      {
        id: 'capacity',
        header: t('load.capacity'),
        value: (row) => row.capacityOrders,
        cell: (row) => (row.capacityOrders === null ? '–' : format.integer(row.capacityOrders)),
        align: 'end',
        size: 200,
      },
      {
        id: 'units',
        header: t('flow.unitsColumn'),
        value: (row) => row.units,
        cell: (row) => format.integer(row.units),
        align: 'end',
        size: 100,
      },
      {
        id: 'cost',
        header: t('figure.cost'),
        value: (row) => row.costMinor / 100,
        cell: (row) => <MoneyText value={{ amountMinor: row.costMinor, currency }} />,
        align: 'end',
        size: 130,
      },
    ];
  }, [t, format, scale, currency, againstName]);
}

interface RunFacilitiesProps {
  /** Undefined while they load. */
  figures: PlanFigures | undefined;
  against: PlanFigures | undefined;
  error: unknown;
  onOpen: (code: string) => void;
}

/** What each facility gets to ship, against what it can and against another plan; a row shows its orders. */
export function RunFacilities({ figures, against, error, onOpen }: RunFacilitiesProps) {
  const { t } = useTranslation('workbench');
  const nameOf = usePlanName();
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  const rows = useMemo(() => figures && rowsOf(figures, against), [figures, against]);
  const scale = Math.max(1, ...(rows ?? []).map((row) => Math.max(row.shipments, row.before ?? 0)));
  const columns = useColumns(scale, figures?.currency ?? 'EUR', against ? nameOf(against) : null);
  return (
    <DataTable
      label={t('load.title')}
      columns={columns}
      rowId={(row) => row.code}
      source={useRows(rows, { error })}
      view={view}
      onViewChange={setView}
      onOpen={(row) => onOpen(row.code)}
    />
  );
}
