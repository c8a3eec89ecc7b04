import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { RoutePlanView } from '../../../../core/contract/routes.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { useFormat } from '../../../lib/format.ts';
import { type Severity, tokens } from '../../../lib/tokens.ts';
import { type FigureKey, figureText } from '../compare/plan-figure-rows.ts';

const Strip = styled('dl')({
  display: 'flex',
  flexShrink: 0,
  margin: 0,
  overflowX: 'auto',
  borderBottom: `1px solid ${tokens.line}`,
  '& > div': { flex: '1 1 0', minWidth: 'max-content', padding: '7px 14px 8px' },
  '& > div + div': { borderLeft: `1px solid ${tokens.line}` },
  '& dt': {
    display: 'flex',
    alignItems: 'center',
    gap: 5,
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    whiteSpace: 'nowrap',
  },
  '& dd': {
    margin: 0,
    fontSize: 16,
    fontWeight: 600,
    lineHeight: '22px',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
});

const SHOWN: readonly FigureKey[] = [
  'costMinor',
  'distanceMetres',
  'durationSeconds',
  'overtimeSeconds',
  'vehicles',
  'served',
  'leftOut',
  'onTime',
  'load',
  'stopsPerHour',
  'co2Grams',
];

function severityOf(key: FigureKey, { figures }: Pick<RoutePlanView, 'figures'>): Severity | null {
  if (key === 'leftOut' && figures.leftOut > 0) return 'warning';
  if (key === 'overtimeSeconds' && figures.overtimeSeconds > 0) return 'warning';
  if (key === 'onTime' && figures.onTime !== null && figures.onTime < 1) return 'warning';
  return null;
}

/** What a plan comes to, in one line. */
export function PlanFiguresStrip({ plan }: { plan: Pick<RoutePlanView, 'figures' | 'currency'> }) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  return (
    <Strip tabIndex={0} aria-label={t('plan.figures')}>
      {SHOWN.map((key) => {
        const severity = severityOf(key, plan);
        return (
          <div key={key}>
            <dt>
              {severity && <SeverityIcon severity={severity} size={13} />}
              {t(`figure.${key}`)}
            </dt>
            <dd>{figureText(key, plan.figures[key], plan.currency, format)}</dd>
          </div>
        );
      })}
    </Strip>
  );
}
