import Button from '@mui/material/Button';
import { Ban, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OutboxRow } from '../../../../core/contract/feed-records.ts';
import { FactList } from '../../../components/display/fact-list.tsx';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { Timeline, type TimelineEntry } from '../../../components/display/timeline.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { SidePane } from '../../../components/layout/side-pane.tsx';
import { type Format, useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';
import { CodeBlock } from '../code-block.tsx';
import { type FeedWords, useFeedWords } from '../feed-words.ts';
import { subjectName } from './outbox-columns.tsx';
import { OutboxStatus } from './outbox-status.tsx';

type Translate = ReturnType<typeof useTranslation<'feeds'>>['t'];

/** What happened to a message, newest first, under what will. */
function history(row: OutboxRow, t: Translate, format: Format, words: FeedWords): TimelineEntry[] {
  const entry = (id: string, at: number, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
    id,
    title: t(`outbox.history.${id}`, { actor: row.actor }),
    when: format.dateTime(at),
    whenTitle: format.instant(at),
    ...more,
  });
  const list: TimelineEntry[] = [];
  if (row.state === 'waiting' && row.nextAttemptAt !== null)
    list.push(entry('next', row.nextAttemptAt, { expected: true }));
  if (row.deliveredAt !== null) list.push(entry('delivered', row.deliveredAt, { severity: 'ok' }));
  if (row.fault) {
    const { title, action, detail } = words.fault(row.fault);
    list.push(
      entry('failed', row.fault.at, {
        severity: row.state === 'parked' ? 'critical' : 'warning',
        title: t('outbox.history.failed', { count: row.attempts, formatted: format.integer(row.attempts) }),
        detail: [title, action, detail].filter(Boolean).join(' '),
      }),
    );
  }
  list.push(entry('written', row.createdAt));
  return list;
}

const ACKNOWLEDGED = { accepted: 'ok', acceptedWithErrors: 'warning', rejected: 'critical' } as const;

interface OutboxPaneProps {
  row: OutboxRow;
  busy: boolean;
  onRetry: () => void;
  onCancel: () => void;
  onClose: () => void;
}

/** One message: what it says, to whom, and what happened to it. */
export function OutboxPane({ row, busy, onRetry, onCancel, onClose }: OutboxPaneProps) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  const open = row.state === 'waiting' || row.state === 'parked';
  return (
    <SidePane
      name="outbox"
      title={words.message(row.kind)}
      subtitle={`${subjectName(row.subject)} · ${row.feedName}`}
      actions={<OutboxStatus row={row} />}
      width={480}
      onClose={onClose}
      footer={
        open && (
          <>
            <Button
              variant="contained"
              color="primary"
              startIcon={<RotateCw size={13} />}
              disabled={busy}
              onClick={onRetry}
            >
              {t('outbox.retry')}
            </Button>
            <Button
              variant="text"
              color="error"
              startIcon={<Ban size={13} />}
              disabled={busy}
              onClick={onCancel}
              sx={{ ml: 'auto' }}
            >
              {t('outbox.cancel')}
            </Button>
          </>
        )
      }
    >
      <Section title={t('outbox.history.title')}>
        <Timeline label={t('outbox.history.title')} entries={history(row, t, format, words)} />
      </Section>
      <Section title={t('facts.title')}>
        <FactList
          facts={[
            {
              label: t('outbox.column.feed'),
              value: (
                <Link to={links.feed(row.feedId)} style={{ color: tokens.accent }}>
                  {row.feedName}
                </Link>
              ),
            },
            { label: t('outbox.column.actor'), value: row.actor },
            {
              label: t('outbox.acknowledged'),
              value: row.acknowledged && (
                <StatusChip
                  quiet
                  tone={ACKNOWLEDGED[row.acknowledged]}
                  label={t(`acknowledged.${row.acknowledged}`)}
                />
              ),
            },
          ]}
        />
      </Section>
      <Section title={t('outbox.payload')}>
        {/* Reached by Tab, so that what is longer than the frame scrolls by keys too. */}
        <CodeBlock tabIndex={0}>{JSON.stringify(row.payload, null, 2)}</CodeBlock>
      </Section>
    </SidePane>
  );
}
