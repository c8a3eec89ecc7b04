import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FeedView } from '../../../../core/contract/feeds.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Age } from '../age.tsx';

const Grid = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'repeat(3, 1fr)',
  margin: '0 0 18px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  overflow: 'hidden',
  '& > div': { padding: '8px 12px', borderRight: `1px solid ${tokens.line}`, minWidth: 0 },
  '& > div:nth-of-type(3n)': { borderRight: 0 },
  '& > div:nth-of-type(n+4)': { borderTop: `1px solid ${tokens.line}` },
  '& dt': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
  '& dd': { fontSize: 16, fontWeight: 600, letterSpacing: '-0.01em', fontVariantNumeric: 'tabular-nums' },
  '& dd small': { fontSize: 'var(--v-font)', fontWeight: 450, color: tokens.textMuted, letterSpacing: 0 },
  '& dd a': { color: tokens.accent, textDecoration: 'none' },
  '& dd a:hover': { textDecoration: 'underline' },
});

interface Figure {
  key: string;
  value: ReactNode;
}

function counted(count: number, to: string, text: string): ReactNode {
  return count > 0 ? <Link to={to}>{text}</Link> : text;
}

/** How fresh, how far behind, how fast, and what waits on either side. */
export function FeedFigures({ feed }: { feed: FeedView }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const { backlog } = feed;
  const setAside = backlog.quarantined + backlog.waiting;
  const figures: Figure[] = [
    { key: 'freshness', value: <Age at={feed.lastSuccessAt} /> },
    {
      key: 'lag',
      value: format.duration(feed.lagMs === null ? null : Math.max(0, feed.lagMs) / 1000),
    },
    {
      key: 'throughput',
      value: (
        <>
          {format.decimal(feed.throughputPerMinute)} <small>{t('figure.perMinute')}</small>
        </>
      ),
    },
    { key: 'in', value: format.integer(backlog.in) },
    {
      key: 'out',
      value: counted(
        backlog.out + backlog.parked,
        links.outbox({ feedId: feed.id }),
        format.integer(backlog.out + backlog.parked),
      ),
    },
    {
      key: 'quarantined',
      value: counted(setAside, links.inbox({ feedId: feed.id }), format.integer(setAside)),
    },
  ];
  return (
    <Grid>
      {figures.map(({ key, value }) => (
        <div key={key} title={t(`columnHint.${key}`)}>
          <dt>{t(`column.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </Grid>
  );
}

/** Calls made in the last hour against the budget. */
export function CallBudget({ calls }: { calls: FeedView['calls'] }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const { lastHour, budgetPerHour } = calls;
  if (budgetPerHour === null)
    return t('calls.noBudget', { count: lastHour, formatted: format.integer(lastHour) });
  const share = Math.min(1, lastHour / budgetPerHour);
  return (
    <>
      {t('calls.budget', { used: format.integer(lastHour), budget: format.integer(budgetPerHour) })}
      <LinearProgress
        variant="determinate"
        value={share * 100}
        color={share >= 0.9 ? 'warning' : 'primary'}
        sx={{ marginTop: 1 }}
        aria-label={t('calls.share', { share: format.percent(share, 0) })}
      />
    </>
  );
}
