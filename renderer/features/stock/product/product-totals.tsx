import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { StockFigures } from '../../../../core/contract/stock.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';

const Grid = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'repeat(3, 1fr)',
  margin: '0 0 18px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  overflow: 'hidden',
  '& > div': { padding: '8px 12px', borderRight: `1px solid ${tokens.line}` },
  '& > div:nth-of-type(3n)': { borderRight: 0 },
  '& > div:nth-of-type(n+4)': { borderTop: `1px solid ${tokens.line}` },
  '& dt': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
  '& dd': { fontSize: 16, fontWeight: 600, letterSpacing: '-0.01em', fontVariantNumeric: 'tabular-nums' },
  '& dd.critical': { color: tokens.critical },
});

/** The product's sums over all facilities. */
export function ProductTotals({ totals }: { totals: StockFigures }) {
  const { t } = useTranslation('stock');
  const format = useFormat();
  const tiles = [
    { key: 'available', text: format.integer(totals.available), critical: totals.available === 0 },
    { key: 'onHand', text: format.integer(totals.onHand) },
    { key: 'reserved', text: format.integer(totals.reserved) },
    { key: 'safetyStock', text: format.integer(totals.safetyStock) },
    { key: 'inbound', text: format.integer(totals.inbound) },
    {
      key: 'daysOfCover',
      text:
        totals.daysOfCover === null
          ? '–'
          : t('days', {
              count: Math.round(totals.daysOfCover),
              formatted: format.integer(Math.round(totals.daysOfCover)),
            }),
    },
  ];
  return (
    <Grid>
      {tiles.map(({ key, text, critical }) => (
        <div key={key} title={t(`hint.${key}`)}>
          <dt>{t(`column.${key}`)}</dt>
          <dd className={critical ? 'critical' : undefined}>{text}</dd>
        </div>
      ))}
    </Grid>
  );
}
