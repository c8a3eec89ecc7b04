import { Clock3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type ChipTone, StatusChip } from '../../../components/display/status-chip.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useNow } from '../../../lib/now.ts';
import { countdown, type Urgency } from './pick-up-times.ts';

const TONES: Record<Urgency, ChipTone> = {
  calm: 'neutral',
  soon: 'info',
  due: 'warning',
  passed: 'critical',
};
const TICK_MS = 10_000;

/** How long until a vehicle leaves, in words. */
export function useCountdown(cutOffAt: number): { urgency: Urgency; words: string; duration: string } {
  const { t } = useTranslation('floor-dock');
  const format = useFormat();
  const { urgency, seconds } = countdown(cutOffAt, useNow(TICK_MS));
  const duration = format.duration(seconds);
  return { urgency, duration, words: t(urgency === 'passed' ? 'dock.since' : 'dock.in', { duration }) };
}

/** The same as a chip. */
export function CountdownChip({ cutOffAt }: { cutOffAt: number }) {
  const { urgency, words } = useCountdown(cutOffAt);
  const tone = TONES[urgency];
  return <StatusChip tone={tone} label={words} {...(tone === 'neutral' ? { icon: Clock3 } : {})} />;
}
