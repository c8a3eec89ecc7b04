import type { RawItem } from '../../../connector.ts';
import type { TrytonClient } from '../rpc/tryton-client.ts';
import type { Row } from '../rpc/values.ts';
import { MOVES, POSITIONS } from './models.ts';

/** A warehouse, as far as stock needs to know it. */
export interface Warehouse {
  id: number;
  code: unknown;
  outputId: unknown;
}

export async function readWarehouses(client: TrytonClient): Promise<Warehouse[]> {
  const fields = ['code', 'output_location'];
  const rows = await client.search('stock.location', [['type', '=', 'warehouse']], fields);
  return rows.map((row) => ({
    id: Number(row.id),
    code: row.code,
    outputId: row.output_location,
  }));
}

/**
 * What lies in a warehouse of some products (its input, storage and output zones) and how much of that is promised: assigned
 * to leave it, or to be made ready to leave.
 * @param version when Tryton last moved anything that we know of
 * @param told products that are told even when there is nothing of them
 */
export async function readPositions(
  client: TrytonClient,
  warehouse: Warehouse,
  productIds: readonly number[],
  version: number | null,
  told: (productId: number) => boolean,
): Promise<RawItem[]> {
  if (productIds.length === 0) return [];
  const context = { locations: [warehouse.id] };
  const goods = [
    ['id', 'in', productIds],
    ['type', '!=', 'service'],
  ];
  const products = await client.search('product.product', goods, ['code', 'quantity'], { context });
  const assigned = await assignedQuantities(client, warehouse, productIds);
  const items: RawItem[] = [];
  for (const product of products) {
    const id = Number(product.id);
    const quantity = Number(product.quantity ?? 0);
    const promised = assigned.get(id) ?? 0;
    if (quantity === 0 && promised === 0 && !told(id)) continue;
    const body = {
      assigned: promised,
      product: { code: product.code, id },
      quantity,
      warehouse: { code: warehouse.code, id: warehouse.id },
    };
    items.push({ kind: POSITIONS, key: `${id}@${warehouse.id}`, version, body: JSON.stringify(body) });
  }
  return items;
}

async function assignedQuantities(
  client: TrytonClient,
  warehouse: Warehouse,
  productIds: readonly number[],
): Promise<Map<number, number>> {
  const domain = [
    ['state', '=', 'assigned'],
    ['product', 'in', productIds],
    ['from_location', 'child_of', [warehouse.id], 'parent'],
  ];
  const fields = ['product', 'internal_quantity', 'to_location', 'to_location.warehouse'];
  const sums = new Map<number, number>();
  for (const move of await client.search(MOVES, domain, fields)) {
    const to = (move['to_location.'] as Row | null)?.warehouse;
    if (to === warehouse.id && move.to_location !== warehouse.outputId) continue;
    const product = Number(move.product);
    sums.set(product, (sums.get(product) ?? 0) + Number(move.internal_quantity ?? 0));
  }
  return sums;
}
