import type { DifferenceRow } from '../../contract/differences.ts';
import type { DifferenceType, Finding, SaysEntry } from './compare.ts';

/** A difference as it is kept. */
export interface StoredDifference {
  id: number;
  type: DifferenceType;
  key: string;
  field: string;
  says: SaysEntry[];
  status: DifferenceRow['status'];
  since: number;
}

export interface PlannedChanges {
  inserts: { key: string; finding: Finding }[];
  updates: { id: number; says: SaysEntry[]; status: DifferenceRow['status']; since: number }[];
}

const idOf = ({ type, field }: { type: string; field: string }) => `${type}|${field}`;

/**
 * What must be written so that the differences kept of one thing are those that were found. One that was accepted or fixed
 * stays so as long as nobody says anything else; one that is no longer found is gone.
 */
export function planChanges(
  key: string,
  stored: readonly StoredDifference[],
  found: readonly Finding[],
  at: number,
): PlannedChanges {
  const plan: PlannedChanges = { inserts: [], updates: [] };
  const known = new Map(stored.map((row) => [idOf(row), row]));
  for (const finding of found) {
    const row = known.get(idOf(finding));
    known.delete(idOf(finding));
    if (row) planKnown(plan, row, finding, at);
    else plan.inserts.push({ key, finding });
  }
  for (const row of known.values()) {
    if (row.status !== 'open' && row.status !== 'accepted') continue;
    plan.updates.push({ id: row.id, says: row.says, status: 'gone', since: row.since });
  }
  return plan;
}

function planKnown(plan: PlannedChanges, row: StoredDifference, finding: Finding, at: number): void {
  const says = keepSince(finding.says, row.says);
  const news = words(says) !== words(row.says);
  const reopened = row.status === 'gone' || (news && row.status !== 'open');
  if (!reopened && JSON.stringify(says) === JSON.stringify(row.says)) return;
  plan.updates.push({
    id: row.id,
    says,
    status: reopened ? 'open' : row.status,
    since: reopened ? at : row.since,
  });
}

/** Who says what, without when. */
function words(says: readonly SaysEntry[]): string {
  return JSON.stringify(says.map(({ feedId, value }) => [feedId, value]));
}

/** Who still says the same has said so since then. */
function keepSince(says: readonly SaysEntry[], before: readonly SaysEntry[]): SaysEntry[] {
  return says.map((entry) => {
    const old = before.find(({ feedId, value }) => feedId === entry.feedId && value === entry.value);
    return old ? { ...entry, since: old.since ?? entry.since } : entry;
  });
}
