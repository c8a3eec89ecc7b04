import type { Database } from '../../db/database.ts';
import type { PlanFacts } from './tour-plan.ts';

/** A shipment that an own vehicle may take, with what became of its last tour. */
export async function findTourShipment(db: Database, shipmentId: number) {
  const row = await db.read
    .selectFrom('shipment as s')
    .select(['s.id', 's.number', 's.status', 's.facility_id as facilityId'])
    .select((eb) =>
      eb
        .selectFrom('route_stop as t')
        .innerJoin('route_plan as p', 'p.id', 't.plan_id')
        .select('t.outcome')
        .whereRef('t.shipment_id', '=', 's.id')
        .where('p.status', '=', 'done')
        .orderBy('p.day', 'desc')
        .limit(1)
        .as('lastOutcome'),
    )
    .where('s.id', '=', shipmentId)
    .executeTakeFirst();
  return row?.facilityId === undefined || row.facilityId === null
    ? null
    : { ...row, facilityId: row.facilityId };
}

/** Drafts and published plans of the newest version for days between two, from a depot. */
export async function findTourPlansFrom(
  db: Database,
  { depotId, from, to }: { depotId: number; from: string; to: string },
): Promise<number[]> {
  const rows = await db.read
    .selectFrom('route_plan as p')
    .select(['p.id', 'p.facts_json as facts'])
    .where('p.status', 'in', ['draft', 'published'])
    .where('p.day', '>=', from)
    .where('p.day', '<=', to)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('route_plan as n')
            .select('n.id')
            .whereRef('n.series', '=', 'p.series')
            .whereRef('n.version', '>', 'p.version'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('route_scenario as c').select('c.number').whereRef('c.series', '=', 'p.series'),
        ),
      ),
    )
    .orderBy('p.day')
    .orderBy('p.id')
    .execute();
  return rows
    .filter(({ facts }) => (JSON.parse(facts) as PlanFacts).depots.some(({ id }) => id === depotId))
    .map(({ id }) => id);
}
