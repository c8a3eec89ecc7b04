import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PromiseHold } from '../../../core/contract/promise.ts';
import { MoneyText } from '../../components/display/money-text.tsx';
import { Section } from '../../components/layout/screen.tsx';
import { useFormat } from '../../lib/format.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { Until } from '../feeds/age.tsx';
import { dayWords } from './promise-words.ts';
import { useHolds } from './use-holds.ts';

const MOST_SHOWN = 200;

const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontVariantNumeric: 'tabular-nums',
  '& th': {
    padding: '0 12px 4px 0',
    textAlign: 'left',
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 450,
  },
  '& td': { padding: '4px 12px 4px 0', borderTop: `1px solid ${tokens.line}`, verticalAlign: 'middle' },
  '& .end': { textAlign: 'right', paddingRight: 0 },
});

function goodsOf({ lines }: PromiseHold, integer: (value: number) => string): string {
  return lines.map(({ sku, quantity }) => `${integer(quantity)}\u00a0× ${sku}`).join(', ');
}

/** Promises that are kept for somebody now, and the way to give them back. */
export function HoldsTable() {
  const { t } = useTranslation('promise');
  const format = useFormat();
  const holds = useHolds();
  const { data } = useQuery({
    ...orpc.promise.holds.queryOptions({ input: { statuses: ['active'], limit: MOST_SHOWN } }),
    placeholderData: keepPreviousData,
  });
  const rows = data?.rows ?? [];
  const count = data?.total ?? 0;
  return (
    <Section level={2} title={t('holds.title', { count, formatted: format.integer(count) })}>
      {rows.length === 0 ? (
        <p style={{ color: tokens.textMuted }}>{t('holds.none')}</p>
      ) : (
        <Table aria-label={t('holds.label')}>
          <thead>
            <tr>
              {(['reference', 'goods', 'destination', 'promise', 'cost', 'actor', 'expires'] as const).map(
                (column) => (
                  <th key={column} scope="col">
                    {t(`holds.${column}`)}
                  </th>
                ),
              )}
              <th scope="col">
                <span className="visually-hidden">{t('hold.release')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((hold) => (
              <tr key={hold.reference}>
                <td>{hold.reference}</td>
                <td>{goodsOf(hold, format.integer)}</td>
                <td>{hold.destination}</td>
                <td>{dayWords(hold.option.arriveByDay, format)}</td>
                <td>
                  <MoneyText value={hold.option.cost} />
                </td>
                <td>{hold.actor}</td>
                <td>
                  <Until at={hold.expiresAt} due={t('holds.due')} />
                </td>
                <td className="end">
                  <Button
                    size="small"
                    disabled={holds.busy}
                    aria-label={t('holds.releaseOf', { reference: hold.reference })}
                    onClick={() => void holds.release(hold.reference)}
                  >
                    {t('hold.release')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
