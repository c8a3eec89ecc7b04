import { Archive, type LucideIcon, MinusCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { InboxState } from '../../../../core/contract/feed-records.ts';
import { type ChipTone, StatusChip } from '../../../components/display/status-chip.tsx';

const LOOK: Record<InboxState, { tone: ChipTone; icon?: LucideIcon }> = {
  received: { tone: 'accent' },
  applied: { tone: 'ok' },
  unchanged: { tone: 'neutral' },
  stale: { tone: 'neutral', icon: Archive },
  waiting: { tone: 'info' },
  quarantined: { tone: 'critical' },
  dismissed: { tone: 'neutral', icon: MinusCircle },
};

/** What became of a raw record. */
export function InboxStatus({ state, quiet }: { state: InboxState; quiet?: boolean }) {
  const { t } = useTranslation('feeds');
  return <StatusChip {...LOOK[state]} quiet={quiet} label={t(`inboxState.${state}`)} />;
}
