import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanFigures, PlanReference } from '../../../../core/contract/workbench.ts';
import { SeriesMark } from '../../../components/charts/series-mark.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { type ComparedPlans, MOST_OTHERS, planKey, usePlanName } from './plans.ts';

const RECENT_RUNS = 30;

const Root = styled('div')({
  display: 'flex',
  alignItems: 'center',
  flexWrap: 'wrap',
  gap: 6,
  marginBottom: 12,
  '& .lead': { color: tokens.textMuted },
});

const Chip = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  height: 'calc(var(--v-control) - 2px)',
  padding: '0 4px 0 9px',
  borderRadius: 6,
  backgroundColor: tokens.accentSoft,
  fontWeight: 520,
  '& button': { width: 20, height: 20 },
});

interface PlanOption {
  plan: PlanReference;
  label: string;
  note: string;
}

/** What else could stand beside a run: what is reserved now, the last what-ifs, the last runs. */
function usePlanOptions(runId: number, open: boolean) {
  const { t } = useTranslation(['workbench', 'sourcing']);
  const format = useFormat();
  const runs = useQuery({
    ...orpc.sourcing.runs.queryOptions({ input: { offset: 0, limit: RECENT_RUNS } }),
    enabled: open,
  });
  const scenarios = useQuery({ ...orpc.workbench.scenarios.queryOptions(), enabled: open });
  const current: PlanOption = {
    plan: { type: 'current', ofRunId: runId },
    label: t('plan.current'),
    note: t('plan.currentHint'),
  };
  const whatIfs = (scenarios.data ?? []).flatMap((scenario): PlanOption[] =>
    scenario.runId === null
      ? []
      : [
          {
            plan: { type: 'run', runId: scenario.runId },
            label: scenario.name,
            note: format.dateTime(scenario.updatedAt),
          },
        ],
  );
  const taken = new Set(whatIfs.map(({ plan }) => planKey(plan)));
  const others = (runs.data?.rows ?? [])
    .filter(({ id }) => id !== runId && !taken.has(String(id)))
    .map(
      ({ id, createdAt, orders }): PlanOption => ({
        plan: { type: 'run', runId: id },
        label: t('plan.run', { id }),
        note: `${format.dateTime(createdAt)} · ${t('sourcing:orders', { count: orders, formatted: format.integer(orders) })}`,
      }),
    );
  return { current, whatIfs, others };
}

interface PlanPickerProps {
  runId: number;
  compared: ComparedPlans;
  /** For their names; undefined while they load. */
  figures: readonly PlanFigures[] | undefined;
}

function Options({ runId, compared, anchor, onClose }: PlanOptionsProps) {
  const { t } = useTranslation('workbench');
  const { current, whatIfs, others } = usePlanOptions(runId, anchor !== null);
  const chosen = new Set(compared.others.map(planKey));
  const group = (title: string, options: readonly PlanOption[]) => {
    const free = options.filter(({ plan }) => !chosen.has(planKey(plan)));
    if (free.length === 0) return [];
    return [
      <ListSubheader key={title}>{title}</ListSubheader>,
      ...free.map(({ plan, label, note }) => (
        <MenuItem
          key={planKey(plan)}
          onClick={() => {
            compared.add(plan);
            onClose();
          }}
        >
          <span style={{ flex: 1 }}>{label}</span>
          <span style={{ color: tokens.textMuted, marginLeft: 24 }}>{note}</span>
        </MenuItem>
      )),
    ];
  };
  return (
    <Menu anchorEl={anchor} open={anchor !== null} onClose={onClose}>
      {group(t('plan.now'), [current])}
      {group(t('plan.whatIfs'), whatIfs)}
      {group(t('plan.runs'), others)}
    </Menu>
  );
}

interface PlanOptionsProps {
  runId: number;
  compared: ComparedPlans;
  anchor: HTMLElement | null;
  onClose: () => void;
}

/** Which plans stand beside the run, and which of them the others are measured against. */
export function PlanPicker({ runId, compared, figures }: PlanPickerProps) {
  const { t } = useTranslation('workbench');
  const nameOf = usePlanName();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const known = new Map(figures?.map((plan) => [planKey(plan.reference), plan]));
  const indexOf = (plan: PlanReference) => compared.plans.findIndex((one) => planKey(one) === planKey(plan));
  return (
    <Root>
      <span className="lead">{t('compare.with')}</span>
      {compared.others.map((plan, index) => {
        const name = nameOf(known.get(planKey(plan)) ?? { reference: plan, name: '' });
        return (
          <Chip key={planKey(plan)}>
            <SeriesMark index={indexOf(plan)} size={12} />
            {name}
            {index > 0 && (
              <Button
                size="small"
                variant="text"
                onClick={() => compared.lead(plan)}
                sx={{ width: 'auto !important' }}
              >
                {t('plan.makeFirst')}
              </Button>
            )}
            <IconButton
              size="small"
              aria-label={t('plan.remove', { name })}
              onClick={() => compared.remove(plan)}
            >
              <X size={13} />
            </IconButton>
          </Chip>
        );
      })}
      {compared.others.length < MOST_OTHERS && (
        <Button
          size="small"
          startIcon={<Plus size={13} />}
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          {t('plan.add')}
        </Button>
      )}
      <Options runId={runId} compared={compared} anchor={anchor} onClose={() => setAnchor(null)} />
    </Root>
  );
}
