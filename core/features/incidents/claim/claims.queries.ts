import type { WriteTransaction } from '../../../db/database.ts';

/** Notes what is claimed from a carrier by an action. */
export async function insertClaim(
  trx: WriteTransaction,
  claim: { actionId: number; carrier: string; claimedMinor: number; currency: string },
): Promise<void> {
  await trx
    .insertInto('incident_claim')
    .values({
      action_id: claim.actionId,
      carrier: claim.carrier,
      claimed_minor: claim.claimedMinor,
      paid_minor: null,
      currency: claim.currency,
      settled_at: null,
    })
    .execute();
}

/** A claim with the incident that it is about. */
export function findClaim(trx: WriteTransaction, actionId: number) {
  return trx
    .selectFrom('incident_claim as c')
    .innerJoin('incident_action as a', 'a.id', 'c.action_id')
    .innerJoin('incident as i', 'i.id', 'a.incident_id')
    .select(['c.carrier', 'c.claimed_minor', 'c.paid_minor', 'a.incident_id', 'a.undone_at', 'i.entity_key'])
    .where('c.action_id', '=', actionId)
    .executeTakeFirst();
}

/** Notes what the carrier has paid; null: it has not answered after all. */
export async function writePaid(
  trx: WriteTransaction,
  actionId: number,
  paidMinor: number | null,
  at: number,
): Promise<void> {
  await trx
    .updateTable('incident_claim')
    .set({ paid_minor: paidMinor, settled_at: paidMinor === null ? null : at })
    .where('action_id', '=', actionId)
    .execute();
}
