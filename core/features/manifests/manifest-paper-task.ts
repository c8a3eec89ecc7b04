import type { ManifestDetail } from '../../contract/manifests.ts';
import type { PaperLanguage } from '../papers/index.ts';

/** Apart from its code, so that only the worker thread loads what writes PDF. */
export const MANIFEST_PAPER_TASK = 'manifests.paper';

export interface ManifestPaperInput {
  manifest: ManifestDetail;
  format: 'csv' | 'pdf';
  language: PaperLanguage;
  path: string;
  /** Where fonts lie. */
  resources: string;
  createdAt: number;
}
