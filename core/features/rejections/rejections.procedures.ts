import { os } from '../procedures.ts';
import { listRejections } from './rejections.queries.ts';
import { rejectAllocation, rejectionConsequences } from './rejections.service.ts';

export const rejectionsProcedures = {
  consequences: os.rejections.consequences.handler(({ context, input }) =>
    rejectionConsequences(context, input),
  ),
  reject: os.rejections.reject.handler(({ context, input }) => rejectAllocation(context, input)),
  list: os.rejections.list.handler(({ context, input }) => listRejections(context.db, input)),
};
