import { randomUUID } from 'node:crypto';
import type { CoreEvent } from '../../contract/events.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import type { AppContext } from '../context.ts';

/** One thing that a command changed. */
export interface JournalRecord {
  entity: string;
  id: number | null;
  /** What people call it: order number, SKU, facility code. */
  key: string | null;
  before: unknown;
  after: unknown;
}

/** A command under way: one transaction, its journal and the events to publish after the commit. */
export interface Command extends WriteTools {
  readonly trx: WriteTransaction;
  readonly commandId: string;
  readonly at: number;
  /** Who gave it. */
  readonly actor: string;
  record(entry: JournalRecord): void;
  publish(event: CoreEvent): void;
}

const JOURNAL_COLUMNS = [
  'at',
  'actor',
  'procedure',
  'command_id',
  'entity',
  'entity_id',
  'entity_key',
  'before_json',
  'after_json',
] as const;

/**
 * Runs a command: everything in one transaction with its journal rows, then the lists are refreshed, then the events
 * go out. What `work` throws rolls everything back.
 */
export async function runCommand<T>(
  ctx: AppContext,
  procedure: string,
  work: (command: Command) => Promise<T>,
): Promise<T> {
  const events: CoreEvent[] = [];
  const result = await ctx.db.write(async (trx, tools) => {
    const records: JournalRecord[] = [];
    const command = openCommand(ctx, trx, tools, { records, events });
    const outcome = await work(command);
    await writeJournal(tools, { ...command, procedure }, records);
    return outcome;
  });
  await publishChanges(ctx, events);
  return result;
}

class TakenBack extends Error {}

/** Does a command's work and takes all of it back: what it would do, without anything being done. */
export async function tryCommand<T>(ctx: AppContext, work: (command: Command) => Promise<T>): Promise<T> {
  const done: { result?: T } = {};
  try {
    await ctx.db.write(async (trx, tools) => {
      done.result = await work(openCommand(ctx, trx, tools, { records: [], events: [] }));
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return done.result as T;
}

function openCommand(
  ctx: AppContext,
  trx: WriteTransaction,
  tools: WriteTools,
  told: { records: JournalRecord[]; events: CoreEvent[] },
): Command {
  return {
    ...tools,
    trx,
    commandId: randomUUID(),
    at: ctx.clock(),
    actor: ctx.actor,
    record: (entry) => void told.records.push(entry),
    publish: (event) => void told.events.push(event),
  };
}

/** Refreshes the lists and tells the screens: for work that commits outside `runCommand`. */
export async function publishChanges(ctx: AppContext, events: readonly CoreEvent[]): Promise<void> {
  if (events.length === 0) return;
  await ctx.grids.refresh(events);
  for (const event of events) ctx.events.publish(event);
}

/** Who did it, by which procedure, in which command. */
export interface JournalHead {
  at: number;
  actor: string;
  procedure: string;
  commandId: string;
}

/** Writes what was done into the journal: for work within a transaction that no command opened. */
export async function writeJournal(
  tools: WriteTools,
  head: JournalHead,
  records: readonly JournalRecord[],
): Promise<void> {
  await tools.bulkInsert(
    'journal',
    JOURNAL_COLUMNS,
    records.map((entry) => toRow(head, entry)),
  );
}

function toRow({ at, actor, procedure, commandId }: JournalHead, entry: JournalRecord): unknown[] {
  const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value));
  return [
    at,
    actor,
    procedure,
    commandId,
    entry.entity,
    entry.id,
    entry.key,
    json(entry.before),
    json(entry.after),
  ];
}
