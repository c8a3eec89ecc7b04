import type { JobTools } from '../../../jobs/jobs.ts';
import type { AppContext } from '../../context.ts';
import { makeExportFile } from '../../exports/index.ts';
import { conflict } from '../../procedures.ts';
import { showPlan } from '../plans.service.ts';
import { ROUND_SHEETS_TASK, type RoundSheetsInput } from './round-sheets-task.ts';
import { type SheetChoice, sheetRoutes } from './sheets.ts';

export interface RoundSheetsRequest extends SheetChoice {
  planId: number;
}

/** Writes a plan's round sheets into a file that can be fetched. @throws NOT_FOUND; CONFLICT `noRoutes` */
export async function writeRoundSheets(ctx: AppContext, request: RoundSheetsRequest, tools: JobTools) {
  const { planId, ...choice } = request;
  const plan = await showPlan(ctx, planId);
  if (sheetRoutes(plan, choice).length === 0) {
    throw conflict(`Plan ${plan.id} has no such route with stops.`, 'noRoutes', 'Choose other routes.');
  }
  const fileName = `vigie-round-sheets-${plan.day}-v${plan.version}.pdf`;
  return makeExportFile(ctx, fileName, (path) => {
    const input: RoundSheetsInput = { plan, choice, path, resources: ctx.resources, createdAt: ctx.clock() };
    return tools.runTask<{ pages: number }>(ROUND_SHEETS_TASK, input);
  });
}
