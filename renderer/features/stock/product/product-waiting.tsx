import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ProductDetail } from '../../../../core/contract/stock.ts';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';

const SHOWN = 8;

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& a': {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr) max-content max-content',
    columnGap: 10,
    alignItems: 'baseline',
    margin: '0 -8px',
    padding: '4px 8px',
    borderRadius: 5,
    color: tokens.text,
    textDecoration: 'none',
    fontVariantNumeric: 'tabular-nums',
  },
  '& a:hover': { backgroundColor: tokens.hover },
  '& .who': { color: tokens.textMuted, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .late': { color: tokens.critical },
  '& .when': { color: tokens.textMuted },
});

/** Open orders that still want units of it, most urgent first. */
export function ProductWaiting({ product }: { product: ProductDetail }) {
  const { t } = useTranslation('stock');
  const format = useFormat();
  const { waiting, waitingCount, sku } = product;
  const now = Date.now();
  return (
    <Section title={t('product.waiting', { count: waitingCount, formatted: format.integer(waitingCount) })}>
      {waiting.length === 0 && <p style={{ color: tokens.textMuted }}>{t('product.nobodyWaits')}</p>}
      <List>
        {waiting.slice(0, SHOWN).map((order) => {
          const late = order.promisedAt !== null && order.promisedAt < now;
          return (
            <li key={order.orderId}>
              <Link to={links.order(order.number)}>
                <span>{order.number}</span>
                <span className="who">{order.customer ?? t('product.unknownCustomer')}</span>
                <span>
                  {t('units', { count: order.quantity, formatted: format.integer(order.quantity) })}
                </span>
                <span className={late ? 'late' : 'when'} title={format.instant(order.promisedAt)}>
                  {order.promisedAt === null
                    ? t('product.noPromise')
                    : t(late ? 'product.lateSince' : 'product.promised', {
                        date: format.dateShort(order.promisedAt),
                      })}
                </span>
              </Link>
            </li>
          );
        })}
      </List>
      {waitingCount > SHOWN && (
        <p style={{ marginTop: 4 }}>
          <Link to={links.orders({ sku, toSource: true })} style={{ color: tokens.accent }}>
            {t('product.allWaiting', { formatted: format.integer(waitingCount) })}
          </Link>
        </p>
      )}
    </Section>
  );
}
