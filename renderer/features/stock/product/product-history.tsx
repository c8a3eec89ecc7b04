import { useTranslation } from 'react-i18next';
import type { ProductDetail } from '../../../../core/contract/stock.ts';
import { Timeline } from '../../../components/display/timeline.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { changedFields } from '../../lists/changed-fields.ts';

const SHOWN = 30;

/** What was done to it, newest first, with what it was before. */
export function ProductHistory({ history }: { history: ProductDetail['history'] }) {
  const { t } = useTranslation('stock');
  const format = useFormat();
  const entries = history.slice(0, SHOWN).map((row, index) => ({
    id: index,
    title: t(`procedure.${row.procedure}`, { defaultValue: row.procedure }),
    detail: [
      row.facility,
      ...changedFields(row.before, row.after).map(({ field, before, after }) =>
        t('product.changed', { field: t(`field.${field}`, { defaultValue: field }), before, after }),
      ),
      t('product.by', { actor: row.actor }),
    ]
      .filter(Boolean)
      .join(' · '),
    when: format.dateTime(row.at),
    whenTitle: format.instant(row.at),
  }));
  return (
    <Section title={t('product.history')}>
      {entries.length === 0 ? (
        <p style={{ color: tokens.textMuted }}>{t('product.noHistory')}</p>
      ) : (
        <Timeline label={t('product.history')} entries={entries} />
      )}
    </Section>
  );
}
