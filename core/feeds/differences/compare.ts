import type { DifferenceRow, PrecedenceRule } from '../../contract/differences.ts';
import type { RecordFields } from '../record.ts';
import { agree, COMPARED_FIELDS, type ComparedKind, comparedValue } from './fields.ts';
import { winnerOf } from './precedence.ts';

/** A raw item, as its source names it. */
export interface ItemRef {
  kind: string;
  key: string;
}

/** Who says what; `item`: the raw record that waits in the inbox. */
export type SaysEntry = DifferenceRow['says'][number] & { item?: ItemRef };
export type DifferenceType = DifferenceRow['type'];

/** What one feed last said of a thing. */
export interface Said {
  feedId: number;
  name: string;
  /** When it said so; of a deleted thing, when it was found deleted. */
  at: number;
  deleted: boolean;
  /** `lines` among them, as one text. */
  fields: RecordFields;
  /** Derived from a carrier's scans: the feed itself has no such record. */
  derived: boolean;
}

/** What the workspace holds of a thing. */
export interface CurrentFacts {
  fields: RecordFields;
  /** False: it is there and retired (no longer sold, no stock, cancelled). */
  alive: boolean;
  updatedAt: number | null;
}

/** A difference as it is found. For a whole thing (`field` empty) a value is whether that source has it. */
export interface Finding {
  type: DifferenceType;
  field: string;
  says: SaysEntry[];
}

export interface Thing {
  kind: ComparedKind;
  said: readonly Said[];
  current: CurrentFacts | undefined;
}

export const VIGIE = 'Vigie';

/** All that sources and the workspace do not agree on about one thing. */
export function compareThing(thing: Thing, precedence: readonly PrecedenceRule[]): Finding[] {
  const { kind, said, current } = thing;
  const live = said.filter(({ deleted }) => !deleted);
  if (!current)
    return live.some(({ fields }) => isWorthKeeping(kind, fields))
      ? [whole('missingHere', thing, precedence)]
      : [];
  const findings: Finding[] = [];
  if (current.alive && live.length < said.length) findings.push(whole('deletedThere', thing, precedence));
  for (const field of COMPARED_FIELDS[kind]) {
    const says = saysOf(thing, live, field, precedence);
    if (
      !agree(
        field,
        says.map(({ value }) => value),
      )
    )
      findings.push({ type: 'differs', field, says });
  }
  return findings;
}

/** What cannot be seen from what feeds said and the workspace holds. */
export interface Hint {
  /** `missingThere`: the feed should have it and has not; `missingHere`: what it told of it waits in the inbox. */
  type: 'missingThere' | 'missingHere';
  feedId: number;
  name: string;
  item?: ItemRef;
}

/** The difference that a hint amounts to, if it still does. */
export function hintedFinding(thing: Thing, hint: Hint, at: number): Finding | null {
  const { said, current } = thing;
  const spoke = said.some((record) => record.feedId === hint.feedId && !record.derived);
  if (spoke || (hint.type === 'missingThere' ? !current?.alive : current !== undefined)) return null;
  const { says } = whole(hint.type, thing, []);
  const { feedId, name, item } = hint;
  const there = {
    feedId,
    name,
    value: hint.type === 'missingHere',
    since: at,
    wins: true,
    ...(item && { item }),
  };
  const others = says.filter((entry) => entry.feedId !== feedId).map((entry) => ({ ...entry, wins: false }));
  return { type: hint.type, field: '', says: [there, ...others] };
}

/** A position without any stock is as good as none. */
function isWorthKeeping(kind: ComparedKind, fields: RecordFields): boolean {
  return kind !== 'stock' || COMPARED_FIELDS.stock.some((field) => Number(fields[field] ?? 0) !== 0);
}

function whole(
  type: DifferenceType,
  { kind, said, current }: Thing,
  precedence: readonly PrecedenceRule[],
): Finding {
  const winner = winnerOf(kind, '*', said, precedence);
  const says: SaysEntry[] = said.map(({ feedId, name, at, deleted }) => ({
    feedId,
    name,
    value: !deleted,
    since: at,
    wins: feedId === winner,
  }));
  says.push({
    feedId: null,
    name: VIGIE,
    value: current !== undefined,
    since: current?.updatedAt ?? null,
    wins: false,
  });
  return { type, field: '', says };
}

function saysOf(
  { kind, current }: Thing,
  live: readonly Said[],
  field: string,
  precedence: readonly PrecedenceRule[],
): SaysEntry[] {
  const says = live
    .map(({ feedId, name, at, fields }) => ({ feedId, name, value: comparedValue(fields, field), since: at }))
    .filter(({ value }) => value !== null);
  const words = says.map(({ feedId, since }) => ({ feedId, at: since }));
  const winner = winnerOf(kind, field, words, precedence);
  const entries: SaysEntry[] = says.map((entry) => ({ ...entry, wins: entry.feedId === winner }));
  const value = current ? comparedValue(current.fields, field) : null;
  if (value !== null && entries.length > 0) {
    entries.push({ feedId: null, name: VIGIE, value, since: current?.updatedAt ?? null, wins: false });
  }
  return entries;
}
