import type { TFunction } from 'i18next';
import type { JournalEntry } from '../../../../core/contract/orders.ts';
import type { Format } from '../../../lib/format.ts';
import { changedFields } from '../../lists/changed-fields.ts';

type Values = Record<string, unknown>;
type Words = { t: TFunction<'orders'>; format: Format };

const asValues = (value: unknown): Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};

function statusChange(before: Values, after: Values, { t }: Words): string | null {
  if (before.status === after.status || after.status === undefined) return null;
  const word = (value: unknown) => t(`status.${String(value)}`, { defaultValue: String(value ?? '–') });
  return t('journal.status', { before: word(before.status), after: word(after.status) });
}

function holdChange(before: Values, after: Values, { t }: Words): string | null {
  if (!('holdReason' in after) || before.holdReason === after.holdReason) return null;
  return after.holdReason === null
    ? t('journal.released', { reason: String(before.holdReason) })
    : t('journal.held', { reason: String(after.holdReason) });
}

function closing(before: Values, after: Values, { t }: Words): string | null {
  if (!('closedAt' in after) || before.closedAt === after.closedAt) return null;
  return t(after.closedAt === null ? 'journal.reopened' : 'journal.closed');
}

function addressText(value: unknown): string {
  const place = asValues(value);
  const town = [place.postalCode, place.city].filter(Boolean).join(' ');
  return [place.name, place.street, town, place.region, place.country].filter(Boolean).join(', ');
}

function addressChange(before: Values, after: Values, { t }: Words): string | null {
  if (!('shipTo' in after)) return null;
  return t('journal.address', { before: addressText(before.shipTo), after: addressText(after.shipTo) });
}

function reservationChange(before: Values, after: Values, { t, format }: Words): string | null {
  if (!Array.isArray(after.allocations)) return null;
  const active = (list: unknown) =>
    (Array.isArray(list) ? list : []).filter((one) => asValues(one).status !== 'cancelled').length;
  const change = active(after.allocations) - active(before.allocations);
  if (change === 0) return null;
  const count = Math.abs(change);
  return t(change > 0 ? 'journal.reservationsTaken' : 'journal.reservationsFreed', {
    count,
    formatted: format.integer(count),
  });
}

const KNOWN = ['status', 'holdReason', 'holds', 'closedAt', 'shipTo', 'allocations', 'lines', 'reason'];

/** The plain values that no sentence of ours tells, one by one. */
function otherChanges(before: Values, after: Values, { t }: Words): string[] {
  const others = (values: Values) =>
    Object.fromEntries(
      Object.entries(values).filter(([key, value]) => !KNOWN.includes(key) && typeof value !== 'object'),
    );
  return changedFields(others(before), others(after)).map((change) => t('journal.field', { ...change }));
}

/** What a command changed about an order, before and after, in sentences. */
export function journalSentences(entry: Pick<JournalEntry, 'before' | 'after'>, words: Words): string[] {
  const before = asValues(entry.before);
  const after = asValues(entry.after);
  const { t } = words;
  return [
    statusChange(before, after, words),
    holdChange(before, after, words),
    closing(before, after, words),
    addressChange(before, after, words),
    reservationChange(before, after, words),
    typeof after.reason === 'string' ? t('journal.reason', { reason: after.reason }) : null,
    ...otherChanges(before, after, words),
  ].filter((sentence) => sentence !== null);
}
