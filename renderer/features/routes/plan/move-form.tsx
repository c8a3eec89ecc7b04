import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanChange, PlannedStopView, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { tokens } from '../../../lib/tokens.ts';
import { nextRouteNumber, spareVehicles } from '../gantt/moves.ts';
import { routeErrorWords } from '../route-errors.ts';
import { EffectLines } from './effect-lines.tsx';
import type { PlanEdit } from './use-plan-edit.ts';

const NEW = 'new ';

interface MoveFormProps {
  plan: RoutePlanDetail;
  stop: PlannedStopView;
  edit: PlanEdit;
}

/** `3` is a route that there is, `new VEHICLE` one that there is not yet. */
function changeTo(choice: string, plan: RoutePlanDetail, stop: number): PlanChange {
  if (!choice.startsWith(NEW)) return { kind: 'move', stops: [stop], route: Number(choice) };
  const route = nextRouteNumber(plan.routes);
  return { kind: 'move', stops: [stop], route, vehicle: choice.slice(NEW.length) };
}

/** Puts a stop on another route where it costs least there, with the effect told before. */
export function MoveForm({ plan, stop, edit }: MoveFormProps) {
  const { t } = useTranslation(['routes', 'common']);
  const [choice, setChoice] = useState('');
  const change = choice === '' ? null : changeTo(choice, plan, stop.number);
  const { data: effect, error } = useQuery({
    queryKey: ['routes', 'tried', plan.id, plan.revision, stop.number, choice],
    queryFn: () => edit.preview(change ? [change] : []),
    enabled: change !== null,
    retry: false,
  });
  const route = change?.kind === 'move' ? change.route : null;
  const locked = stop.locked && stop.route !== null;
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      <TextField
        select
        fullWidth
        label={t('edit.route')}
        value={choice}
        disabled={locked}
        helperText={locked ? t('edit.lockedHint') : t('edit.routeHint')}
        onChange={({ target }) => setChoice(target.value)}
      >
        {plan.routes
          .filter(({ number, locked: held }) => number !== stop.route && !held)
          .map(({ number, vehicleName }) => (
            <MenuItem key={number} value={String(number)}>
              {t('route.named', { number, vehicle: vehicleName })}
            </MenuItem>
          ))}
        {spareVehicles(plan).map(({ key, name, depot }) => (
          <MenuItem key={key} value={`${NEW}${key}`}>
            {t('edit.newRoute', { vehicle: name, depot })}
          </MenuItem>
        ))}
      </TextField>
      {error && <p style={{ color: tokens.critical }}>{routeErrorWords(error, t).title}</p>}
      {effect && <EffectLines plan={plan} effect={effect} route={route} />}
      {change && (
        <Button
          variant="contained"
          color="primary"
          disabled={edit.busy || !effect}
          onClick={() => void edit.apply([change])}
        >
          {t(stop.route === null ? 'edit.put' : 'edit.move')}
        </Button>
      )}
    </div>
  );
}
