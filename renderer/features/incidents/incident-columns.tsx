import { ChevronDown, ChevronRight, CornerDownRight, Eye, Layers } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../../core/contract/incidents.ts';
import { StatusChip } from '../../components/display/status-chip.tsx';
import type { DataColumn } from '../../components/table/table-types.ts';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';
import { toneOf, useIncidentWords } from './incident-words.ts';
import { TimeLeft } from './time-left.tsx';

const quiet = { color: tokens.textQuiet };

interface CauseTools {
  /** Shared causes whose inside is shown below them. */
  opened: readonly number[];
  onToggle: (id: number) => void;
  onInside: (row: IncidentRow) => void;
}

/** An incident in a line: how grave, what, who is hit, where, how long there is. */
export function useIncidentColumns({ opened, onToggle, onInside }: CauseTools): DataColumn<IncidentRow>[] {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const words = useIncidentWords();
  return useMemo(() => {
    const counted = (key: 'orders' | 'customers' | 'inside', count: number) =>
      t(key, { count, formatted: format.integer(count) });
    return [
      {
        id: 'severity',
        header: t('column.severity'),
        value: (row) => words.severity(row.severity),
        cell: (row) => <StatusChip quiet tone={toneOf(row.severity)} label={words.severity(row.severity)} />,
        size: 100,
      },
      {
        id: 'key',
        header: t('column.key'),
        value: (row) => words.about(row),
        cell: (row) => (
          <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6, maxWidth: '100%' }}>
            {row.children > 0 && (
              <Unfold
                name={words.about(row)}
                open={opened.includes(row.id)}
                onToggle={() => onToggle(row.id)}
              />
            )}
            {row.parentId !== null && opened.includes(row.parentId) && (
              <CornerDownRight size={12} color={tokens.textQuiet} aria-label={t('isInside')} />
            )}
            <strong style={{ fontWeight: 560 }}>{words.about(row)}</strong>
            {row.watched && <Eye size={12} color={tokens.textQuiet} aria-label={t('filter.watched')} />}
            {row.children > 0 && (
              <button
                type="button"
                tabIndex={-1}
                title={t('openInside', { formatted: format.integer(row.children) })}
                onClick={(event) => {
                  event.stopPropagation();
                  onInside(row);
                }}
                style={{
                  display: 'inline-flex',
                  alignItems: 'center',
                  gap: 4,
                  border: 0,
                  borderRadius: 5,
                  padding: '1px 6px',
                  font: 'inherit',
                  cursor: 'pointer',
                  color: tokens.accent,
                  backgroundColor: tokens.accentSoft,
                }}
              >
                <Layers size={12} aria-hidden />
                {counted('inside', row.children)}
              </button>
            )}
          </span>
        ),
        size: 236,
        pin: 'start',
        required: true,
      },
      {
        id: 'kind',
        header: t('column.kind'),
        value: (row) => words.kind(row.kind),
        size: 130,
      },
      {
        id: 'due',
        header: t('column.due'),
        align: 'end',
        value: (row) => format.instant(row.dueAt),
        cell: (row) => <TimeLeft row={row} />,
        size: 142,
      },
      {
        id: 'who',
        header: t('column.who'),
        value: (row) => row.customer ?? (row.orders > 0 ? counted('orders', row.orders) : null),
        cell: (row) =>
          row.customer ? (
            <>
              {row.customer} {row.order && <span style={quiet}>{row.order}</span>}
            </>
          ) : row.orders > 0 ? (
            [
              counted('orders', row.orders),
              ...(row.customers > 1 ? [counted('customers', row.customers)] : []),
            ].join(' · ')
          ) : null,
        size: 250,
        grow: true,
      },
      { id: 'place', header: t('column.place'), value: (row) => (row.cause ? null : row.place), size: 130 },
      { id: 'carrier', header: t('column.carrier'), value: (row) => row.carrier, size: 150 },
      {
        id: 'money',
        header: t('column.money'),
        align: 'end',
        value: (row) => row.moneyMinor / 100,
        cell: (row) => format.moneyMinor(row.moneyMinor, row.currency),
        size: 120,
      },
      {
        id: 'owner',
        header: t('column.owner'),
        value: (row) => row.owner ?? row.team,
        cell: (row) => row.owner ?? <span style={quiet}>{row.team ?? t('nobody')}</span>,
        size: 110,
      },
      {
        id: 'detected',
        header: t('column.detected'),
        align: 'end',
        value: (row) => format.instant(row.detectedAt),
        cell: (row) => <span title={format.instant(row.detectedAt)}>{format.relative(row.detectedAt)}</span>,
        size: 120,
        hidden: true,
      },
    ];
  }, [t, format, words, opened, onToggle, onInside]);
}

/** Shows or hides what is inside a shared cause, below it. */
function Unfold({ name, open, onToggle }: { name: string; open: boolean; onToggle: () => void }) {
  const { t } = useTranslation('table');
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-expanded={open}
      aria-label={t(open ? 'group.collapse' : 'group.expand', { name })}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      style={{
        display: 'inline-flex',
        border: 0,
        padding: 1,
        background: 'none',
        color: tokens.textMuted,
        cursor: 'pointer',
      }}
    >
      <Icon size={14} aria-hidden />
    </button>
  );
}
