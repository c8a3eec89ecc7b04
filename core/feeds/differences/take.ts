import type { AppContext } from '../../features/context.ts';
import type { Command } from '../../features/journal/index.ts';
import type { FieldValue } from '../record.ts';
import { applyChosen, type Chosen, chosenFrom, thingId } from './apply-chosen.ts';
import { type SaysEntry, VIGIE } from './compare.ts';
import { writeChanges } from './differences.queries.ts';
import { agree, type ComparedKind, comparedValue } from './fields.ts';
import type { KeptDifference, Ruling } from './resolve.ts';
import { retireThings } from './retire.ts';
import { planReview, type Review, reviewThings } from './review.ts';

const NO_HINTS = new Map();

/** How a difference is to be settled. */
type Plan =
  | { how: 'field'; row: KeptDifference; feedId: number; value: FieldValue }
  | { how: 'bring'; row: KeptDifference; feedId: number }
  | { how: 'retire'; row: KeptDifference; feedId: number }
  | { how: 'keep'; row: KeptDifference }
  | { how: 'refuse'; row: KeptDifference; reason: string };

/** Makes ours what a source says: the one named, else the one whose word counts. */
export async function takeDifferences(
  ctx: AppContext,
  command: Command,
  rows: readonly KeptDifference[],
  feedId: number | undefined,
): Promise<Map<number, Ruling>> {
  const rulings = new Map<number, Ruling>();
  const kinds = Map.groupBy(rows, ({ kind }) => kind);
  const plans: { kind: ComparedKind; keys: string[]; before: Review; plans: Plan[] }[] = [];
  for (const [kind, group] of kinds) {
    const keys = [...new Set(group.map(({ key }) => key))];
    const before = await reviewThings(command.trx, kind, keys, NO_HINTS, command.at);
    plans.push({ kind, keys, before, plans: group.map((row) => planOf(row, before, feedId)) });
  }
  const reasons = await carryOut(ctx, command, plans);
  for (const { kind, keys, plans: ofKind } of plans) {
    const after = await reviewThings(command.trx, kind, keys, NO_HINTS, command.at);
    for (const plan of ofKind) rulings.set(plan.row.id, ruleOn(plan, after, reasons));
    await bringUpToDate(command, kind, after, rulings);
  }
  return rulings;
}

function planOf(row: KeptDifference, review: Review, wanted: number | undefined): Plan {
  const refuse = (reason: string): Plan => ({ how: 'refuse', row, reason });
  const finding = review.found
    .get(row.key)
    ?.find(({ type, field }) => type === row.type && field === row.field);
  if (!finding) return refuse('They agree by now.');
  const says = finding.says.filter((entry) => entry.feedId !== null);
  const entry =
    wanted === undefined ? (says.find(({ wins }) => wins) ?? says[0]) : says.find((e) => e.feedId === wanted);
  if (!entry || entry.feedId === null) return refuse('That source says nothing of it.');
  const { feedId, value } = entry;
  if (row.type === 'differs') return { how: 'field', row, feedId, value };
  if (row.type === 'missingHere') {
    return entry.item
      ? refuse('What was told of it waits in the inbox or in quarantine: mend it there, or apply it again.')
      : { how: 'bring', row, feedId };
  }
  if (wanted !== undefined && value === true) return { how: 'keep', row };
  const gone = wanted === undefined ? says.find((e) => e.value === false) : entry;
  return gone?.feedId == null
    ? refuse('No source says that it is gone.')
    : { how: 'retire', row, feedId: gone.feedId };
}

async function carryOut(
  ctx: AppContext,
  command: Command,
  groups: readonly { kind: ComparedKind; before: Review; plans: readonly Plan[] }[],
): Promise<Map<string, string>> {
  const all = groups.flatMap(({ kind, before, plans }) => plans.map((plan) => ({ kind, before, plan })));
  const retired = all.flatMap(({ kind, before, plan }) =>
    plan.how === 'retire'
      ? [{ kind, key: plan.row.key, feedId: plan.feedId, current: before.current.get(plan.row.key) }]
      : [],
  );
  const chosen = groups.flatMap(({ kind, before, plans }) => chosenOf(kind, before, plans));
  const reasons = await applyChosen(ctx, command, chosen);
  const refused = await retireThings(ctx, command, [
    ...new Map(retired.map((thing) => [thingId(thing), thing])).values(),
  ]);
  return new Map([...reasons, ...refused]);
}

/** The fields of a thing that are taken from the same feed make one record. */
function chosenOf(kind: ComparedKind, before: Review, plans: readonly Plan[]): Chosen[] {
  const taken = plans.filter((plan) => plan.how === 'field' || plan.how === 'bring');
  return [...Map.groupBy(taken, ({ feedId, row }) => `${feedId}|${row.key}`).values()].flatMap((group) => {
    const [{ row, feedId }] = group as [(typeof group)[number]];
    const said = before.said.get(row.key)?.find((record) => record.feedId === feedId);
    if (!said) return [];
    const everything = group.some(({ how }) => how === 'bring');
    return [chosenFrom(kind, row.key, said, everything ? 'all' : group.map((plan) => plan.row.field))];
  });
}

function ruleOn(plan: Plan, after: Review, reasons: ReadonlyMap<string, string>): Ruling {
  const { row } = plan;
  if (plan.how === 'refuse') return { reason: plan.reason };
  if (plan.how === 'keep') return { status: 'accepted', says: row.says };
  const current = after.current.get(row.key);
  const reason = reasons.get(thingId(row));
  if (plan.how === 'retire') {
    return current?.alive ? { reason: reason ?? 'It could not be retired here.' } : fixed(plan, after, false);
  }
  if (plan.how === 'bring')
    return current ? fixed(plan, after, true) : { reason: reason ?? 'It could not be applied.' };
  const held = current ? comparedValue(current.fields, row.field) : null;
  if (held !== null && agree(row.field, [held, plan.value])) return fixed(plan, after, held);
  const kept = `Vigie still holds ${held ?? 'nothing'}: what else is known of it (scans, work done here) counts for more.`;
  return { reason: reason ?? kept };
}

/** With who says what now, so that it stays fixed until somebody says something else. */
function fixed({ row }: Plan, after: Review, value: FieldValue): Ruling {
  const finding = after.found
    .get(row.key)
    ?.find(({ type, field }) => type === row.type && field === row.field);
  if (finding) return { status: 'fixed', says: finding.says };
  const others = row.says.filter(({ feedId }) => feedId !== null);
  const ours: SaysEntry = { feedId: null, name: VIGIE, value, since: null, wins: false };
  return { status: 'fixed', says: [...others, ours] };
}

/** What else has changed about the things: the differences just ruled on aside. */
async function bringUpToDate(
  command: Command,
  kind: ComparedKind,
  after: Review,
  rulings: ReadonlyMap<number, Ruling>,
): Promise<void> {
  const plan = planReview(after, command.at);
  const isSettled = (id: number) => {
    const ruling = rulings.get(id);
    return ruling !== undefined && !('reason' in ruling);
  };
  const updates = plan.updates.filter(({ id }) => !isSettled(id));
  await writeChanges(command.trx, kind, { inserts: plan.inserts, updates }, command.at);
}
