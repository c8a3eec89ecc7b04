import { ORDER_COLUMNS } from '../../contract/orders.ts';
import { checkSort, os } from '../procedures.ts';
import { readPreferences } from '../workspace/index.ts';

export const orderListProcedures = {
  list: os.orders.list.handler(async ({ context, input }) => {
    checkSort(input.sort, ORDER_COLUMNS);
    const [list, { currency }] = await Promise.all([
      context.grids.orders.list({ ...input, now: context.clock() }),
      readPreferences(context.db.read),
    ]);
    return { ...list, currency };
  }),
  groups: os.orders.groups.handler(({ context, input }) => {
    checkSort(input.sort, ORDER_COLUMNS);
    return context.grids.orders.groups({ ...input, now: context.clock() });
  }),
  facets: os.orders.facets.handler(({ context, input }) =>
    context.grids.orders.facets({ ...input, now: context.clock() }),
  ),
};
