import type { OptionKind } from '../../contract/incidents.ts';
import type { AppContext } from '../context.ts';
import { findMessengers } from '../customer-messages/index.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { enqueue, type NewMessage } from '../outbox/index.ts';
import { writeExtraStop } from '../routes/index.ts';
import {
  changeService,
  countReplacements,
  countReturnsOf,
  findFree,
  insertAction,
  insertComingBack,
  insertRefund,
  insertReplacement,
} from './act.queries.ts';
import { keepClaim } from './claim/settle-claim.service.ts';
import { giveCover } from './cover.service.ts';
import { setIncidents } from './inbox.queries.ts';
import { isOver } from './incident-states.ts';
import { endIncidents, findIncidents, insertEvents } from './incidents.queries.ts';
import { type PlannedAction, planActions, type Refused, refusal } from './plan-action.service.ts';
import type { UndoNote } from './undo-note.ts';

interface Done {
  made: string | null;
  undo: UndoNote;
}

/** More that is done in the same transaction, or takes it back by throwing. */
export type AlsoWithin = (
  command: Command,
  result: { applied: readonly number[]; refused: readonly Refused[]; costMinor: number },
) => Promise<void>;

/**
 * Chooses an option for incidents, all in one transaction: its reservations, its messages into the outbox, the incidents put off or
 * closed. What can no longer be done is left out and named.
 */
export async function applyOption(
  ctx: AppContext,
  { ids, option, bodies }: { ids: readonly number[]; option: OptionKind; bodies: Record<string, string> },
  within?: AlsoWithin,
) {
  const { planned, refused } = await planActions(ctx, ids, option);
  return runCommand(ctx, 'incidents.apply', async (command) => {
    const messengers = await findMessengers(command.trx);
    const fresh = await findIncidents(command.trx, idsOf(planned));
    const open = new Set(fresh.filter((row) => !isOver(row)).map(({ id }) => id));
    const applied: number[] = [];
    const messages: NewMessage[] = [];
    for (const action of planned) {
      if (!open.has(action.row.id)) {
        refused.push(refusal(action.row, 'notOpen', `${action.row.entity_key} was closed meanwhile.`));
        continue;
      }
      const drafts = draftsOf(action, bodies);
      const own = messagesOf(command, action, drafts, messengers);
      const done = await carryOut(ctx, command, action, own);
      if ('code' in done) {
        refused.push(done);
        continue;
      }
      done.undo.drafts = drafts;
      const actionId = await insertAction(
        command.trx,
        {
          incidentId: action.row.id,
          option,
          actor: ctx.actor,
          commandId: command.commandId,
          costMinor: action.way.costMinor,
          currency: action.facts.currency,
          ...done,
        },
        command.at,
      );
      await keepClaim(command, actionId, action);
      await moveOn(command, action);
      tell(command, action, done);
      applied.push(action.row.id);
      messages.push(...own);
    }
    const told = [...new Set([...applied, ...causesOf(planned, applied, ids)])];
    const events = told.map((incidentId) => ({ incidentId, kind: 'acted', detail: option }));
    await insertEvents(command, events, { actor: ctx.actor, at: command.at });
    const sent = await enqueue(command.trx, messages, ctx.actor, command.at);
    for (const feedId of new Set(messages.map((message) => message.feedId))) {
      command.publish({ type: 'feeds.changed', feedId });
    }
    command.publish({ type: 'incidents.changed', ids: told });
    await within?.(command, { applied, refused, costMinor: costOf(planned, applied) });
    return { commandId: command.commandId, applied, messages: sent, refused };
  });
}

/** Of those that it was chosen for, the ones that hold what it was done about. */
function causesOf(
  planned: readonly PlannedAction[],
  applied: readonly number[],
  chosenFor: readonly number[],
): number[] {
  const done = new Set(applied);
  const parents = new Set(planned.map(({ row }) => (done.has(row.id) ? row.parent_id : null)));
  return chosenFor.filter((id) => parents.has(id));
}

function costOf(planned: readonly PlannedAction[], applied: readonly number[]): number {
  const done = new Set(applied);
  return planned.reduce((sum, { row, way }) => sum + (done.has(row.id) ? way.costMinor : 0), 0);
}

function idsOf(planned: readonly PlannedAction[]): number[] {
  return planned.map(({ row }) => row.id);
}

/** The messages as reviewed: what was written over the draft to the customer is what goes out. */
function draftsOf({ row, way }: PlannedAction, bodies: Record<string, string>) {
  return way.effect.messages.map((message) => {
    const reviewed = message.to === 'customer' ? bodies[String(row.id)] : undefined;
    return reviewed === undefined ? message : { ...message, body: reviewed };
  });
}

function messagesOf(
  { commandId }: Command,
  { row }: PlannedAction,
  drafts: UndoNote['drafts'],
  messengers: ReadonlyMap<string, { id: number }>,
): NewMessage[] {
  return drafts.flatMap((draft, index): NewMessage[] => {
    const feed = messengers.get(draft.kind);
    if (!feed) return [];
    return [
      {
        feedId: feed.id,
        kind: draft.kind as NewMessage['kind'],
        subject: `incident:${row.id}`,
        idempotencyKey: `${draft.kind}:${row.id}:${commandId}:${index}`,
        payload: { ...draft, incident: row.id, order: row.order_number, about: row.entity_key },
      },
    ];
  });
}

async function carryOut(
  ctx: AppContext,
  command: Command,
  action: PlannedAction,
  messages: readonly NewMessage[],
): Promise<Done | Refused> {
  const { trx, at } = command;
  const { row, facts, way } = action;
  const { effect } = way;
  const undo: UndoNote = {
    state: row.state,
    snoozedUntil: row.snoozed_until,
    messageKeys: messages.map(({ idempotencyKey }) => idempotencyKey),
    drafts: [],
  };
  if (effect.upgrade && facts.shipment) {
    const service = await changeService(trx, facts.shipment.id, effect.upgrade, at);
    if (!service) return refusal(row, 'alreadyShipped', `${row.entity_key} has left meanwhile.`);
    return { made: null, undo: { ...undo, service: { shipmentId: facts.shipment.id, ...service } } };
  }
  if (effect.replacement && facts.order) return replace(command, action, undo);
  if (effect.cover) return giveCover(command, action, undo);
  if (effect.tour) {
    if (!(await writeExtraStop(ctx, command, effect.tour))) {
      return refusal(row, 'tourChanged', `The tours ${effect.tour.plan} were changed meanwhile: look again.`);
    }
    const { planId, plan, stop } = effect.tour;
    return { made: plan, undo: { ...undo, tour: { planId, stop } } };
  }
  if (effect.refundMinor !== undefined && facts.order) {
    const refund = { orderId: facts.order.id, amountMinor: effect.refundMinor, currency: facts.currency };
    const reference = `incident ${row.id}`;
    const refundId = await insertRefund(trx, { ...refund, reference }, at);
    return { made: null, undo: { ...undo, refundId } };
  }
  if (effect.comesBack && facts.order) {
    const number = `RMA-${facts.order.number}-${(await countReturnsOf(trx, facts.order.id)) + 1}`;
    const given = { orderId: facts.order.id, number, lines: facts.lines, currency: facts.currency };
    return { made: number, undo: { ...undo, returnId: await insertComingBack(trx, given, at) } };
  }
  return { made: null, undo };
}

/** Makes the order that replaces what is lost, with its stock; what others have taken meanwhile is not promised twice. */
async function replace(command: Command, action: PlannedAction, undo: UndoNote): Promise<Done | Refused> {
  const { trx, at } = command;
  const { row, facts, way } = action;
  const { order, lines } = facts;
  const again = way.effect.replacement;
  if (!order || !again) throw new Error('A replacement needs an order and its goods.');
  const free = await findFree(
    trx,
    lines.map(({ productId }) => productId),
  );
  for (const { facility, lines: units } of again.parts) {
    const short = units.find(
      ({ productId, quantity }) => (free.get(`${productId}@${facility}`) ?? 0) < quantity,
    );
    if (short) {
      const reason = `Not enough of ${short.sku} is left in ${facility}: others took it meanwhile.`;
      return refusal(row, 'insufficientStock', reason);
    }
  }
  const number = `${order.number}-R${(await countReplacements(trx, order.number)) + 1}`;
  const id = await insertReplacement(trx, { orderId: order.id, number }, { reship: again, lines }, at);
  command.record({
    entity: 'order',
    id,
    key: number,
    before: null,
    after: { status: 'sourced', replaces: order.number },
  });
  command.publish({ type: 'orders.changed', ids: [id] });
  command.publish({ type: 'stock.changed', productIds: lines.map(({ productId }) => productId) });
  return { made: number, undo: { ...undo, orderId: id } };
}

/** Put off until it should show an effect, or closed: what was chosen settles it. */
async function moveOn(command: Command, { row, way }: PlannedAction): Promise<void> {
  const { snoozeUntil } = way.effect;
  if (way.kind === 'claim') return;
  if (snoozeUntil !== undefined) {
    const values = { state: 'snoozed', snoozed_until: snoozeUntil };
    await setIncidents(command.trx, [row.id], values, command.at);
    return;
  }
  const ended = { id: row.id, state: 'resolved', resolution: 'acted', active: 1 } as const;
  await endIncidents(command.trx, command, [ended], command.at);
}

function tell(command: Command, { row, facts, way }: PlannedAction, { made }: Done): void {
  command.record({
    entity: 'incident',
    id: row.id,
    key: row.entity_key,
    before: { state: row.state },
    after: { option: way.kind, costMinor: way.costMinor, made },
  });
  if (facts.shipment && way.effect.upgrade) {
    command.publish({ type: 'shipments.changed', ids: [facts.shipment.id] });
  }
  if (facts.order && (way.effect.refundMinor !== undefined || way.effect.comesBack)) {
    command.publish({ type: 'orders.changed', ids: [facts.order.id] });
  }
}
