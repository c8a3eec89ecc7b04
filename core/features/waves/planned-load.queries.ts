import type { Database } from '../../db/database.ts';

/** Orders by carrier that planned waves of a facility already hold for release between two instants. */
export async function countPlannedByCarrier(
  read: Database['read'],
  facilityId: number,
  { from, to }: { from: number; to: number },
): Promise<Map<number, number>> {
  const rows = await read
    .selectFrom('wave as w')
    .innerJoin('wave_order as o', 'o.wave_id', 'w.id')
    .innerJoin('allocation as a', (join) =>
      join.onRef('a.order_id', '=', 'o.order_id').onRef('a.facility_id', '=', 'w.facility_id'),
    )
    .innerJoin('carrier_service as v', 'v.id', 'a.service_id')
    .select('v.carrier_id as carrierId')
    .select((eb) => eb.fn.count<number>('o.order_id').distinct().as('orders'))
    .where('w.facility_id', '=', facilityId)
    .where('w.status', '=', 'planned')
    .where('w.release_at', '>=', from)
    .where('w.release_at', '<', to)
    .where('o.active', '=', 1)
    .where('a.status', '=', 'reserved')
    .groupBy('v.carrier_id')
    .execute();
  return new Map(rows.map(({ carrierId, orders }) => [carrierId, Number(orders)]));
}

/** Waves of a facility for release between two instants of which something is still to be picked. */
export function findUnfinishedWaves(
  read: Database['read'],
  facilityId: number,
  { from, to }: { from: number; to: number },
) {
  return read
    .selectFrom('wave')
    .select(['id', 'status', 'release_at as releaseAt', 'cut_off_at as cutOffAt'])
    .where('facility_id', '=', facilityId)
    .where('status', 'in', ['planned', 'released'])
    .where('release_at', '>=', from)
    .where('release_at', '<', to)
    .execute();
}
