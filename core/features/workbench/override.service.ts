import type { CostBreakdown, DecisionReason } from '../../contract/sourcing.ts';
import type { OVERRIDE_REASONS } from '../../contract/workbench.ts';
import {
  priceAlternatives,
  pricePlans,
  type SourcingDecision,
  type SourcingOrder,
} from '../../solvers/sourcing/index.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import {
  costOf,
  type DecisionValues,
  facilityLimits,
  readPlan,
  runStatus,
  setRunStatistics,
} from '../sourcing/index.ts';
import { gatherOrder, type OrderFacts } from './order-facts.service.ts';
import { readStored, type StoredDecision, writeDecision } from './override.queries.ts';
import { statisticsAfter } from './override-figures.ts';
import { decisionOf } from './why.service.ts';

export type ByHand = { runId: number; number: string; facility: string };
export type OverrideInput = ByHand & { reason: (typeof OVERRIDE_REASONS)[number]; note: string };

export interface OverridePrice {
  possible: boolean;
  rejection: string | null;
  rule: string | null;
  before: CostBreakdown;
  after: CostBreakdown | null;
  daysLateBefore: number;
  daysLateAfter: number | null;
}

/** Nobody can decide these away: the goods are not there, or nothing goes there. */
const IMPOSSIBLE = ['noStock', 'partialStock', 'noRate', 'inactive'];

/** What shipping an order of a proposal whole from one facility would cost; changes nothing. */
export async function priceOverride(ctx: AppContext, input: ByHand): Promise<OverridePrice> {
  return (await planByHand(ctx, input)).price;
}

/** Puts a person's choice in place of the solver's. @throws CONFLICT when it is not possible */
export async function override(ctx: AppContext, input: OverrideInput): Promise<void> {
  const { facts, plan, price, orderId } = await planByHand(ctx, input);
  if (!price.possible || !plan) {
    throw conflict(
      `${input.facility} cannot ship order ${input.number} whole.`,
      price.rejection ?? 'notPossible',
      'Choose a facility that holds all of it.',
    );
  }
  const { reason, note } = input;
  await runCommand(ctx, 'workbench.override', async (command) => {
    const before = await storedProposal(command, input, orderId);
    const values = facts.writer.row(plan, { actor: ctx.actor, at: command.at, reason, note });
    await writeDecision(command.trx, input.runId, values);
    await setRunStatistics(command.trx, input.runId, (statistics) =>
      statisticsAfter(statistics, before, toStored(values), facilityLimits(facts.gathered)),
    );
    record(command, input, orderId, price);
    command.publish({ type: 'sourcing.changed', runId: input.runId });
  });
}

async function storedProposal(command: Command, { runId, number }: ByHand, orderId: number) {
  const status = await runStatus(command.trx, runId);
  const before = await readStored(command.trx, runId, orderId);
  if (status === 'proposed' && before) return before;
  throw conflict(
    `Run ${runId} is ${status ?? 'gone'}: the plan of order ${number} cannot be changed any more.`,
    status ?? 'gone',
    'Propose for the order again.',
  );
}

function record(command: Command, input: OverrideInput, orderId: number, price: OverridePrice): void {
  const { runId, facility, reason, note } = input;
  command.record({
    entity: 'order',
    id: orderId,
    key: input.number,
    before: { run: runId, costMinor: price.before.totalMinor },
    after: { run: runId, facility, costMinor: price.after?.totalMinor, reason, note },
  });
}

function toStored(values: DecisionValues): StoredDecision {
  const [orderId, outcome, costMinor, , , allocationsJson, reasonJson, , arrivesAt, , figuresJson] = values;
  return {
    ...readPlan({ orderId, outcome, allocationsJson, arrivesAt, figuresJson }),
    costMinor,
    reasonJson,
  };
}

interface PlanByHand {
  facts: OrderFacts;
  orderId: number;
  plan: SourcingDecision | null;
  price: OverridePrice;
}

async function planByHand(ctx: AppContext, input: ByHand): Promise<PlanByHand> {
  const { run, decision } = await decisionOf(ctx, input);
  if (run.kind === 'scenario') {
    throw conflict(`Run ${run.id} is a what-if: nothing of it is decided by hand.`, 'scenario');
  }
  const facts = await gatherOrder(ctx, run, decision);
  const reason = JSON.parse(decision.reasonJson) as DecisionReason;
  const before = { before: reason.cost, daysLateBefore: reason.daysLate };
  const facilityId = facts.gathered.facilities.find(({ code }) => code === input.facility)?.id;
  const [order] = facts.ruled.problem.orders;
  const { orderId } = decision;
  if (facilityId === undefined || !order) {
    const price = { ...before, ...REFUSED, rejection: 'inactive', rule: null };
    return { facts, orderId, plan: null, price };
  }
  const { verdict, others } = verdictOf(facts, order, facilityId, reason.cost.totalMinor);
  const rejection = verdict?.code === 'dearer' ? null : (verdict?.code ?? null);
  const rule = verdict?.rule ?? null;
  if (heldBy(facts, order, facilityId) < unitsOf(order) || IMPOSSIBLE.includes(rejection ?? '')) {
    const why = rejection && IMPOSSIBLE.includes(rejection) ? rejection : 'partialStock';
    return { facts, orderId, plan: null, price: { ...before, ...REFUSED, rejection: why, rule } };
  }
  const plan = { ...wholeFrom(facts, order, facilityId), alternatives: others.slice(0, 3) };
  const daysLateAfter = Math.max(0, ...plan.shipments.map(({ lateDays }) => lateDays));
  const price = { ...before, possible: true, rejection, rule, after: costOf(plan), daysLateAfter };
  return { facts, orderId, plan, price };
}

const REFUSED = { possible: false, after: null, daysLateAfter: null };

function verdictOf({ ruled }: OrderFacts, order: SourcingOrder, facilityId: number, costMinor: number) {
  const facilityIds = new Set<number>();
  const all = priceAlternatives(ruled.problem, order, { costMinor, facilityIds, complete: true });
  return {
    verdict: all.find((candidate) => candidate.facilityId === facilityId),
    others: all.filter((candidate) => candidate.facilityId !== facilityId),
  };
}

function unitsOf(order: SourcingOrder): number {
  return order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Units of the order that a facility has, whatever rules keep back. */
function heldBy({ gathered: { stock } }: OrderFacts, order: SourcingOrder, facilityId: number): number {
  const wanted = new Map<number, number>();
  for (const { productId, quantity } of order.lines) {
    wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
  }
  let held = 0;
  for (let i = 0; i < stock.productId.length; i++) {
    if (stock.facilityId[i] !== facilityId) continue;
    held += Math.max(0, Math.min(stock.available[i] ?? 0, wanted.get(stock.productId[i] ?? 0) ?? 0));
  }
  return held;
}

/** Late days have their price even where the parameters forbid them: a person may. */
function wholeFrom({ ruled: { problem } }: OrderFacts, order: SourcingOrder, facilityId: number) {
  const lines = order.lines.map(({ id: lineId, productId, quantity }) => ({ lineId, productId, quantity }));
  const priced = { ...problem, parameters: { ...problem.parameters, promiseMode: 'price' as const } };
  const [plan] = pricePlans(priced, [{ orderId: order.id, shipments: [{ facilityId, lines }] }]);
  return plan as SourcingDecision;
}
