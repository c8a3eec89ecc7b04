import { CircleDashed, type LucideIcon, Pause } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FeedView } from '../../../core/contract/feeds.ts';
import { type ChipTone, StatusChip } from '../../components/display/status-chip.tsx';

const LOOK: Record<FeedView['health'], { tone: ChipTone; icon?: LucideIcon }> = {
  healthy: { tone: 'ok' },
  late: { tone: 'warning' },
  failing: { tone: 'critical' },
  paused: { tone: 'neutral', icon: Pause },
  new: { tone: 'neutral', icon: CircleDashed },
};

/** How a feed does: a shape, a colour and a word. */
export function FeedHealth({ health, quiet }: { health: FeedView['health']; quiet?: boolean }) {
  const { t } = useTranslation('feeds');
  return (
    <StatusChip
      {...LOOK[health]}
      quiet={quiet}
      label={t(`health.${health}`)}
      title={t(`healthHint.${health}`)}
    />
  );
}
