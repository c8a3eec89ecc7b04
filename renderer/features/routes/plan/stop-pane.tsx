import Button from '@mui/material/Button';
import { Lock, LockOpen, MinusCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PlannedStopView, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { FactList } from '../../../components/display/fact-list.tsx';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { SidePane } from '../../../components/layout/side-pane.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { MoveForm } from './move-form.tsx';
import { isLate, lateStopsOf } from './plan-map.ts';
import type { PlanEdit } from './use-plan-edit.ts';

/** Less is not worth a word. */
const LEAST_PALLETS = 0.1;

interface StopPaneProps {
  plan: RoutePlanDetail;
  stop: PlannedStopView;
  edit: PlanEdit;
  readOnly: boolean;
  onOpenRoute: (route: number) => void;
  onClose: () => void;
}

function useStopFacts(plan: RoutePlanDetail, stop: PlannedStopView) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const time = (at: number | null) => (at === null ? null : format.time(at, plan.timeZone));
  const { load } = stop;
  const parts = [
    load.weightGrams > 0 && format.weight(load.weightGrams),
    load.volumeMillilitres > 0 &&
      t('amount.litres', { formatted: format.integer(load.volumeMillilitres / 1000) }),
    load.pallets >= LEAST_PALLETS &&
      t('amount.pallets', { count: load.pallets, formatted: format.decimal(load.pallets) }),
  ].filter(Boolean);
  return [
    { label: t('column.kind'), value: t(`stopKind.${stop.kind}`) },
    { label: t('column.address'), value: stop.address || null },
    {
      label: t('column.window'),
      value: stop.windows.map(({ from, to }) => `${time(from)} – ${time(to)}`).join(', ') || null,
    },
    {
      label: t('column.promised'),
      value: stop.promisedAt === null ? null : format.dateTime(stop.promisedAt, plan.timeZone),
    },
    { label: t('column.eta'), value: time(stop.etaAt) },
    { label: t('column.arrives'), value: time(stop.arrivesAt) },
    { label: t('column.waiting'), value: stop.waitingSeconds ? format.duration(stop.waitingSeconds) : null },
    { label: t('column.service'), value: format.duration(stop.serviceSeconds) },
    { label: t('column.load'), value: parts.join(' · ') || null },
    {
      label: t('column.distance'),
      value: stop.distanceMetres === null ? null : format.distance(stop.distanceMetres),
    },
    { label: t('column.depot'), value: stop.depot },
    {
      label: t('column.outcome'),
      value:
        stop.outcome &&
        [t(`outcome.${stop.outcome}`), time(stop.actualAt), stop.remark].filter(Boolean).join(' · '),
    },
  ];
}

/** Where the stop stands: on which route, late or not, or why it is left out. */
function StopState({ plan, stop, onOpenRoute }: Pick<StopPaneProps, 'plan' | 'stop' | 'onOpenRoute'>) {
  const { t } = useTranslation('routes');
  const { route } = stop;
  if (route === null)
    return (
      <p style={{ display: 'flex', gap: 6, alignItems: 'center', color: tokens.warning }}>
        <SeverityIcon severity="warning" size={14} />
        {t(`leftOut.${stop.leftOut ?? 'byHand'}`)}
      </p>
    );
  return (
    <p style={{ display: 'flex', gap: 8, alignItems: 'center', flexWrap: 'wrap' }}>
      <Button size="small" onClick={() => onOpenRoute(route)}>
        {t('compare.place', {
          route: t('route.name', { number: route }),
          position: (stop.position ?? 0) + 1,
        })}
      </Button>
      {isLate(stop, lateStopsOf(plan)) && (
        <span style={{ display: 'inline-flex', gap: 5, alignItems: 'center', color: tokens.critical }}>
          <SeverityIcon severity="critical" size={13} />
          {t('stop.late')}
        </span>
      )}
    </p>
  );
}

/** One stop of a plan: its facts, and what can be changed by hand. */
export function StopPane({ plan, stop, edit, readOnly, onOpenRoute, onClose }: StopPaneProps) {
  const { t } = useTranslation('routes');
  const facts = useStopFacts(plan, stop);
  const { number, locked, route } = stop;
  return (
    <SidePane
      name="routeStop"
      title={stop.name || stop.reference}
      subtitle={stop.madeUp ? t('stop.madeUp', { reference: stop.reference }) : stop.reference}
      width={380}
      onClose={onClose}
    >
      <StopState plan={plan} stop={stop} onOpenRoute={onOpenRoute} />
      <div style={{ height: 12 }} />
      <FactList facts={facts} />
      {!readOnly && (
        <div style={{ marginTop: 18 }}>
          <Section title={t('edit.title')}>
            <MoveForm key={`${number} ${route}`} plan={plan} stop={stop} edit={edit} />
          </Section>
          {route !== null && (
            <div style={{ display: 'flex', gap: 8, marginTop: 12, flexWrap: 'wrap' }}>
              <Button
                startIcon={locked ? <LockOpen size={14} /> : <Lock size={14} />}
                disabled={edit.busy}
                onClick={() => void edit.apply([{ kind: 'lockStops', stops: [number], locked: !locked }])}
              >
                {t(locked ? 'edit.unlockStop' : 'edit.lockStop')}
              </Button>
              <Button
                startIcon={<MinusCircle size={14} />}
                disabled={edit.busy || locked}
                onClick={() => void edit.apply([{ kind: 'move', stops: [number], route: null }])}
              >
                {t('edit.takeOff')}
              </Button>
            </div>
          )}
        </div>
      )}
    </SidePane>
  );
}
