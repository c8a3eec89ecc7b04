import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { withdraw } from '../outbox/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { prepareWithoutExtraStop, type WithoutExtraStop, writeWithoutExtraStop } from '../routes/index.ts';
import {
  cancelComingBack,
  cancelRefund,
  cancelReplacement,
  changeService,
  findAction,
  markUndone,
} from './act.queries.ts';
import { takeCoverBack } from './cover.service.ts';
import { setIncidents } from './inbox.queries.ts';
import { findIncidents, insertEvents, openAgain } from './incidents.queries.ts';
import type { UndoNote } from './undo-note.ts';

/**
 * Takes back what was done about an incident, whole or not at all.
 * @throws NOT_FOUND; CONFLICT `alreadySent`, `alreadyShipped`, `alreadyPaid`, `alreadyBack`, `tourFixed`, `alreadyUndone`
 */
export async function undoAction(ctx: AppContext, actionId: number): Promise<void> {
  const offTour = await prepareOffTour(ctx, actionId);
  await runCommand(ctx, 'incidents.undo', async (command) => {
    const { trx, at } = command;
    const action = await findAction(trx, actionId);
    if (!action) throw notFound('action', String(actionId));
    if (!(await markUndone(trx, actionId, at))) {
      throw conflict('This has been taken back already.', 'alreadyUndone');
    }
    const note = JSON.parse(action.undo_json) as UndoNote;
    await withdrawMessages(command, note);
    await takeBack(command, note);
    if (note.cover) await takeCoverBack(command, note.cover);
    if (offTour) await writeWithoutExtraStop(ctx, command, offTour);
    const [incident] = await findIncidents(trx, [action.incident_id]);
    if (incident && incident.active === 1) await restore(command, incident.id, note);
    const event = { incidentId: action.incident_id, kind: 'undone', detail: action.option };
    await insertEvents(command, [event], { actor: ctx.actor, at });
    command.record({
      entity: 'incident',
      id: action.incident_id,
      key: incident?.entity_key ?? null,
      before: { option: action.option, made: action.made },
      after: { undone: true },
    });
    command.publish({ type: 'incidents.changed', ids: [action.incident_id] });
  });
}

/** A tour without the stop that the action put onto it, measured before anything is written. */
async function prepareOffTour(ctx: AppContext, actionId: number): Promise<WithoutExtraStop | null> {
  const action = await findAction(ctx.db.read, actionId);
  if (!action || action.undone_at !== null) return null;
  const { tour } = JSON.parse(action.undo_json) as UndoNote;
  return tour ? prepareWithoutExtraStop(ctx, tour) : null;
}

async function withdrawMessages({ trx, publish }: Command, { messageKeys }: UndoNote): Promise<void> {
  if (messageKeys.length === 0) return;
  const sent = await withdraw(trx, messageKeys);
  if (sent.length > 0) {
    throw conflict(
      'The message has been sent, or is being sent: it cannot be called back.',
      'alreadySent',
      'Write to them again, or choose another way out.',
    );
  }
  publish({ type: 'feeds.changed' });
}

async function takeBack(command: Command, note: UndoNote): Promise<void> {
  const { trx, at } = command;
  if (note.service) {
    const { shipmentId, ...before } = note.service;
    if (!(await changeService(trx, shipmentId, before, at))) {
      throw conflict('The shipment has left with its new service.', 'alreadyShipped');
    }
    command.publish({ type: 'shipments.changed', ids: [shipmentId] });
  }
  if (note.orderId !== undefined) {
    if (!(await cancelReplacement(trx, note.orderId, at))) {
      throw conflict(
        'The replacement is on the floor or has left.',
        'alreadyShipped',
        'Take its wave back first, or stop it there.',
      );
    }
    command.publish({ type: 'orders.changed', ids: [note.orderId] });
    command.publish({ type: 'stock.changed' });
  }
  if (note.refundId !== undefined) {
    if (!(await cancelRefund(trx, note.refundId))) throw conflict('The refund has been paid.', 'alreadyPaid');
    command.publish({ type: 'orders.changed' });
  }
  if (note.returnId !== undefined && !(await cancelComingBack(trx, note.returnId, at))) {
    throw conflict('It has come back already.', 'alreadyBack');
  }
}

/** As it was before. */
async function restore(command: Command, id: number, note: UndoNote): Promise<void> {
  await openAgain(command.trx, command, [id], command.at);
  if (note.state !== 'snoozed') return;
  const values = { state: 'snoozed', snoozed_until: note.snoozedUntil };
  await setIncidents(command.trx, [id], values, command.at);
}
