import { styled } from '@mui/material/styles';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutePlanDetail, RouteRisk } from '../../../../core/contract/routes.ts';
import { SeriesMark } from '../../../components/charts/series-mark.tsx';
import { ComparisonScroller, ComparisonTable } from '../../../components/display/comparison-table.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { RiskRoutesTable, RiskStopsTable } from '../plan/risk-tables.tsx';
import type { PlannedScenario } from './comparison.tsx';
import { ScenarioChoice } from './scenario-choice.tsx';

const RUNS = 300;
/** Routes that keep their day less often are called at risk. */
const SAFE = 0.9;

const Sides = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
  gap: '0 28px',
});

/** What driving a plan many times says, in a few figures. */
function riskFigures(risk: RouteRisk | undefined) {
  if (!risk) return null;
  const { routes, stops, onTime } = risk;
  const mean = (values: readonly number[]) =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    onTime,
    kept: mean(routes.map(({ kept }) => kept)),
    atRisk: routes.filter(({ kept }) => kept < SAFE).length,
    lateStops: stops.filter((stop) => stop.onTime < SAFE).length,
    overtime: mean(routes.map(({ overtime }) => overtime)),
  };
}

type Figures = NonNullable<ReturnType<typeof riskFigures>>;
const ROWS: readonly (keyof Figures)[] = ['onTime', 'kept', 'atRisk', 'lateStops', 'overtime'];

interface SummaryProps {
  planned: readonly PlannedScenario[];
  risks: readonly (RouteRisk | undefined)[];
}

function Summary({ planned, risks }: SummaryProps) {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const text = (row: keyof Figures, risk: RouteRisk | undefined) => {
    const value = riskFigures(risk)?.[row] ?? null;
    if (value === null) return '–';
    return row === 'atRisk' || row === 'lateStops' ? format.integer(value) : format.percent(value);
  };
  return (
    <ComparisonScroller tabIndex={0}>
      <ComparisonTable aria-label={t('risk.title')}>
        <thead>
          <tr>
            <td aria-hidden />
            {planned.map(({ number, index, name }) => (
              <th key={number} scope="col">
                <span className="name">
                  <SeriesMark index={index} size={12} />
                  {name}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <tr key={row}>
              <th scope="row">{t(`risk.${row}`)}</th>
              {planned.map(({ number }, at) => (
                <td key={number}>{text(row, risks[at])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </ComparisonTable>
    </ComparisonScroller>
  );
}

function Weakest({ plan, risk }: { plan: RoutePlanDetail; risk: RouteRisk }) {
  const { t } = useTranslation('routes');
  const [stop, selectStop] = useState<number | null>(null);
  const [route, selectRoute] = useState<number | null>(null);
  const selection = { stop, route, selectStop, selectRoute };
  return (
    <Sides>
      <div>
        <Section level={2} title={t('risk.routes')}>
          <RiskRoutesTable plan={plan} risk={risk} selection={selection} />
        </Section>
      </div>
      <div>
        <Section level={2} title={t('risk.stops')}>
          <RiskStopsTable plan={plan} risk={risk} selection={selection} />
        </Section>
      </div>
    </Sides>
  );
}

/** How well each scenario holds when travel and service take longer or shorter than planned. */
export function PlanRisk({ planned }: { planned: readonly PlannedScenario[] }) {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const [chosen, setChosen] = useState<number | null>(null);
  const answers = useQueries({
    queries: planned.map(({ planId }) => orpc.routes.risk.queryOptions({ input: { planId, runs: RUNS } })),
  });
  const at = Math.max(
    0,
    planned.findIndex(({ number }) => number === chosen),
  );
  const shown = planned[at];
  const risk = answers[at]?.data;
  if (!shown) return null;
  return (
    <>
      <p style={{ color: tokens.textMuted, marginBottom: 8 }}>
        {t('risk.text', { count: RUNS, formatted: format.integer(RUNS) })}
      </p>
      <Summary planned={planned} risks={answers.map(({ data }) => data)} />
      <div style={{ height: 20 }} />
      <ScenarioChoice planned={planned} chosen={shown.number} onChoose={setChosen} />
      {shown.plan && risk ? <Weakest key={shown.planId} plan={shown.plan} risk={risk} /> : <PaneSkeleton />}
    </>
  );
}
