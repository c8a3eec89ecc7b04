import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StopChange } from '../../../../core/contract/routes.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { SearchInput } from '../../../components/filters/search-input.tsx';
import { DataTable } from '../../../components/table/data-table.tsx';
import { type DataColumn, EMPTY_VIEW, type TableView } from '../../../components/table/table-types.ts';
import { useRows } from '../../../components/table/use-paged-rows.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';

const ALL = 'all';
const Tools = styled('div')({ display: 'flex', gap: 8, marginBottom: 8 });
const Frame = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  height: 380,
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  overflow: 'hidden',
});

type Place = StopChange['before'];

function minutesLater({ before, after }: StopChange): number | null {
  if (!before?.etaAt || !after?.etaAt) return null;
  return Math.round((after.etaAt - before.etaAt) / 60_000);
}

function useColumns(timeZone: string): DataColumn<StopChange>[] {
  const { t } = useTranslation('routes');
  const format = useFormat();
  return useMemo(() => {
    const placeText = (place: Place) => {
      if (!place) return t('compare.noStop');
      if (place.route === null) return t('compare.onNoRoute');
      const route = t('route.name', { number: place.route });
      return t('compare.place', { route, position: (place.position ?? 0) + 1 });
    };
    const place = (side: 'before' | 'after'): DataColumn<StopChange> => ({
      id: side,
      header: t(`compare.${side}`),
      value: (row) => placeText(row[side]),
      cell: (row) => (
        <>
          {placeText(row[side])}
          {row[side]?.etaAt && (
            <span style={{ color: tokens.textMuted }}> · {format.time(row[side].etaAt, timeZone)}</span>
          )}
        </>
      ),
      size: 210,
    });
    return [
      {
        id: 'reference',
        header: t('column.reference'),
        value: (row) => row.reference,
        pin: 'start',
        size: 130,
      },
      { id: 'name', header: t('column.stop'), value: (row) => row.name, size: 200, grow: true },
      { id: 'kind', header: t('column.kind'), value: (row) => t(`stopKind.${row.stopKind}`), size: 130 },
      { id: 'change', header: t('compare.change'), value: (row) => t(`change.${row.kind}`), size: 220 },
      place('before'),
      place('after'),
      {
        id: 'later',
        header: t('compare.minutes'),
        value: minutesLater,
        cell: (row) => {
          const minutes = minutesLater(row);
          if (minutes === null) return '–';
          const sign = minutes > 0 ? '+' : minutes < 0 ? '−' : '';
          return `${sign}${format.duration(Math.abs(minutes) * 60)}`;
        },
        align: 'end',
        size: 120,
      },
    ];
  }, [t, format, timeZone]);
}

interface PlanChangesTableProps {
  changes: readonly StopChange[];
  timeZone: string;
  /** What the changes lead from and to, for screen readers. */
  label: string;
}

/** What changed from one plan to another, stop by stop. */
export function PlanChangesTable({ changes, timeZone, label }: PlanChangesTableProps) {
  const { t } = useTranslation('routes');
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<StopChange['kind'] | typeof ALL>(ALL);
  const [view, setView] = useState<TableView>(EMPTY_VIEW);
  const columns = useColumns(timeZone);
  const kinds = useMemo(() => [...new Set(changes.map((change) => change.kind))], [changes]);
  const rows = useMemo(() => {
    const words = search.trim().toLowerCase();
    return changes.filter(
      (change) =>
        (kind === ALL || change.kind === kind) &&
        `${change.reference} ${change.name}`.toLowerCase().includes(words),
    );
  }, [changes, kind, search]);
  return (
    <>
      <Tools>
        <SearchInput value={search} onChange={setSearch} placeholder={t('compare.search')} primary={false} />
        <Select
          size="small"
          value={kind}
          onChange={(event) => setKind(event.target.value as StopChange['kind'] | typeof ALL)}
          inputProps={{ 'aria-label': t('compare.change') }}
        >
          <MenuItem value={ALL}>{t('compare.allChanges', { count: changes.length })}</MenuItem>
          {kinds.map((one) => (
            <MenuItem key={one} value={one}>
              {t(`change.${one}`)} ({changes.filter((change) => change.kind === one).length})
            </MenuItem>
          ))}
        </Select>
      </Tools>
      <Frame>
        <DataTable
          label={label}
          columns={columns}
          rowId={(row) => `${row.stopKind} ${row.reference}`}
          source={useRows(rows)}
          view={view}
          onViewChange={setView}
          empty={<EmptyState title={t(changes.length === 0 ? 'compare.unchanged' : 'compare.noneFound')} />}
        />
      </Frame>
    </>
  );
}
