import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { useFormat } from '../../../lib/format.ts';
import { takenOff } from '../gantt/moves.ts';
import type { StopMove } from '../gantt/use-stop-move.ts';
import { lockPicked } from './use-list-keys.ts';
import { inOrder, type Picked } from './use-picked.ts';

interface ListHeadProps {
  plan: RoutePlanDetail;
  move: StopMove;
  picked: Picked;
  readOnly: boolean;
  allClosed: boolean;
  onToggleAll: () => void;
}

/** Moves the selected stops to a route that is picked by name, where they cost least. */
function MoveTo({ plan, move, picked }: Pick<ListHeadProps, 'plan' | 'move' | 'picked'>) {
  const { t } = useTranslation('route-gantt');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button size="small" aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
        {t('list.moveTo')}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { style: { maxHeight: 420 } } }}
      >
        {plan.routes
          .filter(({ locked }) => !locked)
          .map(({ number, vehicleName, driver }) => (
            <MenuItem
              key={number}
              onClick={() => {
                setAnchor(null);
                void move.apply([{ kind: 'move', stops: inOrder(plan, picked.stops), route: number }]);
              }}
            >
              {t('route.name', { number, vehicle: [vehicleName, driver].filter(Boolean).join(' · ') })}
            </MenuItem>
          ))}
      </Menu>
    </>
  );
}

/** The list's title, or what can be done with the selected stops. */
export function ListHead({ plan, move, picked, readOnly, allClosed, onToggleAll }: ListHeadProps) {
  const { t } = useTranslation('route-gantt');
  const format = useFormat();
  const count = picked.stops.size;
  if (count === 0 || readOnly) {
    return (
      <header>
        <h2>{t('list.title')}</h2>
        <Button size="small" variant="text" onClick={onToggleAll}>
          {t(allClosed ? 'list.expand' : 'list.collapse')}
        </Button>
      </header>
    );
  }
  const chosen = plan.stops.filter(({ number }) => picked.stops.has(number));
  const allLocked = chosen.every(({ locked }) => locked);
  return (
    <header>
      <strong>{t('list.selected', { count, formatted: format.integer(count) })}</strong>
      <MoveTo plan={plan} move={move} picked={picked} />
      <Button size="small" onClick={() => lockPicked({ move, plan, picked })}>
        {t(allLocked ? 'list.unlock' : 'list.lock')}
      </Button>
      <Button
        size="small"
        disabled={takenOff(plan, [...picked.stops]).length === 0}
        onClick={() => move.takeOff([...picked.stops])}
      >
        {t('list.takeOff')}
      </Button>
    </header>
  );
}
