import type { ImportAccount } from '../../contract/import.ts';
import { conflict, os } from '../procedures.ts';
import { describeFields } from './fields/kinds.ts';
import { IMPORT_JOB, PROPOSE_JOB } from './import.jobs.ts';
import type { Plan } from './plan.ts';
import { previewTable } from './preview.ts';
import { dismissRows, listQuarantined, mendRow, replayRows } from './quarantine.service.ts';
import { UnreadableFileError } from './readers/table-source.ts';
import { countRuns, listRuns, type RunFile, type RunStatus } from './runs.queries.ts';
import { makeTemplate } from './templates.ts';

export const importProcedures = {
  propose: os.import.propose.handler(async ({ context, input, signal }) => {
    const plan = await context.jobs.runToEnd<Plan>(PROPOSE_JOB, input, context.actor, undefined, signal);
    return {
      proposals: plan.tables.map(({ path, sheet, proposal }) => ({ ...proposal, path, sheet })),
      errors: plan.problems,
    };
  }),
  preview: os.import.preview.handler(async ({ input }) => {
    try {
      return await previewTable(input.path, input.mapping, input.rows);
    } catch (error) {
      if (error instanceof UnreadableFileError) throw conflict(error.message, error.code);
      throw error;
    }
  }),
  fields: os.import.fields.handler(({ input }) => describeFields(input.kinds)),
  template: os.import.template.handler(({ input }) => makeTemplate(input.kind, input.format)),
  start: os.import.start.handler(async ({ context, input }) => ({
    jobId: await context.jobs.start(IMPORT_JOB, input, context.actor),
  })),
  runs: os.import.runs.handler(async ({ context, input }) => {
    const [rows, total] = await Promise.all([listRuns(context.db, input), countRuns(context.db)]);
    return {
      rows: rows.map((row) => ({
        id: row.id,
        actor: row.actor,
        status: row.status as RunStatus,
        files: (JSON.parse(row.files_json) as RunFile[]).map((file) => file.file),
        account: row.account_json ? (JSON.parse(row.account_json) as ImportAccount) : null,
        startedAt: row.started_at,
        finishedAt: row.finished_at,
      })),
      total,
    };
  }),
  quarantine: os.import.quarantine.handler(({ context, input }) => listQuarantined(context, input)),
  mend: os.import.mend.handler(({ context, input }) => mendRow(context, input.id, input.cells)),
  replay: os.import.replay.handler(({ context, input }) => replayRows(context, input)),
  dismiss: os.import.dismiss.handler(async ({ context, input }) => ({
    dismissed: await dismissRows(context, input.ids),
  })),
};
