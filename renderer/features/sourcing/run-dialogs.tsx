import { useTranslation } from 'react-i18next';
import type { SourcingRunView } from '../../../core/contract/sourcing.ts';
import { ConfirmDialog } from '../../components/display/confirm-dialog.tsx';
import { useFormat } from '../../lib/format.ts';
import type { useRunCommands } from './use-run-commands.ts';

export type RunQuestion = 'apply' | 'undo' | 'discard';

interface RunDialogsProps {
  run: SourcingRunView;
  question: RunQuestion | null;
  commands: ReturnType<typeof useRunCommands>;
  onClose: () => void;
}

function useConsequences(run: SourcingRunView): Record<RunQuestion, (string | false)[]> {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  const { outcomes } = run;
  const moneyText = format.money(run.cost);
  return {
    apply: [
      t('consequence.reserves', {
        ...number(run.unitsSourced),
        facilities: format.integer(run.byFacility.length),
      }),
      t('consequence.cost', { cost: moneyText }),
      outcomes.partial > 0 && t('consequence.partial', number(outcomes.partial)),
      outcomes.unsourced > 0 && t('consequence.unsourced', number(outcomes.unsourced)),
      run.lateOrders > 0 && t('consequence.late', number(run.lateOrders)),
      t('consequence.recheck'),
      t('consequence.undoable'),
    ],
    undo: [t('consequence.releases', number(run.unitsSourced)), t('consequence.moved')],
    discard: [t('consequence.nothingReserved')],
  };
}

/** Asks before a run is applied, undone or discarded, and says what follows. */
export function RunDialogs({ run, question, commands, onClose }: RunDialogsProps) {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  const consequences = useConsequences(run);
  if (!question) return null;
  const applicable = run.outcomes.sourced + run.outcomes.partial;
  const count = { count: applicable, formatted: format.integer(applicable) };
  const confirm = () => {
    onClose();
    void commands[question]();
  };
  return (
    <ConfirmDialog
      open
      title={t(`question.${question}`, count)}
      consequences={consequences[question].filter((line) => line !== false)}
      confirmLabel={question === 'apply' ? t('run.apply', count) : t(`question.${question}Confirm`, count)}
      danger={question !== 'apply'}
      dismissLabel={t('question.dismiss')}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
