import type { WriteTransaction } from '../../db/database.ts';
import { type CurrentFacts, compareThing, type Finding, type Hint, hintedFinding } from './compare.ts';
import { currentFacts, type Reader } from './current-facts.queries.ts';
import { readPrecedence, storedDifferences, writeChanges } from './differences.queries.ts';
import type { ComparedKind } from './fields.ts';
import { isPending } from './pending.queries.ts';
import { type PlannedChanges, planChanges, type StoredDifference } from './plan-changes.ts';
import { loadSaid, type SaidRecord } from './said.queries.ts';

/** All that is known of some things of a kind. */
export interface Review {
  said: Map<string, SaidRecord[]>;
  current: Map<string, CurrentFacts>;
  found: Map<string, Finding[]>;
  stored: Map<string, StoredDifference[]>;
}

export type Hints = ReadonlyMap<string, Hint>;
const NO_HINTS: Hints = new Map();

/** Compares things by their keys. */
export async function reviewThings(
  db: Reader,
  kind: ComparedKind,
  keys: readonly string[],
  hints: Hints,
  at: number,
): Promise<Review> {
  const said = await loadSaid(db, kind, keys);
  const current = await currentFacts(db, kind, keys);
  const stored = await storedDifferences(db, kind, keys);
  const precedence = await readPrecedence(db);
  const found = new Map<string, Finding[]>();
  for (const key of keys) {
    const thing = { kind, said: said.get(key) ?? [], current: current.get(key) };
    const findings = compareThing(thing, precedence);
    for (const hint of await hintsFor(db, hints.get(key), stored.get(key))) {
      if (findings.some(({ type }) => type === hint.type)) continue;
      const finding = hintedFinding(thing, hint, at);
      if (finding) findings.push(finding);
    }
    found.set(key, findings);
  }
  return { said, current, found, stored };
}

/** The hint given, and those that a full comparison left in the differences it found. */
async function hintsFor(
  db: Reader,
  given: Hint | undefined,
  stored: readonly StoredDifference[] | undefined,
): Promise<Hint[]> {
  const hints = given ? [given] : [];
  for (const { type, status, says } of stored ?? []) {
    if (status === 'gone' || (type !== 'missingThere' && type !== 'missingHere')) continue;
    const entry = says.find(({ feedId, value }) => feedId !== null && value === (type === 'missingHere'));
    if (!entry || entry.feedId === null) continue;
    const { feedId, name, item } = entry;
    if (type === 'missingHere' && !(item && (await isPending(db, feedId, item)))) continue;
    hints.push({ type, feedId, name, ...(item && { item }) });
  }
  return hints;
}

/** What must be written so that the differences kept are those found. */
export function planReview({ found, stored }: Review, at: number): PlannedChanges & { keys: string[] } {
  const total: PlannedChanges & { keys: string[] } = { inserts: [], updates: [], keys: [] };
  for (const [key, findings] of found) {
    const plan = planChanges(key, stored.get(key) ?? [], findings, at);
    if (plan.inserts.length + plan.updates.length === 0) continue;
    total.inserts.push(...plan.inserts);
    total.updates.push(...plan.updates);
    total.keys.push(key);
  }
  return total;
}

/** Brings the differences kept of these things up to date; returns whether any changed. */
export async function reviewKeys(
  trx: WriteTransaction,
  kind: ComparedKind,
  keys: readonly string[],
  at: number,
  hints = NO_HINTS,
): Promise<boolean> {
  if (keys.length === 0) return false;
  const review = await reviewThings(trx, kind, keys, hints, at);
  return writeChanges(trx, kind, planReview(review, at), at);
}
