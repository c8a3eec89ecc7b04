import type { RoutePlanDetail } from '../../../contract/routes.ts';
import type { SheetChoice } from './sheets.ts';

/** Apart from its code, so that only the worker thread loads what writes PDF. */
export const ROUND_SHEETS_TASK = 'routes.round-sheets';

export interface RoundSheetsInput {
  plan: RoutePlanDetail;
  choice: SheetChoice;
  path: string;
  /** Where fonts and the base map lie. */
  resources: string;
  createdAt: number;
}
