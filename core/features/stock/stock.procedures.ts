import { STOCK_COLUMNS } from '../../contract/stock.ts';
import { checkSort, os } from '../procedures.ts';
import { readPreferences } from '../workspace/index.ts';
import { productDetail } from './product-detail.ts';

export const stockProcedures = {
  list: os.stock.list.handler(async ({ context, input }) => {
    checkSort(input.sort, STOCK_COLUMNS);
    const [list, { currency }] = await Promise.all([
      context.grids.stock.list({ ...input, now: context.clock() }),
      readPreferences(context.db.read),
    ]);
    return { ...list, currency };
  }),
  groups: os.stock.groups.handler(({ context, input }) => {
    checkSort(input.sort, STOCK_COLUMNS);
    return context.grids.stock.groups({ ...input, now: context.clock() });
  }),
  matrix: os.stock.matrix.handler(({ context, input }) => {
    checkSort(input.sort, STOCK_COLUMNS);
    return context.grids.stock.matrix({ ...input, now: context.clock() });
  }),
  facets: os.stock.facets.handler(({ context, input }) =>
    context.grids.stock.facets({ ...input, now: context.clock() }),
  ),
  product: os.stock.product.handler(({ context, input }) => productDetail(context, input.sku)),
};
