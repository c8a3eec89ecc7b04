import {
  type BoxTypeDraft,
  type BoxTypeView,
  type PackingSettings,
  type ProductSize,
  packingSettings,
} from '../../contract/packing.ts';
import type { Database } from '../../db/database.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import { findProductIds } from '../stock/index.ts';
import { knownFacility } from '../waves/index.ts';
import { readSetting, writeSetting } from '../workspace/index.ts';
import { deleteBoxType, findBoxByCode, writeBoxType, writeSizes } from './boxes.queries.ts';
import { volumeOf } from './packing-plan.ts';

const SETTING = 'packing';
/** Numbers with this prefix are for use within a company (GS1: restricted circulation). */
const UNTIL_SET: PackingSettings = { gs1CompanyPrefix: '0400000' };

/** How parcels are numbered. */
export async function readPackingSettings(read: Database['read']): Promise<PackingSettings> {
  const stored = await readSetting(read, SETTING);
  return stored ? packingSettings.parse(stored) : UNTIL_SET;
}

export async function savePackingSettings(ctx: AppContext, after: PackingSettings): Promise<PackingSettings> {
  const before = await readPackingSettings(ctx.db.read);
  await runCommand(ctx, 'packing.saveSettings', async (command) => {
    await writeSetting(command.trx, SETTING, after);
    command.record({ entity: 'settings', id: null, key: SETTING, before, after });
    command.publish({ type: 'settings.changed' });
  });
  return after;
}

/** @throws CONFLICT `unknownFacility`, `codeTaken`; NOT_FOUND */
export async function saveBoxType(
  ctx: AppContext,
  draft: BoxTypeDraft & { id?: number | undefined },
): Promise<BoxTypeView> {
  const facility = await knownFacility(ctx, draft.facility);
  return runCommand(ctx, 'packing.saveBoxType', async (command) => {
    const taken = await findBoxByCode(command.trx, facility.id, draft.code);
    if (taken !== null && taken !== draft.id) {
      throw conflict(
        `${draft.facility} has a box ${draft.code} already.`,
        'codeTaken',
        'Choose another code, or change that box.',
      );
    }
    const id = await writeBoxType(command.trx, draft, facility.id, command.at);
    if (id === null) throw notFound('box type', String(draft.id));
    const after = { ...draft, id, volumeMillilitres: volumeOf(draft) };
    command.record({ entity: 'boxType', id, key: draft.code, before: null, after });
    command.publish({ type: 'packing.changed', facility: draft.facility });
    return after;
  });
}

/** @throws NOT_FOUND */
export async function removeBoxType(ctx: AppContext, id: number): Promise<void> {
  await runCommand(ctx, 'packing.removeBoxType', async (command) => {
    const gone = await deleteBoxType(command.trx, id);
    if (!gone) throw notFound('box type', String(id));
    command.record({ entity: 'boxType', id, key: gone.code, before: gone, after: null });
    command.publish({ type: 'packing.changed', facility: gone.facility });
  });
}

/** Says how long, wide and high products are. @throws CONFLICT `unknownProduct` */
export async function saveSizes(ctx: AppContext, sizes: readonly ProductSize[]): Promise<{ saved: number }> {
  return runCommand(ctx, 'packing.saveSizes', async (command) => {
    const bySku = new Map(sizes.map((size) => [size.sku, size]));
    const ids = await findProductIds(command.trx, [...bySku.keys()]);
    const rows = [...bySku.values()].map(({ sku, ...size }) => {
      const productId = ids.get(sku);
      if (productId !== undefined) return { ...size, productId };
      throw conflict(
        `There is no product ${sku}.`,
        'unknownProduct',
        'Check the SKU, or import the product.',
      );
    });
    await writeSizes(command.trx, rows, command.at);
    const after = { products: rows.length };
    command.record({ entity: 'productSizes', id: null, key: null, before: null, after });
    return { saved: rows.length };
  });
}
