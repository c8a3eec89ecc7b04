import { os } from '../procedures.ts';
import { listBins } from './bins.queries.ts';
import { saveBins } from './bins.service.ts';
import { discardLists, finishList, listLists, showList, startList } from './lists.service.ts';
import { countPartsToPick } from './make.queries.ts';
import { confirmPick, undoPick } from './pick.service.ts';
import { shortPick } from './short.service.ts';

export const pickingProcedures = {
  bins: os.picking.bins.handler(({ context, input }) => listBins(context.db.read, input.facility)),
  saveBins: os.picking.saveBins.handler(({ context, input }) => saveBins(context, input)),
  lists: os.picking.lists.handler(({ context, input }) => listLists(context, input)),
  list: os.picking.list.handler(({ context, input }) => showList(context, input.id)),
  unlisted: os.picking.unlisted.handler(({ context, input }) =>
    countPartsToPick(context.db.read, input.waveId),
  ),
  make: os.picking.make.handler(async ({ context, input }) => {
    return { jobId: await context.jobs.start('picking.make', input, context.actor) };
  }),
  discard: os.picking.discard.handler(({ context, input }) => discardLists(context, input.ids)),
  start: os.picking.start.handler(({ context, input }) => startList(context, input)),
  confirm: os.picking.confirm.handler(({ context, input }) => confirmPick(context, input)),
  short: os.picking.short.handler(({ context, input }) => shortPick(context, input)),
  undoPick: os.picking.undoPick.handler(({ context, input }) => undoPick(context, input)),
  finish: os.picking.finish.handler(({ context, input }) => finishList(context, input.id)),
  file: os.picking.file.handler(async ({ context, input }) => {
    return { jobId: await context.jobs.start('picking.file', input, context.actor) };
  }),
};
