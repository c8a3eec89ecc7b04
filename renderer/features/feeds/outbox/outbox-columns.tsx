import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxRow } from '../../../../core/contract/feed-records.ts';
import type { DataColumn } from '../../../components/table/table-types.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Until } from '../age.tsx';
import { useFeedWords } from '../feed-words.ts';
import { OutboxStatus } from './outbox-status.tsx';

/** What a message is about, without the kind of thing before it: `shipment:SH-1` is SH-1. */
export function subjectName(subject: string): string {
  return subject.slice(subject.indexOf(':') + 1);
}

/** A message in a line: what it says to whom, where it is, and what went wrong. */
export function useOutboxColumns(): DataColumn<OutboxRow>[] {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  return useMemo(
    () => [
      {
        id: 'kind',
        header: t('outbox.column.kind'),
        value: (row) => words.message(row.kind),
        cell: (row) => <strong style={{ fontWeight: 520 }}>{words.message(row.kind)}</strong>,
        size: 190,
        pin: 'start',
        required: true,
      },
      {
        id: 'subject',
        header: t('outbox.column.subject'),
        value: (row) => subjectName(row.subject),
        size: 150,
      },
      {
        id: 'state',
        header: t('outbox.column.state'),
        value: (row) => t(`outboxState.${row.state}`),
        cell: (row) => <OutboxStatus row={row} quiet />,
        size: 124,
      },
      { id: 'feed', header: t('outbox.column.feed'), value: (row) => row.feedName, size: 150 },
      {
        id: 'attempts',
        header: t('outbox.column.attempts'),
        align: 'end',
        value: (row) => row.attempts,
        cell: (row) => format.integer(row.attempts),
        size: 84,
      },
      {
        id: 'next',
        header: t('outbox.column.next'),
        align: 'end',
        value: (row) => format.instant(row.nextAttemptAt),
        cell: (row) =>
          row.state === 'waiting' && row.nextAttemptAt !== null ? (
            <Until at={row.nextAttemptAt} due={t('list.soon')} />
          ) : (
            '–'
          ),
        size: 110,
      },
      {
        id: 'problem',
        header: t('outbox.column.problem'),
        value: (row) => row.fault && words.fault(row.fault).title,
        cell: (row) => {
          if (!row.fault || row.state === 'delivered')
            return <span style={{ color: tokens.textQuiet }}>–</span>;
          const { title, action } = words.fault(row.fault);
          return (
            <>
              {title}
              {action && <span style={{ color: tokens.textMuted }}> {action}</span>}
            </>
          );
        },
        size: 320,
        grow: true,
      },
      { id: 'actor', header: t('outbox.column.actor'), value: (row) => row.actor, size: 110 },
      {
        id: 'createdAt',
        header: t('outbox.column.createdAt'),
        align: 'end',
        value: (row) => format.dateTime(row.createdAt),
        cell: (row) => <span title={format.instant(row.createdAt)}>{format.dateTime(row.createdAt)}</span>,
        size: 124,
      },
    ],
    [t, format, words],
  );
}
