import type { BinView } from '../../contract/picking.ts';
import type { AppContext } from '../context.ts';
import { runCommand } from '../journal/index.ts';
import { conflict } from '../procedures.ts';
import { findProductIds } from '../stock/index.ts';
import { knownFacility } from '../waves/index.ts';
import { writeBins } from './bins.queries.ts';

/** Says where a facility's products lie. @throws CONFLICT `unknownFacility`, `unknownProduct` */
export async function saveBins(
  ctx: AppContext,
  { facility: code, bins }: { facility: string; bins: readonly BinView[] },
): Promise<{ saved: number }> {
  const facility = await knownFacility(ctx, code);
  return runCommand(ctx, 'picking.saveBins', async (command) => {
    const bySku = new Map(bins.map((bin) => [bin.sku, bin]));
    const ids = await findProductIds(command.trx, [...bySku.keys()]);
    const places = [...bySku.values()].map(({ sku, ...place }) => {
      const productId = ids.get(sku);
      if (productId !== undefined) return { ...place, productId };
      throw conflict(
        `There is no product ${sku}.`,
        'unknownProduct',
        'Check the SKU, or import the product.',
      );
    });
    await writeBins(command.trx, facility.id, places, command.at);
    command.record({
      entity: 'facility',
      id: facility.id,
      key: code,
      before: null,
      after: { bins: places.length },
    });
    command.publish({ type: 'picking.changed', facility: code });
    return { saved: places.length };
  });
}
