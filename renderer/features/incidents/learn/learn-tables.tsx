import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type {
  CarrierScore,
  KindFigures,
  Learning,
  LearningPeriod,
  OptionFigures,
  PlaybookFigures,
} from '../../../../core/contract/incident-learning.ts';
import type { IncidentFilter } from '../../../../core/contract/incidents.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useIncidentWords } from '../incident-words.ts';
import { shareOf, timeText } from './learn-figures.tsx';
import { learnedLink } from './learn-links.ts';
import { type SortedColumn, SortedTable } from './sorted-table.tsx';

interface TableProps {
  learnt: Learning;
  period: LearningPeriod;
}

/** A count that opens the incidents it counts; 0 opens nothing. */
function Counted({
  count,
  period,
  filter,
}: {
  count: number;
  period: LearningPeriod;
  filter: IncidentFilter;
}) {
  const format = useFormat();
  if (count === 0) return <span style={{ color: tokens.textQuiet }}>0</span>;
  return (
    <Link to={learnedLink(period, filter)} style={{ color: tokens.accent }}>
      {format.integer(count)}
    </Link>
  );
}

/** How soon each kind is found and solved. */
export function KindTable({ learnt, period }: TableProps) {
  const { t } = useTranslation('incident-learning');
  const format = useFormat();
  const words = useIncidentWords();
  const counted = (kind: KindFigures['kind'], count: number, filter: IncidentFilter = {}) => (
    <Counted count={count} period={period} filter={{ kinds: [kind], ...filter }} />
  );
  const time = (key: string, of: (row: KindFigures) => number | null): SortedColumn<KindFigures> => ({
    key,
    label: t(`column.${key}`),
    value: of,
    cell: (row) => timeText(of(row), format),
  });
  const columns: SortedColumn<KindFigures>[] = [
    {
      key: 'kind',
      label: t('column.kind'),
      value: (row) => words.kind(row.kind),
      cell: (row) => words.kind(row.kind),
    },
    {
      key: 'incidents',
      label: t('column.incidents'),
      value: (row) => row.incidents,
      cell: (row) => counted(row.kind, row.incidents),
    },
    {
      key: 'open',
      label: t('column.open'),
      value: (row) => row.open,
      cell: (row) => counted(row.kind, row.open, { states: ['open', 'snoozed'] }),
    },
    {
      key: 'dismissed',
      label: t('column.dismissed'),
      value: (row) => row.dismissed,
      cell: (row) => counted(row.kind, row.dismissed, { states: ['dismissed'] }),
    },
    time('detectMedian', (row) => row.toDetect.medianMs),
    time('detectP90', (row) => row.toDetect.p90Ms),
    time('resolveMedian', (row) => row.toResolve.medianMs),
    time('resolveP90', (row) => row.toResolve.p90Ms),
    {
      key: 'cost',
      label: t('column.cost'),
      value: (row) => row.costMinor,
      cell: (row) => format.moneyMinor(row.costMinor, learnt.currency),
    },
  ];
  return (
    <SortedTable
      label={t('kinds.title')}
      columns={columns}
      rows={learnt.kinds}
      rowKey={(row) => row.kind}
      by="incidents"
    />
  );
}

/** What was chosen and how it ended: by option, or by playbook. */
export function WorkedTable({ learnt, of }: { learnt: Learning; of: 'options' | 'playbooks' }) {
  const { t } = useTranslation('incident-learning');
  const format = useFormat();
  const words = useIncidentWords();
  type Worked = OptionFigures | PlaybookFigures;
  const nameOf = (row: Worked) => ('option' in row ? words.option(row.option) : row.playbook);
  const rows: readonly Worked[] = learnt[of];
  const perCase = ({ chosen, takenBack, costMinor }: Worked) =>
    chosen === takenBack ? null : Math.round(costMinor / (chosen - takenBack));
  const columns: SortedColumn<Worked>[] = [
    { key: of, label: t(`column.${of}`), value: nameOf, cell: nameOf },
    {
      key: 'chosen',
      label: t('column.chosen'),
      value: (row) => row.chosen,
      cell: (row) => format.integer(row.chosen),
    },
    {
      key: 'takenBack',
      label: t('column.takenBack'),
      value: (row) => row.takenBack,
      cell: (row) => format.integer(row.takenBack),
    },
    {
      key: 'kept',
      label: t('column.kept'),
      value: (row) => shareOf(row.promise),
      cell: (row) => (
        <span
          title={t('promise.of', {
            yes: format.integer(row.promise.yes),
            of: format.integer(row.promise.of),
          })}
        >
          {format.percent(shareOf(row.promise))}
        </span>
      ),
    },
    {
      key: 'hours',
      label: t('column.hours'),
      value: (row) => row.medianMs,
      cell: (row) => timeText(row.medianMs, format),
    },
    {
      key: 'each',
      label: t('column.each'),
      value: perCase,
      cell: (row) => format.moneyMinor(perCase(row), learnt.currency),
    },
    {
      key: 'cost',
      label: t('column.cost'),
      value: (row) => row.costMinor,
      cell: (row) => format.moneyMinor(row.costMinor, learnt.currency),
    },
  ];
  return <SortedTable label={t(`${of}.title`)} columns={columns} rows={rows} rowKey={nameOf} by="chosen" />;
}

/** Each carrier's marks. */
export function CarrierTable({ learnt, period }: TableProps) {
  const { t } = useTranslation('incident-learning');
  const format = useFormat();
  const { currency } = learnt;
  const nameOf = (row: CarrierScore) => row.carrier || t('carriers.none');
  const number = (
    key: 'perThousand' | 'meanDaysLate' | 'shipments' | 'claims',
    write: (value: number | null) => string,
  ): SortedColumn<CarrierScore> => ({
    key,
    label: t(`column.${key}`),
    value: (row) => row[key],
    cell: (row) => write(row[key]),
  });
  const counted = (
    key: 'incidents' | 'lost' | 'damaged',
    filter: IncidentFilter,
  ): SortedColumn<CarrierScore> => ({
    key,
    label: t(`column.${key}`),
    value: (row) => row[key],
    cell: (row) =>
      row.carrier ? (
        <Counted count={row[key]} period={period} filter={{ carrier: row.carrier, ...filter }} />
      ) : (
        format.integer(row[key])
      ),
  });
  const columns: SortedColumn<CarrierScore>[] = [
    { key: 'carrier', label: t('column.carrier'), value: nameOf, cell: nameOf },
    number('shipments', format.integer),
    counted('incidents', {}),
    number('perThousand', (value) => format.decimal(value)),
    {
      key: 'late',
      label: t('column.late'),
      value: (row) => shareOf(row.late),
      cell: (row) => (
        <span title={t('late.of', { yes: format.integer(row.late.yes), of: format.integer(row.late.of) })}>
          {format.percent(shareOf(row.late))}
        </span>
      ),
    },
    number('meanDaysLate', (value) => format.decimal(value)),
    counted('lost', { kinds: ['lost'] }),
    counted('damaged', { kinds: ['damaged'] }),
    number('claims', format.integer),
    {
      key: 'paid',
      label: t('column.paid'),
      value: (row) => row.paidMinor,
      cell: (row) =>
        row.claims === 0
          ? '–'
          : t('carriers.paid', {
              paid: format.moneyMinor(row.paidMinor, currency),
              claimed: format.moneyMinor(row.claimedMinor, currency),
            }),
    },
    {
      key: 'cost',
      label: t('column.cost'),
      value: (row) => row.costMinor,
      cell: (row) => format.moneyMinor(row.costMinor, currency),
    },
  ];
  return (
    <SortedTable
      label={t('carriers.title')}
      columns={columns}
      rows={learnt.carriers}
      rowKey={(row) => row.carrier}
      by="perThousand"
    />
  );
}
