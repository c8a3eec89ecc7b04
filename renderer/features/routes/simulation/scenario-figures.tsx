import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { RoutePlanView } from '../../../../core/contract/routes.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { differenceText, type FigureKey, figureText, figureVerdict } from '../compare/plan-figure-rows.ts';

const SHOWN: readonly FigureKey[] = ['costMinor', 'vehicles', 'leftOut', 'onTime'];

const Grid = styled('dl')({
  display: 'grid',
  gridTemplateColumns: '1fr 1fr',
  gap: '8px 12px',
  margin: 0,
  '& dt': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
  '& dd': { margin: 0, fontWeight: 600, fontVariantNumeric: 'tabular-nums' },
  '& small': {
    display: 'block',
    fontWeight: 400,
    fontSize: 'calc(var(--v-font) - 1px)',
    color: tokens.textMuted,
    minHeight: '1.4em',
  },
  '& small[data-verdict="better"]': { color: tokens.ok },
  '& small[data-verdict="worse"]': { color: tokens.warning },
});

type Plan = Pick<RoutePlanView, 'figures' | 'currency'>;

/** What a scenario comes to, and how that differs from the first one. */
export function ScenarioFigures({ plan, first }: { plan: Plan; first: Plan | null }) {
  const { t } = useTranslation(['simulation', 'routes', 'workbench']);
  const format = useFormat();
  const { figures, currency } = plan;
  const perStop = figures.served > 0 ? figures.costMinor / figures.served : null;
  const difference = (key: FigureKey) =>
    first && (
      <small data-verdict={figureVerdict(key, figures, first.figures) ?? undefined}>
        {differenceText(key, plan, first.figures, { t, format })}
      </small>
    );
  return (
    <Grid>
      {SHOWN.map((key) => (
        <div key={key}>
          <dt>{t(`routes:figure.${key}`)}</dt>
          <dd>
            {figureText(key, figures[key], currency, format)}
            {difference(key)}
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('figure.perStop')}</dt>
        <dd>{perStop === null ? '–' : format.moneyMinor(Math.round(perStop), currency)}</dd>
      </div>
      <div>
        <dt>{t('routes:figure.overtimeSeconds')}</dt>
        <dd>{format.duration(figures.overtimeSeconds)}</dd>
      </div>
    </Grid>
  );
}
