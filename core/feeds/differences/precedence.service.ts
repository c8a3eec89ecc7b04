import type { PrecedenceRule } from '../../contract/differences.ts';
import type { RecordKind } from '../../contract/feed-records.ts';
import type { AppContext } from '../../features/context.ts';
import { runCommand } from '../../features/journal/index.ts';
import { conflict } from '../../features/procedures.ts';
import { applyChosen, type Chosen, chosenFrom } from './apply-chosen.ts';
import type { Reader } from './current-facts.queries.ts';
import { readPrecedence, replacePrecedence } from './differences.queries.ts';
import {
  agree,
  COMPARED_FIELDS,
  type ComparedKind,
  comparedValue,
  isCompared,
  isKnownField,
} from './fields.ts';
import { winnerOf } from './precedence.ts';
import { reviewKeys, reviewThings } from './review.ts';
import { bringingFeeds, type SaidRecord, saidKeys, sharedKeys } from './said.queries.ts';

const PAGE = 500;
const NO_HINTS = new Map();

export function listPrecedence(ctx: AppContext): Promise<PrecedenceRule[]> {
  return readPrecedence(ctx.db.read);
}

/**
 * Sets which sources win, and makes ours the words that now count and did not before. @throws CONFLICT for a rule about a
 * feed or a field that is not there.
 */
export async function savePrecedence(
  ctx: AppContext,
  rules: readonly PrecedenceRule[],
): Promise<PrecedenceRule[]> {
  const kept = rules.filter(({ feedIds }) => feedIds.length > 0);
  const before = await runCommand(ctx, 'feeds.savePrecedence', async (command) => {
    await checkRules(command.trx, kept);
    const old = await readPrecedence(command.trx);
    await replacePrecedence(command.trx, kept);
    command.record({ entity: 'precedence', id: null, key: null, before: old, after: kept });
    command.publish({ type: 'differences.changed' });
    return old;
  });
  const after = await listPrecedence(ctx);
  for (const kind of changedKinds(before, after)) await applyAnew(ctx, kind, before, after);
  return after;
}

async function checkRules(db: Reader, rules: readonly PrecedenceRule[]): Promise<void> {
  const feeds = new Set((await bringingFeeds(db)).map(({ id }) => id));
  const seen = new Set<string>();
  for (const { kind, field, feedIds } of rules) {
    if (!isKnownField(kind, field)) {
      throw conflict(`${kind} have no field ${field} that sources could differ in.`, 'unknownField');
    }
    const unknown = feedIds.find((id) => !feeds.has(id));
    if (unknown !== undefined) throw conflict(`There is no feed ${unknown}.`, 'unknownFeed');
    if (new Set(feedIds).size < feedIds.length) {
      throw conflict(`The rule for ${kind} ${field} names a feed twice.`, 'feedTwice');
    }
    if (seen.has(`${kind} ${field}`))
      throw conflict(`There are two rules for ${kind} ${field}.`, 'ruleTwice');
    seen.add(`${kind} ${field}`);
  }
}

function changedKinds(before: readonly PrecedenceRule[], after: readonly PrecedenceRule[]): ComparedKind[] {
  const told = (rules: readonly PrecedenceRule[], kind: RecordKind) =>
    JSON.stringify(rules.filter((rule) => rule.kind === kind));
  const kinds = new Set([...before, ...after].map(({ kind }) => kind));
  return [...kinds].filter(isCompared).filter((kind) => told(before, kind) !== told(after, kind));
}

/** Page by page, so that nobody else has to wait for long; what is left out by a kill, a full comparison shows. */
async function applyAnew(
  ctx: AppContext,
  kind: ComparedKind,
  before: readonly PrecedenceRule[],
  after: readonly PrecedenceRule[],
): Promise<void> {
  const keysAfter = kind === 'shipments' ? saidKeys : sharedKeys;
  for (let last = ''; ; ) {
    const keys = await keysAfter(ctx.db.read, kind, last, PAGE);
    if (keys.length === 0) return;
    last = keys.at(-1) ?? last;
    await runCommand(ctx, 'feeds.savePrecedence', async (command) => {
      const { said, current } = await reviewThings(command.trx, kind, keys, NO_HINTS, command.at);
      const chosen: Chosen[] = keys.flatMap((key) =>
        newWords(kind, key, said.get(key) ?? [], current.get(key)?.fields ?? {}, before, after),
      );
      if (chosen.length > 0) {
        await applyChosen(ctx, command, chosen);
        const things = chosen.map(({ key, feedId, fields }) => ({ key, feedId, fields }));
        command.record({
          entity: 'precedence',
          id: null,
          key: kind,
          before: null,
          after: { applied: things },
        });
      }
      if (await reviewKeys(command.trx, kind, keys, command.at))
        command.publish({ type: 'differences.changed' });
    });
  }
}

/** What now counts of a thing, did not count before, and is not what the workspace holds. */
function newWords(
  kind: ComparedKind,
  key: string,
  said: readonly SaidRecord[],
  held: SaidRecord['fields'],
  before: readonly PrecedenceRule[],
  after: readonly PrecedenceRule[],
): Chosen[] {
  const taken = new Map<number, string[]>();
  const live = said.filter(({ deleted }) => !deleted);
  for (const field of COMPARED_FIELDS[kind]) {
    const words = live.filter(({ fields }) => comparedValue(fields, field) !== null);
    const winner = winnerOf(kind, field, words, after);
    if (winner === null || winner === winnerOf(kind, field, words, before)) continue;
    const value = comparedValue(words.find(({ feedId }) => feedId === winner)?.fields ?? {}, field);
    const ours = comparedValue(held, field);
    if (ours !== null && agree(field, [ours, value])) continue;
    taken.set(winner, [...(taken.get(winner) ?? []), field]);
  }
  return [...taken].flatMap(([feedId, fields]) => {
    const record = live.find((one) => one.feedId === feedId);
    return record ? [chosenFrom(kind, key, record, fields)] : [];
  });
}
