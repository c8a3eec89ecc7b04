import type { PickListDetail } from '../../contract/picking.ts';
import type { PaperLanguage } from '../papers/index.ts';

/** Apart from its code, so that only the worker thread loads what writes PDF. */
export const PICK_PAPERS_TASK = 'picking.papers';

export interface PickPapersInput {
  lists: PickListDetail[];
  format: 'csv' | 'pdf';
  language: PaperLanguage;
  path: string;
  /** Where fonts lie. */
  resources: string;
  createdAt: number;
}
