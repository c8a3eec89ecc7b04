import type { AppContext } from '../../context.ts';
import { type Command, runCommand } from '../../journal/index.ts';
import { conflict, notFound } from '../../procedures.ts';
import { insertEvents } from '../incidents.queries.ts';
import type { PlannedAction } from '../plan-action.service.ts';
import { findClaim, insertClaim, writePaid } from './claims.queries.ts';

/** Keeps what is claimed when the way out is a claim. */
export async function keepClaim(
  { trx }: Command,
  actionId: number,
  { way, facts }: PlannedAction,
): Promise<void> {
  if (way.kind !== 'claim') return;
  await insertClaim(trx, {
    actionId,
    carrier: facts.shipment?.carrier ?? '',
    claimedMinor: Number(way.values.claimMinor ?? 0),
    currency: facts.currency,
  });
}

/**
 * Notes what a carrier paid for a claim: 0 when it refused, null to take a note back.
 * @throws NOT_FOUND; CONFLICT `claimTakenBack`, `moreThanClaimed`
 */
export async function settleClaim(
  ctx: AppContext,
  { actionId, paidMinor }: { actionId: number; paidMinor: number | null },
): Promise<void> {
  await runCommand(ctx, 'incidents.settleClaim', async (command) => {
    const claim = await findClaim(command.trx, actionId);
    if (!claim) throw notFound('claim', String(actionId));
    if (claim.undone_at !== null) {
      throw conflict('The claim was taken back.', 'claimTakenBack', 'Claim again, then note what is paid.');
    }
    if (paidMinor !== null && paidMinor > claim.claimed_minor) {
      throw conflict(
        `No more than the ${(claim.claimed_minor / 100).toFixed(2)} claimed can be paid.`,
        'moreThanClaimed',
        'Correct the amount.',
      );
    }
    await writePaid(command.trx, actionId, paidMinor, command.at);
    const event = { incidentId: claim.incident_id, kind: 'settled', detail: String(paidMinor ?? '') };
    await insertEvents(command, [event], { actor: ctx.actor, at: command.at });
    command.record({
      entity: 'incident',
      id: claim.incident_id,
      key: claim.entity_key,
      before: { paidMinor: claim.paid_minor },
      after: { paidMinor },
    });
    command.publish({ type: 'incidents.changed', ids: [claim.incident_id] });
  });
}
