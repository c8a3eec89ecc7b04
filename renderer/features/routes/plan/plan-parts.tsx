import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { ChartNoAxesGantt, Dices, ListChecks, MapIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NavLink, useNavigate, useParams, useSearchParams } from 'react-router';
import { useRegisterCommands } from '../../../lib/commands.ts';
import { links, PLAN_PARTS, type PlanPart } from '../../../lib/navigation.ts';

const ICONS = { map: MapIcon, gantt: ChartNoAxesGantt, stops: ListChecks, risk: Dices } as const;

/** Which part of the plan's page the address shows. */
export function usePlanPart(): PlanPart {
  const { part } = useParams();
  return PLAN_PARTS.find((known) => known === part) ?? 'map';
}

/** The parts of a plan's page; the stop or route that is looked at stays the same in all of them. */
export function PlanParts({ planId }: { planId: number }) {
  const { t } = useTranslation('routes');
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const address = (part: PlanPart) => ({ pathname: links.routePlan(planId, part), search: String(params) });
  useRegisterCommands(
    PLAN_PARTS.map((part, index) => ({
      id: `routes.part.${part}`,
      title: t(`part.show.${part}`),
      group: t('title'),
      shortcut: String(index + 1),
      icon: ICONS[part],
      run: () => void navigate(address(part)),
    })),
  );
  return (
    <Tabs
      value={usePlanPart()}
      variant="scrollable"
      scrollButtons={false}
      aria-label={t('part.label')}
      sx={{ minHeight: 0, borderBottom: 0, '& .MuiTab-root': { minHeight: 30 } }}
    >
      {PLAN_PARTS.map((part) => (
        <Tab key={part} value={part} component={NavLink} to={address(part)} label={t(`part.${part}`)} />
      ))}
    </Tabs>
  );
}
