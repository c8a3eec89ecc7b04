import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../../core/contract/incidents.ts';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';

const SOON_MS = 3_600_000;
const LONG_MS = 48 * 3_600_000;

/** How long there is to act, or for how long it has been too late. */
export function TimeLeft({
  row,
}: {
  row: Pick<IncidentRow, 'dueAt' | 'state' | 'resolvedAt' | 'snoozedUntil'>;
}) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  if (row.state === 'snoozed') {
    return <span title={format.instant(row.snoozedUntil)}>{format.dateTime(row.snoozedUntil)}</span>;
  }
  if (row.state !== 'open') {
    return <span title={format.instant(row.resolvedAt)}>{format.dateTime(row.resolvedAt)}</span>;
  }
  const leftMs = row.dueAt - Date.now();
  const over = leftMs < 0;
  const amount = Math.abs(leftMs);
  const time =
    amount > LONG_MS
      ? format.duration(Math.round(amount / LONG_MS) * 2 * 86_400)
      : format.duration(Math.max(60, Math.round(amount / 60_000) * 60));
  const colour = over ? tokens.critical : leftMs < SOON_MS ? tokens.warning : tokens.text;
  return (
    <span title={format.instant(row.dueAt)} style={{ color: colour, fontWeight: over ? 560 : 450 }}>
      {t(over ? 'over' : 'left', { time })}
    </span>
  );
}
