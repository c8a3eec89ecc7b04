import type { ImportKind } from '../../../contract/import.ts';
import type { ImportChunk, RecordRow } from '../rows/chunks.ts';
import type { ApplyContext, ApplyResult } from './apply-context.ts';
import { keepPromises } from './keep-promises.ts';
import { applyCustomers, applyFacilities, applyInbound, applyProducts, applyStock } from './network-kinds.ts';
import { applyOrderHeaders, applyOrders } from './orders-kind.ts';
import { applySubstitutes } from './substitutes-kind.ts';
import { applyCarriers, applyRates, applyShipments, applyTracking } from './transport-kinds.ts';

type ApplyRecords = (rows: readonly RecordRow[], context: ApplyContext) => Promise<ApplyResult>;

const BY_KIND: Record<Exclude<ImportKind, 'orderLines'>, ApplyRecords> = {
  facilities: applyFacilities,
  products: applyProducts,
  substitutes: applySubstitutes,
  stock: applyStock,
  inbound: applyInbound,
  customers: applyCustomers,
  orders: applyOrderHeaders,
  carriers: applyCarriers,
  rates: applyRates,
  shipments: applyShipments,
  tracking: applyTracking,
};

/** Brings one chunk of a file into the workspace, or tells what that would do. */
export async function applyChunk(
  chunk: Exclude<ImportChunk, { type: 'tally' }>,
  context: ApplyContext,
): Promise<ApplyResult> {
  const result = await applyRows(chunk, context);
  const kept = context.dryRun ? null : await keepPromises(chunk, context);
  if (kept) result.ordersServed.push(...kept.orderIds);
  return result;
}

function applyRows(
  chunk: Exclude<ImportChunk, { type: 'tally' }>,
  context: ApplyContext,
): Promise<ApplyResult> {
  if (chunk.type === 'orders') return applyOrders(chunk, context);
  if (chunk.kind === 'orderLines') throw new Error('Order lines come in groups');
  return BY_KIND[chunk.kind](chunk.rows, context);
}
