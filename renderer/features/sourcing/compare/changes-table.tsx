import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangedOrder, PlanReference } from '../../../../core/contract/workbench.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { SearchInput } from '../../../components/filters/search-input.tsx';
import { DataTable } from '../../../components/table/data-table.tsx';
import { type DataColumn, EMPTY_VIEW, type TableView } from '../../../components/table/table-types.ts';
import { usePagedRows } from '../../../components/table/use-paged-rows.ts';
import { useTopicVersion } from '../../../lib/events.ts';
import { useFormat } from '../../../lib/format.ts';
import { rpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useFacilityNames } from '../use-facility-names.ts';
import { signed } from './figure-rows.ts';
import { planKey } from './plans.ts';

const DAY_MS = 86_400_000;
const SORTS = ['costChange', 'daysChange', 'number'] as const;
type Sort = (typeof SORTS)[number];

const Tools = styled('div')({ display: 'flex', gap: 8, marginBottom: 8 });
const Frame = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  height: 420,
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  overflow: 'hidden',
});

/** Whole days by which the second instant is later; null when either is unknown. */
export function daysBetween(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : Math.round((after - before) / DAY_MS);
}

function useChangeColumns(currency: string): DataColumn<ChangedOrder>[] {
  const { t } = useTranslation(['workbench', 'sourcing']);
  const format = useFormat();
  const nameOf = useFacilityNames();
  return useMemo(() => {
    const shipsFrom = (side: 'before' | 'after') => (row: ChangedOrder) =>
      row[side].facilities.map(nameOf).join(' + ') || t(`sourcing:outcome.${row[side].outcome}`);
    const change = ({ before, after }: ChangedOrder) => after.costMinor - before.costMinor;
    const days = ({ before, after }: ChangedOrder) => daysBetween(before.arrivesAt, after.arrivesAt);
    const told = (row: ChangedOrder, difference: number | null, text: (size: number) => string) => {
      if (difference === null) return '–';
      if (difference === 0) return <span style={{ color: tokens.textQuiet }}>{t('verdict.same')}</span>;
      // An order that ships in one plan only costs more there: neither better nor worse.
      const alike = row.before.facilities.length > 0 && row.after.facilities.length > 0;
      if (!alike) return signed(text(Math.abs(difference)), difference);
      const verdict = difference < 0 ? 'better' : 'worse';
      return (
        <span style={{ color: verdict === 'better' ? tokens.ok : tokens.critical }}>
          {t(`verdict.${verdict}`, { difference: signed(text(Math.abs(difference)), difference) })}
        </span>
      );
    };
    return [
      {
        id: 'number',
        header: t('sourcing:column.number'),
        value: (row) => row.number,
        pin: 'start',
        size: 120,
        required: true,
      },
      { id: 'before', header: t('changes.before'), value: shipsFrom('before'), size: 210, grow: true },
      { id: 'after', header: t('changes.after'), value: shipsFrom('after'), size: 210 },
      {
        id: 'costChange',
        header: t('changes.cost'),
        value: (row) => change(row) / 100,
        cell: (row) => told(row, change(row), (minor) => format.moneyMinor(minor, currency)),
        align: 'end',
        size: 160,
      },
      {
        id: 'daysChange',
        header: t('changes.days'),
        value: days,
        cell: (row) =>
          told(row, days(row), (count) => t('figure.days', { formatted: format.integer(count) })),
        align: 'end',
        size: 140,
      },
      {
        id: 'promisedAt',
        header: t('sourcing:column.promisedAt'),
        value: (row) => row.promisedAt,
        cell: (row) => format.date(row.promisedAt),
        align: 'end',
        size: 116,
      },
      {
        id: 'arrivesAt',
        header: t('sourcing:column.arrivesAt'),
        value: (row) => row.after.arrivesAt,
        cell: ({ after }) => (
          <span style={{ color: after.daysLate > 0 ? tokens.warning : undefined }}>
            {format.date(after.arrivesAt)}
            {after.daysLate > 0 &&
              ` ${t('sourcing:lateDays', { formatted: format.integer(after.daysLate) })}`}
          </span>
        ),
        align: 'end',
        size: 168,
      },
      { id: 'customer', header: t('sourcing:column.customer'), value: (row) => row.customer, size: 170 },
      {
        id: 'city',
        header: t('sourcing:column.city'),
        value: (row) => [row.city, row.country].filter(Boolean).join(', ') || null,
        size: 160,
      },
    ];
  }, [t, format, nameOf, currency]);
}

interface ChangesTableProps {
  before: PlanReference;
  after: PlanReference;
  currency: string;
  activeNumber: string | null;
  onOpen: (number: string) => void;
}

/** The orders that two plans serve differently, with before and after. */
export function ChangesTable({ before, after, currency, activeNumber, onOpen }: ChangesTableProps) {
  const { t } = useTranslation('workbench');
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<Sort>('costChange');
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  const columns = useChangeColumns(currency);
  const asked = { before, after, search: search || undefined, sort };
  const source = usePagedRows<ChangedOrder>({
    key: ['changes', planKey(before), planKey(after), search, sort],
    version: useTopicVersion('sourcing.changed', 'orders.changed'),
    fetchPage: ({ offset, limit, signal }) => rpc.workbench.changes({ ...asked, offset, limit }, { signal }),
  });
  return (
    <>
      <Tools>
        <SearchInput value={search} onChange={setSearch} placeholder={t('changes.search')} primary={false} />
        <Select
          size="small"
          value={sort}
          onChange={(event) => setSort(event.target.value as Sort)}
          inputProps={{ 'aria-label': t('changes.sort') }}
        >
          {SORTS.map((one) => (
            <MenuItem key={one} value={one}>
              {t(`changes.sortBy.${one}`)}
            </MenuItem>
          ))}
        </Select>
      </Tools>
      <Frame>
        <DataTable
          label={t('changes.title')}
          columns={columns}
          rowId={(row) => row.number}
          source={source}
          view={view}
          onViewChange={setView}
          onOpen={(row) => onOpen(row.number)}
          activeId={activeNumber}
          empty={
            <EmptyState title={t(search ? 'changes.noneFound' : 'changes.none')}>
              {search ? undefined : t('changes.noneText')}
            </EmptyState>
          }
        />
      </Frame>
    </>
  );
}
