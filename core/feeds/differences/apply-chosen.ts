import { RECORD_KINDS } from '../../contract/feed-records.ts';
import type { AppContext } from '../../features/context.ts';
import type { Command } from '../../features/journal/index.ts';
import { applyRecords, type ReceivedRecord } from '../apply/apply-records.ts';
import type { RecordFields } from '../record.ts';
import { feedOf } from './chosen.queries.ts';
import { type ComparedKind, withCompanions } from './fields.ts';
import { keyFields } from './key-fields.ts';
import type { SaidRecord } from './said.queries.ts';

/** A word of a feed that was chosen for a thing. */
export interface Chosen {
  kind: ComparedKind;
  key: string;
  feedId: number;
  fields: RecordFields;
  lines?: RecordFields[];
}

/** Of what a feed said, some fields with those that they mean little without; `all`: everything. */
export function chosenFrom(
  kind: ComparedKind,
  key: string,
  said: SaidRecord,
  which: Iterable<string> | 'all',
): Chosen {
  const { lines: _text, ...own } = said.fields;
  const names = which === 'all' ? Object.keys(own) : [...which].flatMap(withCompanions);
  const fields = Object.fromEntries(names.map((name) => [name, own[name] ?? null]));
  const withLines = said.lines && (which === 'all' || names.includes('lines'));
  const naming = Object.keys(keyFields(kind, key)).map((name) => [name, own[name] ?? null]);
  return {
    kind,
    key,
    feedId: said.feedId,
    fields: { ...fields, ...Object.fromEntries(naming.filter(([, value]) => value !== null)) },
    ...(withLines ? { lines: said.lines as RecordFields[] } : {}),
  };
}

export function thingId({ kind, key }: { kind: string; key: string }): string {
  return `${kind}\u0000${key}`;
}

/**
 * Applies chosen words as any record is applied, whatever the precedence; what feeds are remembered to have said stays as it
 * is. Returns why things were refused, by their ids.
 */
export async function applyChosen(
  ctx: AppContext,
  command: Command,
  chosen: readonly Chosen[],
): Promise<Map<string, string>> {
  const reasons = new Map<string, string>();
  const inOrder = [...chosen].sort((a, b) => RECORD_KINDS.indexOf(a.kind) - RECORD_KINDS.indexOf(b.kind));
  for (const [feedId, group] of Map.groupBy(inOrder, (one) => one.feedId)) {
    const records = group.map(toRecord);
    const { trx, at } = command;
    const feed = await feedOf(trx, feedId);
    const outcome = await applyRecords(ctx, { trx, tools: command, at }, feed, records, {
      regardless: true,
    });
    for (const event of outcome.events) command.publish(event);
    for (const [index, one] of group.entries()) {
      const problems = outcome.byItem.get(index)?.problems ?? [];
      const told = problems.find(({ severity }) => severity !== 'warning') ?? problems[0];
      if (told) reasons.set(thingId(one), told.reason);
    }
  }
  return reasons;
}

function toRecord({ kind, key, fields, lines }: Chosen, item: number): ReceivedRecord {
  return {
    kind,
    key,
    upstream: null,
    version: null,
    item,
    itemKind: '',
    itemKey: '',
    fields: { ...keyFields(kind, key), ...fields },
    ...(lines ? { lines } : {}),
  };
}
