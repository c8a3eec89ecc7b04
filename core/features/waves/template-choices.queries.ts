import { sql } from 'kysely';
import type { WaveTemplateChoices } from '../../contract/waves.ts';
import type { Database } from '../../db/database.ts';

type Read = Database['read'];

/** Carriers with their services, those no longer offered left out. */
export async function findCarrierServices(read: Read): Promise<WaveTemplateChoices['carriers']> {
  const rows = await read
    .selectFrom('carrier_service as s')
    .innerJoin('carrier as c', 'c.id', 's.carrier_id')
    .select(['c.code as carrier', 'c.name as carrierName', 's.code', 's.name'])
    .where('s.active', '=', 1)
    .orderBy('c.name')
    .orderBy('c.code')
    .orderBy('s.name')
    .execute();
  return [...Map.groupBy(rows, ({ carrier }) => carrier)].map(([code, own]) => ({
    code,
    name: own[0]?.carrierName ?? code,
    services: own.map((service) => ({ code: service.code, name: service.name })),
  }));
}

/** Zones in which a facility's products lie: those of its bins, and the category of what it stocks without one. */
export async function findZones(read: Read, facilityId: number): Promise<WaveTemplateChoices['zones']> {
  const inBins = read
    .selectFrom('bin')
    .select(['zone', 'product_id as productId'])
    .where('facility_id', '=', facilityId);
  const byCategory = read
    .selectFrom('stock_position as s')
    .innerJoin('product as p', 'p.id', 's.product_id')
    .leftJoin('bin as b', (join) =>
      join.onRef('b.facility_id', '=', 's.facility_id').onRef('b.product_id', '=', 's.product_id'),
    )
    .select([sql<string>`coalesce(p.category, '')`.as('zone'), 's.product_id as productId'])
    .where('s.facility_id', '=', facilityId)
    .where('b.product_id', 'is', null);
  const rows = await read
    .selectFrom(inBins.unionAll(byCategory).as('place'))
    .select('place.zone')
    .select((eb) => eb.fn.countAll<number>().as('products'))
    .where('place.zone', '!=', '')
    .groupBy('place.zone')
    .orderBy('place.zone')
    .execute();
  return rows.map(({ zone, products }) => ({ zone, products: Number(products) }));
}
