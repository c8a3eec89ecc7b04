import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { OrderDetail } from '../../../../core/contract/orders.ts';
import { MoneyText } from '../../../components/display/money-text.tsx';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';

type Line = OrderDetail['lines'][number];

const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontVariantNumeric: 'tabular-nums',
  '& th': {
    padding: '0 0 4px 10px',
    textAlign: 'right',
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 450,
  },
  '& td': { padding: '6px 0 6px 10px', textAlign: 'right', verticalAlign: 'top', whiteSpace: 'nowrap' },
  '& th:first-of-type, & td:first-of-type': {
    paddingLeft: 0,
    textAlign: 'left',
    whiteSpace: 'normal',
    width: '100%',
  },
  '& tr + tr td, & tbody tr:first-of-type td': { borderTop: `1px solid ${tokens.line}` },
  '& a': { color: tokens.text, fontWeight: 520, textDecoration: 'none' },
  '& a:hover': { color: tokens.accent },
  '& .name': { display: 'block', color: tokens.textMuted },
  '& .quiet': { color: tokens.textQuiet },
  '& .short': { display: 'inline-flex', alignItems: 'center', gap: 4, color: tokens.critical },
});

function LineRow({ line, open }: { line: Line; open: boolean }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const missing = line.quantity - line.quantityAllocated - line.quantityShipped - line.quantityCancelled;
  const short = open && missing > line.available;
  return (
    <tr>
      <td>
        <Link to={links.product(line.sku)}>{line.sku}</Link>
        <span className="name">{line.name}</span>
        {line.quantityPacked > 0 && (
          <span className="name">
            {t('lines.packed', {
              packed: format.integer(line.quantityPacked),
              quantity: format.integer(line.quantity),
            })}
          </span>
        )}
      </td>
      <td>{format.integer(line.quantity)}</td>
      <td className={line.quantityAllocated === 0 ? 'quiet' : undefined}>
        {format.integer(line.quantityAllocated)}
      </td>
      <td className={line.quantityShipped === 0 ? 'quiet' : undefined}>
        {format.integer(line.quantityShipped)}
      </td>
      <td>
        {short ? (
          <span
            className="short"
            title={t('lines.short', { count: missing, formatted: format.integer(missing) })}
          >
            <SeverityIcon severity="critical" size={12} />
            {format.integer(line.available)}
          </span>
        ) : (
          format.integer(line.available)
        )}
      </td>
      <td>
        <MoneyText value={line.unitPrice} />
      </td>
    </tr>
  );
}

/** The promise screen filled in with what of the order still waits for a facility, all of it where nothing does. */
function promiseOf({ lines, shipTo, order, serviceLevel }: OrderDetail): string {
  const waiting = lines.map((line) => {
    const { quantityAllocated, quantityShipped, quantityCancelled } = line;
    return {
      sku: line.sku,
      quantity: line.quantity - quantityAllocated - quantityShipped - quantityCancelled,
    };
  });
  const open = waiting.filter(({ quantity }) => quantity > 0);
  return links.promise({
    lines: open.length > 0 ? open : lines.map(({ sku, quantity }) => ({ sku, quantity })),
    channel: order.channel,
    ...(shipTo.country ? { country: shipTo.country } : {}),
    ...(shipTo.postalCode ? { postalCode: shipTo.postalCode } : {}),
    ...(shipTo.city ? { city: shipTo.city } : {}),
    ...(serviceLevel ? { level: serviceLevel } : {}),
  });
}

/** What was ordered, how far each line is, and whether there is stock for the rest. */
export function OrderLines({ detail }: { detail: OrderDetail }) {
  const { t } = useTranslation(['orders', 'promise']);
  const format = useFormat();
  const navigate = useNavigate();
  const { lines, actions } = detail;
  return (
    <Section
      title={t('lines.title', { count: lines.length, formatted: format.integer(lines.length) })}
      actions={
        <Button variant="text" size="small" onClick={() => void navigate(promiseOf(detail))}>
          {t('promise:order.button')}
        </Button>
      }
    >
      <Table>
        <thead>
          <tr>
            <th scope="col">{t('lines.product')}</th>
            <th scope="col">{t('lines.quantity')}</th>
            <th scope="col">{t('lines.reserved')}</th>
            <th scope="col">{t('lines.shipped')}</th>
            <th scope="col" title={t('lines.availableHint')}>
              {t('lines.available')}
            </th>
            <th scope="col">{t('lines.price')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <LineRow
              key={line.id}
              line={line}
              open={actions.includes('source') || actions.includes('release')}
            />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
