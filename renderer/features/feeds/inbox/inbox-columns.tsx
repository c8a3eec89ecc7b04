import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxRow } from '../../../../core/contract/feed-records.ts';
import type { DataColumn } from '../../../components/table/table-types.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useFeedWords } from '../feed-words.ts';
import { InboxStatus } from './inbox-status.tsx';

const worst = (row: InboxRow) =>
  row.problems.find(({ severity }) => severity === 'error') ?? row.problems[0] ?? null;

/** A raw record in a line: whose, what, what is wrong and where. */
export function useInboxColumns(): DataColumn<InboxRow>[] {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  return useMemo(
    () => [
      {
        id: 'key',
        header: t('inbox.column.key'),
        value: (row) => row.key,
        cell: (row) => <strong style={{ fontWeight: 520 }}>{row.key}</strong>,
        size: 220,
        pin: 'start',
        required: true,
      },
      {
        id: 'state',
        header: t('inbox.column.state'),
        value: (row) => t(`inboxState.${row.state}`),
        cell: (row) => <InboxStatus state={row.state} quiet />,
        size: 116,
      },
      {
        id: 'reason',
        header: t('inbox.column.reason'),
        value: (row) => row.problems.map((problem) => words.problem(problem)).join(' '),
        cell: (row) => {
          const problem = worst(row);
          if (!problem) return <span style={{ color: tokens.textQuiet }}>–</span>;
          const more = row.problems.length - 1;
          return (
            <>
              {words.problem(problem)}
              {more > 0 && (
                <span style={{ color: tokens.textMuted }}>
                  {' '}
                  {t('inbox.more', { formatted: format.integer(more) })}
                </span>
              )}
            </>
          );
        },
        size: 320,
        grow: true,
      },
      {
        id: 'place',
        header: t('inbox.column.place'),
        value: (row) => {
          const place = worst(row)?.place;
          return place ? words.place(place) : null;
        },
        size: 170,
      },
      { id: 'feed', header: t('inbox.column.feed'), value: (row) => row.feedName, size: 150 },
      { id: 'kind', header: t('inbox.column.kind'), value: (row) => words.rawKind(row.kind), size: 150 },
      {
        id: 'receivedAt',
        header: t('inbox.column.receivedAt'),
        align: 'end',
        value: (row) => format.dateTime(row.receivedAt),
        cell: (row) => <span title={format.instant(row.receivedAt)}>{format.dateTime(row.receivedAt)}</span>,
        size: 124,
      },
      {
        id: 'attempts',
        header: t('inbox.column.attempts'),
        align: 'end',
        value: (row) => row.attempts,
        cell: (row) => format.integer(row.attempts),
        size: 84,
        hidden: true,
      },
    ],
    [t, format, words],
  );
}
