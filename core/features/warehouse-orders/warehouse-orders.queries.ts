import type { Database } from '../../db/database.ts';

type Read = Database['read'];

export interface WarehouseFeed {
  feedId: number;
  feed: string;
  /** Codes of facilities that it is told what to ship. */
  warehouses: ReadonlySet<string>;
}

/** Feeds that tell warehouses what to ship: those that deliver such messages and name facilities in their option `warehouses`. */
export async function findWarehouseFeeds(read: Read): Promise<WarehouseFeed[]> {
  const rows = await read
    .selectFrom('feed')
    .select(['id', 'name', 'options_json as options', 'delivers_json as delivers'])
    .where('removed_at', 'is', null)
    .where('delivers_json', 'like', '%"warehouse.order"%')
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, options }) => {
    const { warehouses = '' } = JSON.parse(options) as { warehouses?: string };
    const codes = warehouses.split(';').map((code) => code.trim());
    return { feedId: id, feed: name, warehouses: new Set(codes.filter((code) => code !== '')) };
  });
}
