import { Ban, Clock, type LucideIcon, Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OutboxRow, OutboxState } from '../../../../core/contract/feed-records.ts';
import { type ChipTone, StatusChip } from '../../../components/display/status-chip.tsx';

const LOOK: Record<OutboxState, { tone: ChipTone; icon?: LucideIcon }> = {
  waiting: { tone: 'neutral', icon: Clock },
  sending: { tone: 'accent', icon: Send },
  delivered: { tone: 'ok' },
  parked: { tone: 'critical' },
  cancelled: { tone: 'neutral', icon: Ban },
};

/** Where a message is on its way out. One that waits after a failure says so. */
export function OutboxStatus({ row, quiet }: { row: Pick<OutboxRow, 'state' | 'fault'>; quiet?: boolean }) {
  const { t } = useTranslation('feeds');
  const troubled = row.state === 'waiting' && row.fault !== null;
  const look = troubled ? ({ tone: 'warning' } as const) : LOOK[row.state];
  return (
    <StatusChip
      {...look}
      quiet={quiet}
      label={t(troubled ? 'outboxState.again' : `outboxState.${row.state}`)}
    />
  );
}
