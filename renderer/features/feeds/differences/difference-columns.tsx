import { Check } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DifferenceRow } from '../../../../core/contract/differences.ts';
import type { DataColumn } from '../../../components/table/table-types.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useFeedWords } from '../feed-words.ts';
import { DifferenceType } from './difference-words.tsx';

function Says({ row }: { row: DifferenceRow }) {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  return row.says.map((source, index) => (
    <span key={source.feedId ?? 0} style={{ color: source.wins ? tokens.text : tokens.textMuted }}>
      {index > 0 && <span style={{ color: tokens.textQuiet }}> · </span>}
      {source.wins && (
        <>
          <Check
            size={12}
            strokeWidth={2.6}
            color={tokens.ok}
            aria-hidden
            style={{ verticalAlign: '-1px', marginRight: 3 }}
          />
          <span className="visually-hidden">{t('differences.wins')} </span>
        </>
      )}
      {source.name}
      {t('colon')}
      <strong style={{ fontWeight: source.wins ? 560 : 450 }}>{words.value(source.value)}</strong>
    </span>
  ));
}

/** A difference in a line: about what, who says what, whose word counts. */
export function useDifferenceColumns(): DataColumn<DifferenceRow>[] {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  return useMemo(
    () => [
      {
        id: 'key',
        header: t('differences.column.key'),
        value: (row) => row.key,
        cell: (row) => <strong style={{ fontWeight: 520 }}>{row.key.replaceAll('|', ' · ')}</strong>,
        size: 200,
        pin: 'start',
        required: true,
      },
      { id: 'kind', header: t('differences.column.kind'), value: (row) => words.kind(row.kind), size: 110 },
      {
        id: 'type',
        header: t('differences.column.type'),
        value: (row) => t(`differenceType.${row.type}`),
        cell: (row) => <DifferenceType type={row.type} quiet />,
        size: 150,
      },
      {
        id: 'field',
        header: t('differences.column.field'),
        value: (row) => (row.field === null ? null : words.field(row.field)),
        size: 150,
      },
      {
        id: 'says',
        header: t('differences.column.says'),
        hint: t('differences.column.saysHint'),
        value: (row) => row.says.map(({ name, value }) => `${name} ${words.value(value)}`).join(' · '),
        cell: (row) => <Says row={row} />,
        size: 360,
        grow: true,
      },
      {
        id: 'since',
        header: t('differences.column.since'),
        align: 'end',
        value: (row) => format.instant(row.since),
        cell: (row) => <span title={format.instant(row.since)}>{format.relative(row.since)}</span>,
        size: 130,
      },
    ],
    [t, format, words],
  );
}
