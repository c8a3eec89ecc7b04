import { CheckCheck, CircleDashed, type LucideIcon, Trash2, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DecisionView, SourcingRunView } from '../../../core/contract/sourcing.ts';
import { type ChipTone, StatusChip } from '../../components/display/status-chip.tsx';

const RUN_LOOK: Record<SourcingRunView['status'], { tone: ChipTone; icon: LucideIcon }> = {
  proposed: { tone: 'accent', icon: CircleDashed },
  applied: { tone: 'ok', icon: CheckCheck },
  undone: { tone: 'neutral', icon: Undo2 },
  discarded: { tone: 'neutral', icon: Trash2 },
};

export function RunStatusChip({ status, quiet }: { status: SourcingRunView['status']; quiet?: boolean }) {
  const { t } = useTranslation('sourcing');
  return <StatusChip {...RUN_LOOK[status]} quiet={quiet} label={t(`run.status.${status}`)} />;
}

const OUTCOME_TONE: Record<DecisionView['outcome'], ChipTone> = {
  sourced: 'ok',
  partial: 'warning',
  unsourced: 'critical',
  conflict: 'critical',
};

export function OutcomeChip({ outcome, quiet }: { outcome: DecisionView['outcome']; quiet?: boolean }) {
  const { t } = useTranslation('sourcing');
  return <StatusChip tone={OUTCOME_TONE[outcome]} quiet={quiet} label={t(`outcome.${outcome}`)} />;
}
