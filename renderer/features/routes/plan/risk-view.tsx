import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { RiskRoutesTable, RiskStopsTable } from './risk-tables.tsx';
import type { PlanSelection } from './use-plan-selection.ts';

const RUNS = [200, 500, 2000] as const;
const SPREADS = [0.1, 0.2, 0.35, 0.5] as const;

const Root = styled('div')({ flex: 1, minHeight: 0, overflow: 'auto', padding: '12px 16px 40px' });
const Ask = styled('div')({
  display: 'flex',
  gap: 10,
  flexWrap: 'wrap',
  '& .MuiTextField-root': { width: 190 },
});
const Sides = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
  gap: '0 28px',
});

type Asked = { runs: number; travelSpread: number; serviceSpread: number };

interface AskFieldsProps {
  asked: Asked;
  onChange: (asked: Asked) => void;
}

function AskFields({ asked, onChange }: AskFieldsProps) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const choice = (key: keyof Asked, options: readonly number[], write: (value: number) => string) => (
    <TextField
      select
      size="small"
      label={t(`risk.${key}`)}
      value={asked[key]}
      onChange={({ target }) => onChange({ ...asked, [key]: Number(target.value) })}
    >
      {options.map((value) => (
        <MenuItem key={value} value={value}>
          {write(value)}
        </MenuItem>
      ))}
    </TextField>
  );
  const share = (value: number) => `± ${format.percent(value, 0)}`;
  return (
    <Ask>
      {choice('travelSpread', SPREADS, share)}
      {choice('serviceSpread', SPREADS, share)}
      {choice('runs', RUNS, format.integer)}
    </Ask>
  );
}

interface RiskViewProps {
  plan: RoutePlanDetail;
  selection: Pick<PlanSelection, 'stop' | 'route' | 'selectStop' | 'selectRoute'>;
}

/** How well a plan holds when travel and service take longer or shorter than planned: driven many times. */
export function RiskView({ plan, selection }: RiskViewProps) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const [asked, setAsked] = useState<Asked>({ runs: 500, travelSpread: 0.2, serviceSpread: 0.35 });
  const { data, error, refetch, isFetching } = useQuery({
    ...orpc.routes.risk.queryOptions({ input: { planId: plan.id, ...asked } }),
    placeholderData: keepPreviousData,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Root tabIndex={0} aria-busy={isFetching}>
      <AskFields asked={asked} onChange={setAsked} />
      {data ? (
        <>
          <p role="status" style={{ margin: '14px 0', opacity: isFetching ? 0.6 : 1 }}>
            <strong style={{ fontSize: 20 }}>{format.percent(data.onTime)}</strong>{' '}
            <span style={{ color: tokens.textMuted }}>
              {t('risk.summary', { count: data.runs, formatted: format.integer(data.runs) })}
            </span>
          </p>
          <Sides>
            <div>
              <Section level={2} title={t('risk.routes')}>
                <RiskRoutesTable plan={plan} risk={data} selection={selection} />
              </Section>
            </div>
            <div>
              <Section level={2} title={t('risk.stops')}>
                <RiskStopsTable plan={plan} risk={data} selection={selection} />
              </Section>
            </div>
          </Sides>
        </>
      ) : (
        <div style={{ marginTop: 16 }}>
          <PaneSkeleton />
        </div>
      )}
    </Root>
  );
}
