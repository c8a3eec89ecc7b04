import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { Figure, PlainTable } from '../../../components/charts/figure.tsx';
import { SeriesMark } from '../../../components/charts/series-mark.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { type ComparedPlan, type FigureKey, figureText } from './plan-figure-rows.ts';

const SHOWN: readonly FigureKey[] = [
  'costMinor',
  'distanceMetres',
  'durationSeconds',
  'vehicles',
  'co2Grams',
  'overtimeSeconds',
  'leftOut',
  'onTime',
  'load',
  'stopsPerHour',
];

const Grid = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(210px, 1fr))',
  gap: '14px 26px',
});

const Block = styled('div')({
  '& h3': {
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 520,
    color: tokens.textMuted,
    marginBottom: 4,
  },
  '& .row': {
    display: 'grid',
    gridTemplateColumns: '14px minmax(40px, 1fr) minmax(64px, max-content)',
    alignItems: 'center',
    gap: 8,
    height: 20,
    fontVariantNumeric: 'tabular-nums',
  },
  '& .bar': { display: 'block', height: 9, borderRadius: 2, backgroundColor: tokens.textQuiet, minWidth: 1 },
  '& .bar[data-strong="true"]': { backgroundColor: tokens.accent },
  '& .value': { textAlign: 'end' },
});

interface PlanBarsProps {
  plans: readonly ComparedPlan[];
  strongKey?: string | null;
}

/** The share of the block's width that a figure takes: shares of one against one, others against the greatest. */
function widthOf(key: FigureKey, plan: ComparedPlan, plans: readonly ComparedPlan[]): string {
  const values = plans.map(({ figures }) => figures[key] ?? 0);
  const most = key === 'onTime' || key === 'load' ? 1 : Math.max(...values, 0);
  return `${most === 0 ? 0 : Math.min(100, (100 * (plan.figures[key] ?? 0)) / most)}%`;
}

/** How plans differ at a glance: for each figure a bar a plan. */
export function PlanBars({ plans, strongKey = null }: PlanBarsProps) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const text = (key: FigureKey, plan: ComparedPlan) =>
    figureText(key, plan.figures[key], plan.currency, format);
  return (
    <Figure
      title={t('compare.bars')}
      chart={
        <Grid>
          {SHOWN.map((key) => (
            <Block key={key}>
              <h3>{t(`figure.${key}`)}</h3>
              {plans.map((plan, index) => (
                <div className="row" key={plan.key} title={plan.name}>
                  <SeriesMark index={index} strong={plan.key === strongKey} size={12} />
                  <span
                    className="bar"
                    data-strong={plan.key === strongKey}
                    style={{ width: widthOf(key, plan, plans) }}
                  />
                  <span className="value">{text(key, plan)}</span>
                </div>
              ))}
            </Block>
          ))}
        </Grid>
      }
      table={
        <PlainTable>
          <thead>
            <tr>
              <th scope="col">{t('compare.plan')}</th>
              {SHOWN.map((key) => (
                <th key={key} scope="col">
                  {t(`figure.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plans.map((plan) => (
              <tr key={plan.key}>
                <th scope="row">{plan.name}</th>
                {SHOWN.map((key) => (
                  <td key={key}>{text(key, plan)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </PlainTable>
      }
    />
  );
}
