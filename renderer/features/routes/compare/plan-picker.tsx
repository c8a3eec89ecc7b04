import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { RoutePlanView } from '../../../../core/contract/routes.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { usePlanName } from '../use-plan-name.ts';

const MOST_OFFERED = 40;

interface PlanPickerProps {
  ids: readonly number[];
  most: number;
  /** Those that are compared now. */
  plans: readonly RoutePlanView[];
}

/** Which plans stand side by side: each can be taken away, others added while there is room. */
export function PlanPicker({ ids, most, plans }: PlanPickerProps) {
  const { t } = useTranslation('routes');
  const navigate = useNavigate();
  const nameOf = usePlanName();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { data } = useQuery(orpc.routes.plans.queryOptions({ input: { limit: MOST_OFFERED } }));
  const go = (next: number[]) => void navigate(links.comparePlans(next), { replace: true });
  const offered = (data?.rows ?? []).filter(({ id }) => !ids.includes(id));
  return (
    <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap', alignItems: 'center' }}>
      {ids.map((id) => {
        const plan = plans.find((one) => one.id === id);
        return (
          <Chip
            key={id}
            label={plan ? nameOf(plan) : id}
            onDelete={() => go(ids.filter((one) => one !== id))}
          />
        );
      })}
      <Button
        size="small"
        startIcon={<Plus size={13} />}
        disabled={ids.length >= most || offered.length === 0}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('compare.add')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {offered.map((plan) => (
          <MenuItem
            key={plan.id}
            onClick={() => {
              setAnchor(null);
              go([...ids, plan.id]);
            }}
          >
            {nameOf(plan)}
            <span style={{ color: tokens.textMuted, marginLeft: 8 }}>{t(`status.${plan.status}`)}</span>
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
