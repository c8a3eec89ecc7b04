import type { WriteTransaction } from '../../db/database.ts';

export interface Lease {
  owner: string;
  until: number;
}

const KEY = 'feeds.lease';

export async function readLease(trx: WriteTransaction): Promise<Lease | null> {
  const row = await trx.selectFrom('setting').select('value_json').where('key', '=', KEY).executeTakeFirst();
  return row ? (JSON.parse(row.value_json) as Lease | null) : null;
}

export async function writeLease(trx: WriteTransaction, lease: Lease | null): Promise<void> {
  const value_json = JSON.stringify(lease);
  await trx
    .insertInto('setting')
    .values({ key: KEY, value_json })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value_json }))
    .execute();
}
