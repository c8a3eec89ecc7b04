import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StoreTaskView } from '../../../../core/contract/store-tasks.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';

const Part = styled('section')({
  padding: '14px 18px',
  fontSize: 16,
  borderRadius: 10,
  border: `1px solid ${tokens.line}`,
  backgroundColor: tokens.subtle,
  '& h3': { fontSize: 16, fontWeight: 600, margin: '0 0 6px' },
  '& ul': { margin: 0, paddingLeft: 20 },
  '& li': { padding: '2px 0' },
  '& p': { margin: 0 },
  '& a': { color: tokens.accent },
});

/** Who sends instead what a store has declined. */
export function SourcedInstead({ task, busy }: { task: StoreTaskView; busy: boolean }) {
  const { t } = useTranslation('floor-dock');
  const { order: number, endedAt } = task;
  const { data } = useQuery(orpc.orders.detail.queryOptions({ input: { number } }));
  const now = data?.allocations.filter(
    ({ status, createdAt }) => status !== 'cancelled' && createdAt >= (endedAt ?? 0),
  );
  return (
    <Part aria-live="polite">
      <h3>{t('counter.instead.title')}</h3>
      {busy ? (
        <>
          <p>{t('counter.instead.busy')}</p>
          <LinearProgress aria-label={t('counter.instead.busy')} sx={{ marginTop: '8px' }} />
        </>
      ) : now === undefined ? (
        <p>&nbsp;</p>
      ) : now.length === 0 ? (
        <p>{t('counter.instead.nobody')}</p>
      ) : (
        <ul>
          {now.map(({ id, quantity, sku, facility }) => (
            <li key={id}>{t('counter.instead.from', { quantity, sku, facility: facility.name })}</li>
          ))}
        </ul>
      )}
      <p style={{ marginTop: 8 }}>
        <Link to={links.order(number)}>{t('counter.instead.order', { order: number })}</Link>
      </p>
    </Part>
  );
}
