import Button from '@mui/material/Button';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CalendarCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ProductDetail } from '../../../../core/contract/stock.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { FactList } from '../../../components/display/fact-list.tsx';
import { MoneyText } from '../../../components/display/money-text.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { SidePane } from '../../../components/layout/side-pane.tsx';
import { useCommand } from '../../../lib/commands.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { ProductHistory } from './product-history.tsx';
import { ProductInbound } from './product-inbound.tsx';
import { ProductPositions } from './product-positions.tsx';
import { ProductTotals } from './product-totals.tsx';
import { ProductWaiting } from './product-waiting.tsx';

interface ProductPaneProps {
  sku: string;
  onClose: () => void;
}

function Facts({ product }: { product: ProductDetail }) {
  const { t } = useTranslation('stock');
  const format = useFormat();
  return (
    <FactList
      facts={[
        { label: t('column.category'), value: product.category },
        { label: t('product.price'), value: <MoneyText value={product.price} /> },
        {
          label: t('product.cost'),
          value: product.cost.amountMinor > 0 ? <MoneyText value={product.cost} /> : null,
        },
        {
          label: t('product.weight'),
          value: product.weightGrams > 0 ? format.weight(product.weightGrams) : null,
        },
        {
          label: t('product.volume'),
          value:
            product.volumeMillilitres > 0
              ? t('product.litres', { value: format.decimal(product.volumeMillilitres / 1000, 2) })
              : null,
        },
      ]}
    />
  );
}

function ProductContent({ product }: { product: ProductDetail }) {
  const { t } = useTranslation('stock');
  return (
    <>
      <ProductTotals totals={product.totals} />
      <ProductPositions key={product.sku} sku={product.sku} positions={product.positions} />
      <ProductInbound inbound={product.inbound} />
      <ProductWaiting product={product} />
      <Section title={t('product.facts')}>
        <Facts product={product} />
      </Section>
      <ProductHistory history={product.history} />
    </>
  );
}

/** Everything about one product: totals, each facility, what is coming, who waits, what was done. */
export function ProductPane({ sku, onClose }: ProductPaneProps) {
  const { t } = useTranslation(['stock', 'promise']);
  const navigate = useNavigate();
  const promise = () => void navigate(links.promise({ lines: [{ sku, quantity: 1 }] }));
  useCommand({
    id: 'stock.promise',
    title: t('promise:order.button'),
    group: t('title'),
    shortcut: 'p',
    icon: CalendarCheck,
    run: promise,
  });
  const { data, error, refetch } = useQuery({
    ...orpc.stock.product.queryOptions({ input: { sku } }),
    placeholderData: keepPreviousData,
  });
  const product = data?.sku === sku ? data : undefined;
  return (
    <SidePane
      name="product"
      title={product?.name ?? sku}
      subtitle={product ? sku : ' '}
      width={460}
      onClose={onClose}
      footer={
        product && (
          <>
            <Button onClick={() => void navigate(links.orders({ sku }))}>{t('product.allOrders')}</Button>
            <Button aria-keyshortcuts="p" startIcon={<CalendarCheck size={14} />} onClick={promise}>
              {t('promise:order.button')}
            </Button>
          </>
        )
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : product ? (
        <ProductContent product={product} />
      ) : (
        <PaneSkeleton />
      )}
    </SidePane>
  );
}
