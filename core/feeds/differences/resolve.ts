import type { DifferenceRow } from '../../contract/differences.ts';
import type { AppContext } from '../../features/context.ts';
import { type Command, runCommand } from '../../features/journal/index.ts';
import type { SaysEntry } from './compare.ts';
import { differencesById, setDifference } from './differences.queries.ts';
import type { ComparedKind } from './fields.ts';
import type { StoredDifference } from './plan-changes.ts';
import { takeDifferences } from './take.ts';

export type KeptDifference = StoredDifference & { kind: ComparedKind };

export interface Resolution {
  ids: readonly number[];
  action: 'take' | 'accept' | 'reopen';
  feedId?: number | undefined;
}

export interface Resolved {
  changed: number;
  refused: { id: number; reason: string }[];
}

/** What became of one difference: its new status with who then says what, or why it stays. */
export type Ruling = { status: DifferenceRow['status']; says: SaysEntry[] } | { reason: string };

/** Takes a source's word, accepts differences or opens them again; each refusal has its reason. */
export async function resolveDifferences(ctx: AppContext, resolution: Resolution): Promise<Resolved> {
  return runCommand(ctx, 'feeds.resolveDifferences', async (command) => {
    const ids = [...new Set(resolution.ids)];
    const rows = await differencesById(command.trx, ids);
    const known = new Set(rows.map(({ id }) => id));
    const refused = ids
      .filter((id) => !known.has(id))
      .map((id) => ({ id, reason: `There is no difference ${id} any more.` }));
    const rulings =
      resolution.action === 'take'
        ? await takeDifferences(ctx, command, rows, resolution.feedId)
        : new Map(rows.map((row) => [row.id, judge(row, resolution.action)]));
    let changed = 0;
    for (const row of rows) {
      const ruling = rulings.get(row.id) ?? { reason: 'Nothing is known of it any more.' };
      if ('reason' in ruling) refused.push({ id: row.id, reason: ruling.reason });
      else {
        await setDifference(command.trx, row.id, ruling.status, ruling.says, command.at);
        note(command, row, ruling);
        changed++;
      }
    }
    command.publish({ type: 'differences.changed' });
    return { changed, refused };
  });
}

function judge(row: KeptDifference, action: Resolution['action']): Ruling {
  const { says } = row;
  if (row.status === 'gone') return { reason: 'They agree by now.' };
  if (action === 'reopen') {
    return row.status === 'open' ? { reason: 'It is open.' } : { status: 'open', says };
  }
  return row.status === 'open' ? { status: 'accepted', says } : { reason: `It is ${row.status} already.` };
}

function note(
  command: Command,
  row: KeptDifference,
  ruling: { status: string; says: readonly SaysEntry[] },
): void {
  const { type, field } = row;
  command.record({
    entity: 'difference',
    id: row.id,
    key: `${row.kind} ${row.key}`,
    before: { type, field, status: row.status, says: words(row.says) },
    after: { type, field, status: ruling.status, says: words(ruling.says) },
  });
}

function words(says: readonly SaysEntry[]): Record<string, SaysEntry['value']> {
  return Object.fromEntries(says.map(({ name, value }) => [name, value]));
}
