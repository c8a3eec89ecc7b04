import { randomUUID } from 'node:crypto';
import { OPEN_STATUSES, type OrderStatus } from '../../contract/order-statuses.ts';
import type { Database, WriteTools, WriteTransaction } from '../../db/database.ts';
import type { AppContext } from '../context.ts';
import {
  activeHolds,
  endHolds,
  type Hold,
  isOfReception,
  letPass,
  placeHolds,
  restateHold,
  statusAfter,
  summaryOf,
  writeHeldOrders,
} from '../holds/index.ts';
import { type JournalRecord, writeJournal } from '../journal/index.ts';
import type { Places } from '../places/index.ts';
import { readPreferences } from '../workspace/index.ts';
import { gatherFacts, placeLookup } from './gather.ts';
import { type HoldPlan, judge, planHolds, statedByRules, statedBySource } from './judge.ts';
import type { OrderFacts, PlaceLookup } from './order-facts.ts';
import { type RulesInForce, rulesInForce } from './rules-in-force.ts';
import { readValidationSettings } from './settings.queries.ts';
import { findOrders, findUnseen, markSeen, type OrderRow, VALIDATED_STATUSES } from './validation.queries.ts';

/** The transaction in which orders are looked at. */
export interface ValidationCommand {
  trx: WriteTransaction;
  tools: WriteTools;
  at: number;
}

/** What looking at orders came to. */
export interface ValidatedOrders {
  validated: number;
  /** Ids of orders of which something changed. */
  changed: number[];
  /** Numbers of orders that got a hold, and of those that have none any more. */
  held: string[];
  freed: string[];
  records: JournalRecord[];
}

const lookups = new WeakMap<Places, PlaceLookup>();

/** Where no gazetteer is at hand, every place is taken at its word. */
const AT_ITS_WORD: PlaceLookup = { isCountry: () => true, isFound: () => true };

function lookupOf(places: Places | null): PlaceLookup {
  if (!places) return AT_ITS_WORD;
  const known = lookups.get(places) ?? placeLookup(places);
  lookups.set(places, known);
  return known;
}

/** The rules as they stand in a transaction. */
export async function currentRules(db: Database['read'] | WriteTransaction): Promise<RulesInForce> {
  const [settings, { currency }] = [await readValidationSettings(db), await readPreferences(db)];
  return rulesInForce(settings, currency);
}

/**
 * Looks at orders by the rules of reception, within the caller's transaction: places the holds that their rules ask for, ends
 * those without a cause, and moves them between received and open. Always the same for the same facts. The journal is told by
 * the caller, or by `validateArrived`.
 */
export async function validateWithin(
  { trx, tools, at }: ValidationCommand,
  places: Places | null,
  orderIds: readonly number[],
): Promise<ValidatedOrders> {
  const result: ValidatedOrders = { validated: 0, changed: [], held: [], freed: [], records: [] };
  if (orderIds.length === 0) return result;
  const orders = await findOrders(trx, orderIds);
  const open = orders.filter(({ status }) => OPEN_STATUSES.includes(status as OrderStatus));
  const ids = open.map(({ id }) => id);
  const rules = await currentRules(trx);
  const looked = open.filter(({ status }) => VALIDATED_STATUSES.includes(status));
  const facts = new Map((await gatherFacts(trx, looked, rules)).map((one) => [one.id, one]));
  const known = { holds: await activeHolds(trx, ids), passed: await letPass(trx, ids) };
  const placed: (Hold & { orderId: number })[] = [];
  const rows: unknown[][] = [];
  /** Of the orders looked at so far, whether they wait at reception now. */
  const waiting = new Map<number, boolean>();
  for (const order of open.sort((a, b) => a.ordered_at - b.ordered_at || a.id - b.id)) {
    const before = known.holds.get(order.id) ?? [];
    const passed = known.passed.get(order.id) ?? [];
    const look = { rules, places, at };
    const plan = planOrder(order, asOfNow(facts.get(order.id), waiting), before, passed, look);
    placed.push(...plan.placed.map((hold) => ({ ...hold, orderId: order.id })));
    await endHolds(trx, order.id, plan.ended, { at, by: null, note: null });
    for (const hold of plan.restated) await restateHold(trx, order.id, hold);
    waiting.set(order.id, statusOf(order, plan.holds) === 'received');
    const row = noteChange(order, before, plan, result, at);
    if (row) rows.push(row);
  }
  await placeHolds(tools, placed);
  await writeHeldOrders(trx, tools, rows);
  await markSeen(
    trx,
    orders.filter(({ validated_at }) => validated_at === null).map(({ id }) => id),
    at,
  );
  result.validated = looked.length;
  return result;
}

function statusOf(order: OrderRow, holds: readonly Hold[]): OrderStatus {
  return statusAfter({ status: order.status as OrderStatus, said: order.said_status }, holds);
}

/** An order's facts with what has become of the customer's earlier orders meanwhile. */
function asOfNow(
  facts: OrderFacts | undefined,
  waiting: ReadonlyMap<number, boolean>,
): OrderFacts | undefined {
  if (!facts?.customer) return facts;
  const earlier = facts.customer.earlier.map((other) => ({
    ...other,
    waits: waiting.get(other.id) ?? other.waits,
  }));
  return { ...facts, customer: { ...facts.customer, earlier } };
}

/** Past validation the rules find nothing new: what they have placed stays. */
function planOrder(
  order: OrderRow,
  facts: OrderFacts | undefined,
  before: readonly Hold[],
  passed: readonly { code: string; fingerprint: string | null }[],
  { rules, places, at }: { rules: RulesInForce; places: Places | null; at: number },
): HoldPlan {
  const byRules = facts
    ? statedByRules(facts, judge(facts, rules, lookupOf(places)))
    : before.filter(({ code }) => isOfReception(code));
  return planHolds(before, [...statedBySource(order.said_hold), ...byRules], passed, at);
}

/** Tells what becomes of an order; returns what is written of it, or null where it stays as it is. */
function noteChange(
  order: OrderRow,
  before: readonly Hold[],
  { holds, placed, ended, restated }: HoldPlan,
  result: ValidatedOrders,
  at: number,
): unknown[] | null {
  const status = statusOf(order, holds);
  const { holdReason, holdCodes } = summaryOf(holds);
  const told = placed.length + ended.length + restated.length > 0;
  const differs =
    status !== order.status || holdReason !== order.hold_reason || holdCodes !== order.hold_codes;
  if (!told && !differs) return null;
  result.changed.push(order.id);
  if (placed.some(({ mode }) => mode === 'hold')) result.held.push(order.number);
  else if (holdReason === null && summaryOf(before).holdReason !== null) result.freed.push(order.number);
  if (differs) {
    const was = { status: order.status, holdReason: order.hold_reason, holds: before };
    const { id, number: key } = order;
    result.records.push({ entity: 'order', id, key, ...changesOf(was, { status, holdReason, holds }) });
  }
  return [order.id, status, holdReason, holdCodes, at];
}

interface Told {
  status: string;
  holdReason: string | null;
  holds: readonly Hold[];
}

/** What the journal tells of it: only what is not as it was. */
function changesOf(was: Told, is: Told): { before: Partial<Told>; after: Partial<Told> } {
  const held = was.holdReason !== is.holdReason;
  const pick = ({ status, holdReason, holds }: Told): Partial<Told> => ({
    ...(was.status !== is.status && { status }),
    ...(held && { holdReason, holds }),
  });
  return { before: pick(was), after: pick(is) };
}

/** Looks at orders that have just come, in the transaction that brought them, and tells the journal. */
export async function validateArrived(
  ctx: Pick<AppContext, 'places'>,
  command: ValidationCommand,
  orderIds: readonly number[],
): Promise<ValidatedOrders> {
  const result = await validateWithin(command, ctx.places, orderIds);
  await writeJournal(
    command.tools,
    { at: command.at, actor: 'vigie', procedure: 'validation.validate', commandId: randomUUID() },
    result.records,
  );
  return result;
}

const PIECE = 1_000;

/** Looks at all orders that nobody has looked at, within a transaction that has just made them. */
export async function validateAll(command: ValidationCommand): Promise<void> {
  let ids = await findUnseen(command.trx, PIECE);
  while (ids.length > 0) {
    await validateWithin(command, null, ids);
    ids = await findUnseen(command.trx, PIECE);
  }
}
