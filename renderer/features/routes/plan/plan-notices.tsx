import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { LeftOutCode, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';
import { suppositionsOf } from './suppositions.ts';

const MOST_REASONS = 3;

const Line = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  flexShrink: 0,
  minHeight: 34,
  padding: '3px 12px',
  borderBottom: `1px solid ${tokens.line}`,
  '&[data-tone="warning"]': { backgroundColor: tokens.warningSoft },
  '&[data-tone="info"]': { backgroundColor: tokens.infoSoft },
  '& > span': { flex: 1, minWidth: 0 },
});

/** Why stops are left out, the most frequent reason first. */
function leftOutReasons(plan: Pick<RoutePlanDetail, 'stops'>): [LeftOutCode, number][] {
  const counts = new Map<LeftOutCode, number>();
  for (const { leftOut, route } of plan.stops)
    if (route === null) counts.set(leftOut ?? 'byHand', (counts.get(leftOut ?? 'byHand') ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** What is to know before one trusts a plan: stops left out with the reasons, and how distances came about. */
export function PlanNotices({ plan }: { plan: RoutePlanDetail }) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const navigate = useNavigate();
  const reasons = leftOutReasons(plan);
  const count = plan.figures.leftOut;
  const supposed = plan.status === 'draft' ? Object.entries(suppositionsOf(plan)) : [];
  return (
    <>
      {count > 0 && (
        <Line data-tone="warning">
          <SeverityIcon severity="warning" size={15} />
          <span>
            {t('plan.leftOut', { count, formatted: format.integer(count) })}{' '}
            {reasons
              .slice(0, MOST_REASONS)
              .map(([code, stops]) => `${format.integer(stops)} × ${t(`leftOut.${code}`)}`)
              .join(' · ')}
          </span>
          <Button
            size="small"
            onClick={() => void navigate(`${links.routePlan(plan.id, 'stops')}?only=leftOut`)}
          >
            {t('plan.showLeftOut')}
          </Button>
        </Line>
      )}
      {supposed.map(
        ([what, stops]) =>
          stops > 0 && (
            <Line key={what} data-tone="info">
              <SeverityIcon severity="info" size={15} />
              <span>{t(`supposed.${what}`, { count: stops, formatted: format.integer(stops) })}</span>
            </Line>
          ),
      )}
      {plan.notes.map(({ code, values }) => (
        <Line key={code} data-tone="info">
          <SeverityIcon severity="info" size={15} />
          <span>{t(`note.${code}`, values)}</span>
        </Line>
      ))}
    </>
  );
}
