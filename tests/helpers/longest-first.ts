import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, the longest first. Where one of them began last, the other workers would wait for it. */
const LONGEST = [
  'integration/feeds/chaos',
  'integration/start/start',
  'integration/feeds/demo-carriers',
  'integration/feeds/feeds-command',
  'integration/feeds/bad-input',
  'integration/feeds/tower-on-tryton',
  'integration/feeds/folder-sftp',
  'integration/feeds/reconcile',
  'integration/feeds/engine',
  'integration/feeds/tryton.test',
  'integration/exports/exports',
  'scenarios/sourcing/first-sourcing',
  'scenarios/import/flat-file',
  'scenarios/sourcing/retail',
  'scenarios/workbench/scenarios',
  'scenarios/workbench/compare',
  'property/reservations',
  'property/feeds-order',
  'property/feeds/differences',
];

function rankOf({ moduleId }: TestSpecification): number {
  const at = LONGEST.findIndex((part) => moduleId.includes(part));
  return at < 0 ? LONGEST.length : at;
}

/** Runs the longest files first, so that all workers end at about the same time. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rankOf(a) - rankOf(b));
  }
}
