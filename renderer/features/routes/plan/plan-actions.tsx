import Button from '@mui/material/Button';
import { Scale3d, Send, Sparkles, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { useRegisterCommands } from '../../../lib/commands.ts';
import { links } from '../../../lib/navigation.ts';
import { PlanStatusChip } from '../plan-status.tsx';
import type { PlanQuestion } from './plan-dialogs.tsx';
import { PlanExportMenu } from './plan-export-menu.tsx';
import { PlanMoreMenu } from './plan-more-menu.tsx';
import { suppositionsOf } from './suppositions.ts';
import type { PlanCommands } from './use-plan-commands.ts';
import type { PlanEdit } from './use-plan-edit.ts';

interface PlanActionsProps {
  plan: RoutePlanDetail;
  edit: PlanEdit;
  commands: PlanCommands;
  onAsk: (question: PlanQuestion) => void;
}

function isPublishable(plan: RoutePlanDetail): boolean {
  const { madeUp, elsewhere } = suppositionsOf(plan);
  return plan.routes.length > 0 && madeUp + elsewhere === 0;
}

function useKeys({ plan, edit, commands, onAsk }: PlanActionsProps): void {
  const { t } = useTranslation('routes');
  const group = t('title');
  const draft = plan.status === 'draft' && !commands.busy;
  useRegisterCommands([
    {
      id: 'screen.undo',
      title: t('edit.undo'),
      group,
      shortcut: 'z',
      icon: Undo2,
      enabled: draft && plan.undoable > 0,
      run: () => edit.undo(),
    },
    {
      id: 'routes.finish',
      title: t('plan.finishCommand'),
      group,
      shortcut: 'f',
      icon: Sparkles,
      enabled: draft,
      run: () => commands.finish(),
    },
    {
      id: 'routes.publish',
      title: t('publish.command'),
      group,
      shortcut: '$mod+Enter',
      icon: Send,
      enabled: draft && isPublishable(plan),
      run: () => onAsk('publish'),
    },
  ]);
}

/** What can be done with a plan: take changes back, let the solver finish, compare, take out, publish. */
export function PlanActions(props: PlanActionsProps) {
  const { plan, edit, commands, onAsk } = props;
  const { t } = useTranslation('routes');
  const navigate = useNavigate();
  useKeys(props);
  const draft = plan.status === 'draft';
  const busy = commands.busy || edit.busy;
  return (
    <>
      <PlanStatusChip status={plan.status} />
      {draft && (
        <>
          <Button
            startIcon={<Undo2 size={14} />}
            disabled={busy || plan.undoable === 0}
            onClick={() => void edit.undo()}
          >
            {t('edit.undo')}
          </Button>
          <Button
            startIcon={<Sparkles size={14} />}
            disabled={busy}
            title={t('plan.finishHint')}
            onClick={() => void commands.finish()}
          >
            {t('plan.finish')}
          </Button>
        </>
      )}
      <Button startIcon={<Scale3d size={14} />} onClick={() => void navigate(links.comparePlans([plan.id]))}>
        {t('plan.compare')}
      </Button>
      <PlanExportMenu plan={plan} />
      <PlanMoreMenu plan={plan} commands={commands} onAsk={onAsk} />
      {draft && (
        <Button
          variant="contained"
          color="primary"
          startIcon={<Send size={14} />}
          disabled={busy || !isPublishable(plan)}
          onClick={() => onAsk('publish')}
        >
          {t('publish.open')}
        </Button>
      )}
    </>
  );
}
