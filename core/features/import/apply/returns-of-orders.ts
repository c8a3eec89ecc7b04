import { customerCodeOf } from '../lines/customers.ts';
import type { OrderGroup } from '../lines/order-group.ts';
import {
  type ApplyContext,
  type ApplyResult,
  addCounts,
  addEntity,
  finish,
  numberOf,
  Staging,
  textOf,
} from './apply-context.ts';
import { linesOfReturns, returnsByNumber } from './lookups.queries.ts';
import { matchLines } from './match-lines.ts';
import { MERGE } from './merge-specs.ts';
import { amountOf, linesByParent, type StoredOrder, withProducts } from './order-lines.ts';

/** What came back under the numbers of a chunk, with its lines. */
export async function mergeReturns(
  groups: readonly OrderGroup[],
  orders: ReadonlyMap<string, StoredOrder>,
  customers: ReadonlyMap<string, number>,
  context: ApplyContext,
  result: ApplyResult,
): Promise<void> {
  if (groups.length === 0) return;
  const headers = new Staging(MERGE.orderReturn);
  const there = new Set(
    context.partial
      ? (
          await returnsByNumber(
            context.trx,
            groups.map((group) => group.number),
          )
        ).map(({ number }) => number)
      : [],
  );
  for (const group of groups) if (!there.has(group.number)) headers.add(returnRow(group, orders, customers));
  addEntity(result, 'returns', await headers.merge(context));
  const numbers = groups.map((group) => group.number);
  const ids = new Map((await returnsByNumber(context.trx, numbers)).map(({ id, number }) => [number, id]));
  const lines = linesByParent(await linesOfReturns(context.trx, [...ids.values()]));
  const staging = new Staging(MERGE.orderReturnLine);
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  for (const group of groups) {
    const id = ids.get(group.number);
    if (id === undefined) {
      counts.inserted += group.returns.length;
      continue;
    }
    for (const line of matchLines(withProducts(group.returns, context), lines.get(id) ?? [], {
      onlySame: context.partial,
    })) {
      staging.add([
        id,
        line.lineNumber,
        line.productId,
        line.draft.quantity,
        line.draft.unitPriceMinor,
        null,
      ]);
    }
  }
  addCounts(counts, await staging.merge(context));
  finish(result, 'returnLines', counts, staging);
}

function returnRow(
  group: OrderGroup,
  orders: ReadonlyMap<string, StoredOrder>,
  customers: ReadonlyMap<string, number>,
): unknown[] {
  const { header } = group;
  const code = customerCodeOf(header);
  const order = orders.get(group.returnOf ?? group.number) ?? orders.get(group.number);
  return [
    group.number,
    order?.id ?? null,
    code === null ? null : (customers.get(code) ?? null),
    textOf(header, 'channel'),
    null,
    numberOf(header, 'orderedAt'),
    group.currency,
    amountOf(group.returns),
  ];
}
