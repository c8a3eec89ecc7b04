import { os } from '../procedures.ts';
import { applyOption } from './act.service.ts';
import { settleClaim } from './claim/settle-claim.service.ts';
import { showIncident } from './detail.service.ts';
import { writeHandover } from './handover.service.ts';
import {
  assignIncidents,
  commentIncident,
  mergeIncidents,
  reopenIncidents,
  resolveIncidents,
  snoozeIncidents,
  watchIncidents,
} from './inbox.service.ts';
import { countOpen, listIncidents } from './list.queries.ts';
import { countMentions, findPeople } from './mentions.queries.ts';
import { previewOption, showOptions } from './plan-action.service.ts';
import { undoAction } from './undo.service.ts';
import { detectNow } from './watch.ts';

export const incidentsProcedures = {
  list: os.incidents.list.handler(async ({ context, input: { filter, ...page } }) => {
    const { read } = context.db;
    const [list, counts, mentions] = await Promise.all([
      listIncidents(read, filter, context.actor, page),
      countOpen(read),
      countMentions(read, context.actor),
    ]);
    return { ...list, ...counts, mentions };
  }),
  detail: os.incidents.detail.handler(({ context, input }) => showIncident(context, input.id)),
  options: os.incidents.options.handler(({ context, input }) => showOptions(context, input.id)),
  detect: os.incidents.detect.handler(({ context }) => detectNow(context)),
  assign: os.incidents.assign.handler(({ context, input }) => assignIncidents(context, input.ids, input)),
  snooze: os.incidents.snooze.handler(({ context, input }) =>
    snoozeIncidents(context, input.ids, input.until),
  ),
  comment: os.incidents.comment.handler(async ({ context, input }) => {
    await commentIncident(context, input.id, input.note);
    return {};
  }),
  people: os.incidents.people.handler(({ context }) => findPeople(context.db.read)),
  watch: os.incidents.watch.handler(({ context, input }) => watchIncidents(context, input.ids, input.on)),
  resolve: os.incidents.resolve.handler(({ context, input }) => resolveIncidents(context, input.ids, input)),
  reopen: os.incidents.reopen.handler(({ context, input }) => reopenIncidents(context, input.ids)),
  merge: os.incidents.merge.handler(({ context, input }) => mergeIncidents(context, input.ids, input.into)),
  preview: os.incidents.preview.handler(({ context, input }) =>
    previewOption(context, input.ids, input.option),
  ),
  apply: os.incidents.apply.handler(({ context, input }) => applyOption(context, input)),
  undo: os.incidents.undo.handler(async ({ context, input }) => {
    await undoAction(context, input.actionId);
    return {};
  }),
  settleClaim: os.incidents.settleClaim.handler(async ({ context, input }) => {
    await settleClaim(context, input);
    return {};
  }),
  claimPdf: os.incidents.claimPdf.handler(async ({ context, input }) => {
    return { jobId: await context.jobs.start('incidents.claim', input, context.actor) };
  }),
  handover: os.incidents.handover.handler(({ context, input }) => writeHandover(context, input)),
};
