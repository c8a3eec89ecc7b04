import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { fail, nodeProgram, remark, resultsFolder, root, runProgram, type Step, type Tally } from './step.ts';

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number().default(0),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

type FileReport = z.infer<typeof report>['testResults'][number];

const isBroken = ({ status, assertionResults }: FileReport) =>
  status === 'failed' && assertionResults.length === 0;

const verdicts: Record<string, 'failed' | 'skipped'> = {
  failed: 'failed',
  skipped: 'skipped',
  pending: 'skipped',
};

function remarksOn(file: FileReport): string[] {
  const path = relative(root, file.name);
  const said = file.status === 'failed' && file.message ? [remark('failed', path, file.message)] : [];
  const tests = file.assertionResults.flatMap(({ status, fullName, failureMessages }) => {
    const verdict = verdicts[status];
    return verdict ? [remark(verdict, `${path} › ${fullName}`, failureMessages?.[0])] : [];
  });
  return [...said, ...tests];
}

function tally(file: string, code: number): Tally {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report.parse(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  const failed = numFailedTests + testResults.filter(isBroken).length;
  return {
    passed: numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
    remarks: testResults.flatMap(remarksOn),
    ...(code === 124 ? { note: 'took too long' } : {}),
  };
}

/** Projects of vitest.config.ts in one run: the workers of one need not wait for the last file of another. */
export function vitest(projects: readonly string[], minutes: number): Step {
  return {
    name: `${projects.join(' and ')} tests`,
    async run() {
      const file = join(resultsFolder, `${projects.join('-')}.json`);
      rmSync(file, { force: true });
      const args = [
        'run',
        ...projects.map((project) => `--project=${project}`),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ];
      const code = await runProgram(...nodeProgram(join('node_modules', 'vitest', 'vitest.mjs'), args), {
        minutes,
      });
      try {
        return tally(file, code);
      } catch {
        return fail(code === 124 ? 'took too long' : 'ended without a report');
      }
    },
  };
}
