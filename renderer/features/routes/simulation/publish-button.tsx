import Button from '@mui/material/Button';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { PlanDialogs } from '../plan/plan-dialogs.tsx';
import { usePlanCommands } from '../plan/use-plan-commands.ts';

/** Publishes a scenario's plan, its consequences named first. */
export function PublishButton({ plan }: { plan: RoutePlanDetail }) {
  const { t } = useTranslation('simulation');
  const commands = usePlanCommands(plan);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="small"
        startIcon={<Send size={13} />}
        disabled={commands.busy}
        onClick={() => setAsking(true)}
      >
        {t('scenario.publish')}
      </Button>
      <PlanDialogs
        question={asking ? 'publish' : null}
        plan={plan}
        commands={commands}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
