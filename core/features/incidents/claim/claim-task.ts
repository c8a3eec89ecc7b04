import type { PaperLanguage } from '../../papers/index.ts';

/** Name of the task that writes a claim. */
export const CLAIM_TASK = 'incidents.claim';

/** A claim on a carrier with its evidence; texts are in its language already. */
export interface ClaimPaper {
  title: string;
  number: string;
  rows: (readonly [name: string, value: string])[];
  amount: string;
  statement: string;
  goodsTitle: string;
  goods: (readonly [sku: string, quantity: string, value: string])[];
  evidenceTitle: string;
  evidence: (readonly [when: string, what: string, where: string])[];
  language: PaperLanguage;
  createdAt: number;
}

export interface ClaimInput {
  paper: ClaimPaper;
  path: string;
  resources: string;
}
