import { useTranslation } from 'react-i18next';
import type { StoreTaskStatus, StoreTaskView } from '../../../../core/contract/store-tasks.ts';
import { type ChipTone, StatusChip } from '../../../components/display/status-chip.tsx';

const TONES: Record<StoreTaskStatus, ChipTone> = {
  waiting: 'info',
  accepted: 'accent',
  ready: 'ok',
  sent: 'neutral',
  handedOver: 'neutral',
  declined: 'warning',
  expired: 'warning',
  cancelled: 'neutral',
};

/** The state of a task as a chip. */
export function TaskChip({ task }: { task: StoreTaskView }) {
  const { t } = useTranslation('floor-dock');
  return <StatusChip tone={TONES[task.status]} label={t(`counter.status.${task.status}`)} />;
}
