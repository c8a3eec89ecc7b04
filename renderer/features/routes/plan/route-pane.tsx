import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { Lock, LockOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PlannedRouteView, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { FactList } from '../../../components/display/fact-list.tsx';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { SidePane } from '../../../components/layout/side-pane.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { brokenText, useEffectWords } from '../gantt/effect-words.ts';
import type { PlanEdit } from './use-plan-edit.ts';

const NOBODY = '';

interface RoutePaneProps {
  plan: RoutePlanDetail;
  route: PlannedRouteView;
  edit: PlanEdit;
  readOnly: boolean;
  onClose: () => void;
}

function useRouteFacts(plan: RoutePlanDetail, route: PlannedRouteView) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const time = (at: number) => format.time(at, plan.timeZone);
  return [
    { label: t('column.depot'), value: route.depot },
    { label: t('column.leaves'), value: time(route.leavesAt) },
    { label: t('column.returns'), value: time(route.returnsAt) },
    { label: t('column.stops'), value: format.integer(route.stops.length) },
    { label: t('figure.costMinor'), value: format.moneyMinor(route.costMinor, plan.currency) },
    { label: t('figure.distanceMetres'), value: format.distance(route.distanceMetres) },
    { label: t('figure.durationSeconds'), value: format.duration(route.durationSeconds) },
    { label: t('figure.drivingSeconds'), value: format.duration(route.drivingSeconds) },
    { label: t('figure.waitingSeconds'), value: format.duration(route.waitingSeconds) },
    {
      label: t('figure.overtimeSeconds'),
      value: route.overtimeSeconds > 0 ? format.duration(route.overtimeSeconds) : null,
    },
    {
      label: t('column.breaks'),
      value:
        route.breaks
          .map(({ startsAt, seconds }) => `${time(startsAt)}, ${format.duration(seconds)}`)
          .join(' · ') || null,
    },
    { label: t('figure.load'), value: format.percent(route.loadShare) },
    { label: t('figure.co2Grams'), value: format.weight(route.co2Grams) },
  ];
}

function BrokenLimits({ plan, route }: Pick<RoutePaneProps, 'plan' | 'route'>) {
  const words = useEffectWords(plan);
  const nameOf = (stop: number | null) => plan.stops.find(({ number }) => number === stop)?.name;
  return (
    <ul style={{ listStyle: 'none', margin: '0 0 12px', padding: 0, color: tokens.critical }}>
      {route.broken.map((limit) => (
        <li
          key={`${limit.code} ${limit.stop} ${limit.dimension}`}
          style={{ display: 'flex', gap: 6, alignItems: 'center', padding: '1px 0' }}
        >
          <SeverityIcon severity="critical" size={13} />
          {brokenText(limit, { ...words, stopName: nameOf(limit.stop) })}
        </li>
      ))}
    </ul>
  );
}

/** Who drives it and with what. */
function Crew({ plan, route, edit }: Pick<RoutePaneProps, 'plan' | 'route' | 'edit'>) {
  const { t } = useTranslation('routes');
  const { data: drivers = [] } = useQuery(orpc.fleets.drivers.queryOptions());
  const { number, driver, vehicle } = route;
  const offered = drivers.filter(
    ({ code, active, facility }) =>
      code === driver || (active && (facility === null || facility === route.depot)),
  );
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <TextField
        select
        fullWidth
        label={t('column.driver')}
        value={offered.some(({ code }) => code === driver) ? driver : NOBODY}
        disabled={edit.busy}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        onChange={({ target }) =>
          void edit.apply([
            { kind: 'driver', route: number, driver: target.value === NOBODY ? null : target.value },
          ])
        }
      >
        <MenuItem value={NOBODY}>{t('route.noDriver')}</MenuItem>
        {offered.map(({ code, name }) => (
          <MenuItem key={code} value={code}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        fullWidth
        label={t('column.vehicle')}
        value={vehicle}
        disabled={edit.busy}
        onChange={({ target }) =>
          void edit.apply([{ kind: 'vehicle', route: number, vehicle: target.value }])
        }
      >
        {plan.vehicles.map(({ key, name, depot }) => (
          <MenuItem key={key} value={key}>
            {t('route.vehicleAt', { vehicle: name, depot })}
          </MenuItem>
        ))}
      </TextField>
    </div>
  );
}

/** One route of a plan: what it comes to, which limits it breaks, who drives it with what. */
export function RoutePane({ plan, route, edit, readOnly, onClose }: RoutePaneProps) {
  const { t } = useTranslation('routes');
  const facts = useRouteFacts(plan, route);
  const { number, locked } = route;
  return (
    <SidePane
      name="route"
      title={t('route.name', { number })}
      subtitle={[route.vehicleName, locked && t('route.locked')].filter(Boolean).join(' · ')}
      width={340}
      onClose={onClose}
    >
      {route.broken.length > 0 && <BrokenLimits plan={plan} route={route} />}
      <FactList facts={facts} />
      {!readOnly && (
        <div style={{ marginTop: 18 }}>
          <Section title={t('edit.title')}>
            <Crew plan={plan} route={route} edit={edit} />
            <Button
              sx={{ mt: 3 }}
              startIcon={locked ? <LockOpen size={14} /> : <Lock size={14} />}
              disabled={edit.busy}
              onClick={() => void edit.apply([{ kind: 'lockRoute', route: number, locked: !locked }])}
            >
              {t(locked ? 'edit.unlockRoute' : 'edit.lockRoute')}
            </Button>
          </Section>
        </div>
      )}
    </SidePane>
  );
}
