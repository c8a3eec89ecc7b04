import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';

const MINUTE_MS = 60_000;

/** Minutes since midnight, now, in a time zone. */
export function minutesOfDay(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const [hour = '0', minute = '0'] = parts.format(at).split(':');
  return Number(hour) * 60 + Number(minute);
}

/** The hour until which orders leave the same day, in the facility's own time, and how far off it is. */
export function CutOff({ minutes, timeZone }: { minutes: number; timeZone: string }) {
  const { t } = useTranslation('tower');
  const format = useFormat();
  const clock = format.time(Date.UTC(2000, 0, 1) + minutes * MINUTE_MS, 'UTC');
  const left = minutes - minutesOfDay(Date.now(), timeZone);
  const passed = t('facility.cutOffPassed', { clock, timeZone });
  return left < 0 ? passed : t('facility.cutOffLeft', { clock, timeZone, left: format.duration(left * 60) });
}
