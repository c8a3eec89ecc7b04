import { CheckCheck, CircleDashed, type LucideIcon, Send, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PlanStatus } from '../../../core/contract/routes.ts';
import { type ChipTone, StatusChip } from '../../components/display/status-chip.tsx';

const LOOK: Record<PlanStatus, { tone: ChipTone; icon: LucideIcon }> = {
  draft: { tone: 'accent', icon: CircleDashed },
  published: { tone: 'ok', icon: Send },
  replaced: { tone: 'neutral', icon: Undo2 },
  done: { tone: 'neutral', icon: CheckCheck },
};

export function PlanStatusChip({ status, quiet }: { status: PlanStatus; quiet?: boolean }) {
  const { t } = useTranslation('routes');
  return <StatusChip {...LOOK[status]} quiet={quiet} label={t(`status.${status}`)} />;
}
