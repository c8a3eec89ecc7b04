import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductDetail } from '../../../../core/contract/stock.ts';
import { Timeline, type TimelineEntry } from '../../../components/display/timeline.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { type Format, useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';

type Inbound = ProductDetail['inbound'][number];

const SHOWN_AT_FIRST = 6;
type Translate = ReturnType<typeof useTranslation<'stock'>>['t'];

function entry(row: Inbound, index: number, t: Translate, format: Format): TimelineEntry {
  const overdue = row.status === 'expected' && row.expectedAt < Date.now();
  const kind = t(`inbound.kind.${row.kind}`);
  return {
    id: `${row.reference}-${index}`,
    title: t('inbound.line', {
      count: row.quantity,
      formatted: format.integer(row.quantity),
      facility: row.facility.name,
    }),
    detail: [
      kind,
      row.reference,
      row.origin && t('inbound.from', { origin: row.origin }),
      overdue && t('inbound.overdue'),
    ]
      .filter(Boolean)
      .join(' · '),
    when: row.status === 'expected' ? format.date(row.expectedAt) : t(`inbound.status.${row.status}`),
    whenTitle: format.instant(row.expectedAt),
    severity: overdue ? 'warning' : row.status === 'received' ? 'ok' : undefined,
    expected: row.status === 'expected',
  };
}

/** What is on its way, soonest first. */
export function ProductInbound({ inbound }: { inbound: readonly Inbound[] }) {
  const { t } = useTranslation('stock');
  const format = useFormat();
  const [all, setAll] = useState(false);
  const expected = inbound.filter((row) => row.status === 'expected');
  const rows = all ? inbound : expected.slice(0, SHOWN_AT_FIRST);
  return (
    <Section title={t('product.inbound')}>
      {rows.length === 0 && <p style={{ color: tokens.textMuted }}>{t('product.noInbound')}</p>}
      <Timeline
        label={t('product.inbound')}
        entries={rows.map((row, index) => entry(row, index, t, format))}
      />
      {!all && inbound.length > rows.length && (
        <Button variant="text" size="small" onClick={() => setAll(true)}>
          {t('product.showAllInbound', { formatted: format.integer(inbound.length) })}
        </Button>
      )}
    </Section>
  );
}
