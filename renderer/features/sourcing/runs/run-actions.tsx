import Button from '@mui/material/Button';
import { CheckCheck, FlaskConical, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { SourcingRunView } from '../../../../core/contract/sourcing.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import type { RunQuestion } from '../run-dialogs.tsx';
import { RunStatusChip } from '../run-status.tsx';

interface RunActionsProps {
  run: SourcingRunView;
  /** The what-if that it belongs to; its runs are never applied. */
  scenarioId: number | null;
  busy: boolean;
  onAsk: (question: RunQuestion) => void;
}

/** What can be done with a run: apply or discard a proposal, undo what was applied, go back to its what-if. */
export function RunActions({ run, scenarioId, busy, onAsk }: RunActionsProps) {
  const { t } = useTranslation(['sourcing', 'workbench']);
  const format = useFormat();
  const navigate = useNavigate();
  const applicable = run.outcomes.sourced + run.outcomes.partial;
  if (scenarioId !== null) {
    return (
      <Button startIcon={<FlaskConical size={14} />} onClick={() => void navigate(links.whatIf(scenarioId))}>
        {t('workbench:whatIf.open')}
      </Button>
    );
  }
  return (
    <>
      <RunStatusChip status={run.status} />
      {run.status === 'proposed' && (
        <>
          <Button variant="text" disabled={busy} onClick={() => onAsk('discard')}>
            {t('run.discard')}
          </Button>
          <Button
            variant="contained"
            color="primary"
            startIcon={<CheckCheck size={14} />}
            disabled={busy || applicable === 0}
            onClick={() => onAsk('apply')}
          >
            {t('run.apply', { count: applicable, formatted: format.integer(applicable) })}
          </Button>
        </>
      )}
      {run.status === 'applied' && (
        <Button startIcon={<Undo2 size={14} />} disabled={busy} onClick={() => onAsk('undo')}>
          {t('run.undo')}
        </Button>
      )}
    </>
  );
}
