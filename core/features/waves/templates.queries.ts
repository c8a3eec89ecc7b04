import {
  type PickingLabourView,
  pickingLabour,
  type WaveTemplateView,
  waveTemplateView,
} from '../../contract/waves.ts';
import type { Database, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import { serviceKey } from './order-parts.ts';
import { takesWay, type WayFilter } from './template-filter.ts';

export async function listTemplates(read: Database['read'], facility?: string): Promise<WaveTemplateView[]> {
  let query = read
    .selectFrom('wave_template as t')
    .innerJoin('facility as f', 'f.id', 't.facility_id')
    .select(['t.id', 't.name', 'f.code as facility', 't.release_minutes', 't.cut_off_minutes'])
    .select(['t.filters_json', 't.active'])
    .orderBy('f.code')
    .orderBy('t.release_minutes')
    .orderBy('t.id');
  if (facility !== undefined) query = query.where('f.code', '=', facility);
  return (await query.execute()).map((row) =>
    waveTemplateView.parse({
      ...(JSON.parse(row.filters_json) as object),
      id: row.id,
      name: row.name,
      facility: row.facility,
      releaseMinutes: row.release_minutes,
      cutOffMinutes: row.cut_off_minutes,
      active: row.active === 1,
    }),
  );
}

/** Carriers and services that waves are for, by the templates that they came from; a wave for all of them is left out. */
export async function findWaveServices(
  read: Database['read'],
  waveIds: readonly number[],
): Promise<Map<number, (carrierCode: string, code: string) => boolean>> {
  const rows = await inPieces(waveIds, (piece) =>
    read
      .selectFrom('wave as w')
      .innerJoin('wave_template as t', 't.id', 'w.template_id')
      .select(['w.id', 't.filters_json as filters'])
      .where('w.id', 'in', piece)
      .execute(),
  );
  return new Map(
    rows.flatMap(({ id, filters }) => {
      const filter = JSON.parse(filters) as WayFilter;
      if (!filter.carriers && !filter.services) return [];
      const takes = (carrierCode: string, code: string) =>
        takesWay(filter, carrierCode, serviceKey({ carrierCode, code }));
      return [[id, takes] as const];
    }),
  );
}

/** Inserts a template, or changes the one with this id. @returns its id, or null when there is none to change */
export async function writeTemplate(
  trx: WriteTransaction,
  {
    id,
    facility: _facility,
    name,
    releaseMinutes,
    cutOffMinutes,
    active,
    ...filters
  }: Omit<WaveTemplateView, 'id'> & {
    id?: number | undefined;
  },
  facilityId: number,
  at: number,
): Promise<number | null> {
  const values = {
    facility_id: facilityId,
    name,
    release_minutes: releaseMinutes,
    cut_off_minutes: cutOffMinutes,
    filters_json: JSON.stringify(filters),
    active: active ? 1 : 0,
    updated_at: at,
  };
  const row =
    id === undefined
      ? await trx.insertInto('wave_template').values(values).returning('id').executeTakeFirst()
      : await trx
          .updateTable('wave_template')
          .set(values)
          .where('id', '=', id)
          .returning('id')
          .executeTakeFirst();
  return row?.id ?? null;
}

export async function deleteTemplate(trx: WriteTransaction, id: number): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('wave_template').where('id', '=', id).executeTakeFirst();
  return Number(numDeletedRows) > 0;
}

/** A facility's picking labour; the contract's defaults where nobody has said anything. */
export async function findLabour(read: Database['read'], facilityId: number): Promise<PickingLabourView> {
  const row = await read
    .selectFrom('picking_labour')
    .select('labour_json')
    .where('facility_id', '=', facilityId)
    .executeTakeFirst();
  return pickingLabour.parse(row ? JSON.parse(row.labour_json) : {});
}

export async function writeLabour(
  trx: WriteTransaction,
  facilityId: number,
  labour: PickingLabourView,
  at: number,
): Promise<void> {
  const values = { labour_json: JSON.stringify(labour), updated_at: at };
  await trx
    .insertInto('picking_labour')
    .values({ facility_id: facilityId, ...values })
    .onConflict((conflict) => conflict.column('facility_id').doUpdateSet(values))
    .execute();
}

/** Where the products of a facility lie: zones of their bins, else their categories. */
export async function findZones(read: Database['read'], facilityId: number): Promise<string[]> {
  const rows = await read
    .selectFrom('stock_position as k')
    .innerJoin('product as p', 'p.id', 'k.product_id')
    .leftJoin('bin as b', (join) =>
      join.onRef('b.facility_id', '=', 'k.facility_id').onRef('b.product_id', '=', 'k.product_id'),
    )
    .select((eb) => eb.fn.coalesce('b.zone', 'p.category').as('zone'))
    .distinct()
    .where('k.facility_id', '=', facilityId)
    .execute();
  return rows.flatMap(({ zone }) => zone ?? []).sort((a, b) => (a < b ? -1 : 1));
}
