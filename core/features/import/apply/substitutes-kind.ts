import type { RecordRow } from '../rows/chunks.ts';
import {
  type ApplyContext,
  type ApplyResult,
  emptyResult,
  finish,
  missingReference,
  Staging,
  textOf,
} from './apply-context.ts';
import { MERGE } from './merge-specs.ts';

/** What may be sent instead of what. */
export async function applySubstitutes(
  rows: readonly RecordRow[],
  context: ApplyContext,
): Promise<ApplyResult> {
  const result = emptyResult();
  const staging = new Staging(MERGE.substitute);
  for (const row of rows) {
    const product = productOf(row, 'sku', context, result);
    const substitute = product && productOf(row, 'substituteSku', context, result);
    if (!product || !substitute) continue;
    const { record } = row;
    const problem = problemOf(product.id === substitute.id, record.substituteUnits);
    if (problem) {
      result.refused.push(missingReference(context, row, problem.field, problem.code, problem.reason));
      continue;
    }
    staging.add(
      [
        product.id,
        substitute.id,
        record.substituteUnits ?? null,
        record.substituteRank ?? null,
        textOf(record, 'substituteNote'),
      ],
      row.row,
    );
  }
  return finish(result, 'substitutes', await staging.merge(context), staging);
}

/** The product that a row names; puts the row among the refused when it is not known. */
function productOf(
  row: RecordRow,
  field: 'sku' | 'substituteSku',
  context: ApplyContext,
  result: ApplyResult,
) {
  const sku = textOf(row.record, field) ?? '';
  const product = context.directory.product(sku);
  if (product) return product;
  const reason = `No product has the code ${sku}: import products first.`;
  result.refused.push(missingReference(context, row, field, 'unknownProduct', reason));
  return null;
}

function problemOf(same: boolean, units: unknown) {
  if (same) {
    return { field: 'substituteSku', code: 'sameProduct', reason: 'A product is no substitute for itself.' };
  }
  if (units != null && Number(units) <= 0) {
    return { field: 'substituteUnits', code: 'notAboveZero', reason: 'The units must be above 0.' };
  }
  return null;
}
