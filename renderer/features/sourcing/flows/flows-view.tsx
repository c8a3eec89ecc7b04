import FormControl from '@mui/material/FormControl';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { MapIcon, Table2 } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanReference } from '../../../../core/contract/workbench.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import type { MapFlow } from '../../../components/map/flow-arcs.ts';
import { FlowMap } from '../../../components/map/flow-map.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { usePlanFigures } from '../compare/compare-view.tsx';
import { type ComparedPlans, planKey, usePlanName } from '../compare/plans.ts';
import { useFacilityNames } from '../use-facility-names.ts';
import { FlowsTable } from './flows-table.tsx';
import { keyOf, type ToldFlow, toldFlows } from './told-flows.ts';

const NONE: never[] = [];

const Bar = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '8px 12px',
  borderBottom: `1px solid ${tokens.line}`,
  '& .told': { flex: 1, color: tokens.textMuted },
});

function useFlows(plan: PlanReference, against: PlanReference | undefined) {
  const both = useQuery({
    ...orpc.workbench.flows.queryOptions({ input: { plan, ...(against && { against }) } }),
    placeholderData: keepPreviousData,
  });
  const other = useQuery({
    ...orpc.workbench.flows.queryOptions({ input: { plan: against ?? plan } }),
    enabled: against !== undefined,
    placeholderData: keepPreviousData,
  });
  const flows = useMemo(() => {
    if (!both.data || (against && !other.data)) return undefined;
    const known = against && other.data ? new Set(other.data.flows.map(keyOf)) : null;
    return toldFlows(both.data.flows, both.data.gone, known);
  }, [both.data, other.data, against]);
  return { flows, error: both.error ?? other.error, refetch: both.refetch };
}

interface FlowsViewProps {
  runId: number;
  compared: ComparedPlans;
}

/** The flows of the map as its drawing needs them. */
function mapFlows(flows: readonly ToldFlow[], compared: boolean): MapFlow[] {
  return flows.map(({ key, from, to, shipments, state }) => ({
    key,
    from,
    to,
    shipments,
    state: compared ? state : 'added',
  }));
}

/** From which facility goods go to which region, on a map or as a table, and what moved against another plan. */
export function FlowsView({ runId, compared }: FlowsViewProps) {
  const { t } = useTranslation(['workbench', 'common']);
  const format = useFormat();
  const nameOf = useFacilityNames();
  const [shown, setShown] = useState<'map' | 'table'>('map');
  const against = compared.others[0];
  const { flows, error, refetch } = useFlows({ type: 'run', runId }, against);
  const { data: network } = useQuery(orpc.tower.facilities.queryOptions());
  const byKey = useMemo(() => new Map(flows?.map((flow) => [flow.key, flow])), [flows]);
  const drawn = useMemo(() => mapFlows(flows ?? NONE, against !== undefined), [flows, against]);
  const describe = useCallback(
    (key: string) => {
      const flow = byKey.get(key);
      if (!flow) return null;
      return (
        <>
          <strong>{t('flow.from', { facility: nameOf(flow.facility), region: flow.region })}</strong>
          <span>
            {t('flow.shipments', { count: flow.shipments, formatted: format.integer(flow.shipments) })}
          </span>
          <span>{t('flow.units', { count: flow.units, formatted: format.integer(flow.units) })}</span>
          {against && <span>{t(`flow.state.${flow.state}`)}</span>}
        </>
      );
    },
    [byKey, t, nameOf, format, against],
  );
  const moved = flows?.filter(({ state }) => state !== 'kept').length ?? 0;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <Bar>
        <AgainstSelect runId={runId} compared={compared} />
        <span className="told" role="status">
          {flows === undefined
            ? t('common:loading')
            : against
              ? t('flow.moved', {
                  count: moved,
                  formatted: format.integer(moved),
                  total: format.integer(flows.length),
                })
              : t('flow.count', { count: flows.length, formatted: format.integer(flows.length) })}
        </span>
        <ToggleButtonGroup
          exclusive
          value={shown}
          aria-label={t('flow.view')}
          onChange={(_, next: 'map' | 'table' | null) => next && setShown(next)}
        >
          <ToggleButton value="map">
            <MapIcon size={14} />
            {t('flow.map')}
          </ToggleButton>
          <ToggleButton value="table">
            <Table2 size={14} />
            {t('flow.table')}
          </ToggleButton>
        </ToggleButtonGroup>
      </Bar>
      {shown === 'table' ? (
        <FlowsTable flows={flows} compared={against !== undefined} />
      ) : flows?.length === 0 ? (
        <EmptyState title={t('flow.none')}>{t('flow.noneText')}</EmptyState>
      ) : (
        <FlowMap
          label={t('flow.label')}
          facilities={network?.facilities ?? NONE}
          flows={drawn}
          compared={against !== undefined}
          describe={describe}
        />
      )}
    </>
  );
}

function AgainstSelect({ runId, compared }: FlowsViewProps) {
  const { t } = useTranslation('workbench');
  const nameOf = usePlanName();
  const { data } = usePlanFigures(compared.plans);
  const names = new Map(data?.plans.map((plan) => [planKey(plan.reference), plan]));
  const current: PlanReference = { type: 'current', ofRunId: runId };
  const options = compared.others.some((plan) => plan.type === 'current')
    ? compared.others
    : [...compared.others, current];
  const first = compared.others[0];
  return (
    <FormControl>
      <Select
        size="small"
        value={first ? planKey(first) : 'none'}
        displayEmpty
        onChange={(event) => {
          const plan = options.find((one) => planKey(one) === event.target.value);
          if (plan) compared.lead(plan);
        }}
        inputProps={{ 'aria-label': t('flow.against') }}
        renderValue={(key) =>
          key === 'none'
            ? t('flow.againstNone')
            : t('flow.againstPlan', {
                name: nameOf(names.get(key) ?? { reference: first ?? current, name: '' }),
              })
        }
      >
        {options.map((plan) => (
          <MenuItem key={planKey(plan)} value={planKey(plan)}>
            {nameOf(names.get(planKey(plan)) ?? { reference: plan, name: '' })}
          </MenuItem>
        ))}
      </Select>
    </FormControl>
  );
}
