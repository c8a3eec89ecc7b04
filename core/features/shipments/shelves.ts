import type { Command } from '../journal/index.ts';
import {
  findContents,
  findFacilityCodes,
  findFedPositions,
  type ShipmentForCommand,
  type takeOffShelf,
} from './commands.queries.ts';

/**
 * What left is on the shelf no more, and what has not left after all is there again. Where a feed tells the stock, its next figure
 * says so; elsewhere it is said here. @returns products whose stock changed
 */
export async function changeShelves(
  { trx, at }: Command,
  shipments: readonly ShipmentForCommand[],
  change: typeof takeOffShelf,
): Promise<number[]> {
  const facilityOf = new Map(shipments.map(({ id, facilityId }) => [id, facilityId]));
  const ids = new Set([...facilityOf.values()].filter((id) => id !== null));
  const codes = new Map((await findFacilityCodes(trx, [...ids])).map(({ id, code }) => [id, code]));
  const contents = (await findContents(trx, [...facilityOf.keys()])).flatMap((content) => {
    const facilityId = facilityOf.get(content.shipmentId) ?? null;
    if (facilityId === null || content.stocked === 0) return [];
    return [{ ...content, facilityId, key: `${content.sku}|${codes.get(facilityId) ?? ''}` }];
  });
  const fed = await findFedPositions(trx, [...new Set(contents.map(({ key }) => key))]);
  const changed = contents.filter(({ key }) => !fed.has(key));
  for (const position of changed) await change(trx, position, at);
  return changed.map(({ productId }) => productId);
}
