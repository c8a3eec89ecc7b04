export interface ChangedField {
  field: string;
  before: string;
  after: string;
}

const NOTHING = '–';

function words(value: unknown): string {
  if (value === null || value === undefined || value === '') return NOTHING;
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields that a journal entry's before and after do not share, nested ones by their path (`shipTo.city`). */
export function changedFields(before: unknown, after: unknown, path = ''): ChangedField[] {
  const was = isRecord(before) ? before : {};
  const is = isRecord(after) ? after : {};
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) => {
    const field = path + key;
    if (isRecord(was[key]) || isRecord(is[key])) return changedFields(was[key], is[key], `${field}.`);
    const [old, now] = [words(was[key]), words(is[key])];
    return old === now ? [] : [{ field, before: old, after: now }];
  });
}
