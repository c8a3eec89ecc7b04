import { useTranslation } from 'react-i18next';
import type { JournalEntry } from '../../../../core/contract/orders.ts';
import { Timeline } from '../../../components/display/timeline.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { journalSentences } from './journal-words.ts';

/** Who did what to the order, newest first, with what it was before. */
export function OrderJournal({ journal }: { journal: readonly JournalEntry[] }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  return (
    <Section title={t('journal.title')}>
      {journal.length === 0 && <p style={{ color: tokens.textMuted }}>{t('journal.none')}</p>}
      <Timeline
        label={t('journal.title')}
        entries={journal.map((entry) => ({
          id: entry.id,
          title: t('journal.entry', {
            what: t(`procedure.${entry.procedure}`, { defaultValue: entry.procedure }),
            actor: entry.actor,
          }),
          detail: journalSentences(entry, { t, format }).map((sentence) => (
            <div key={sentence}>{sentence}</div>
          )),
          when: format.dateTime(entry.at),
          whenTitle: format.instant(entry.at),
        }))}
      />
    </Section>
  );
}
