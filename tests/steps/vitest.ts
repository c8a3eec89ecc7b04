import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, nodeProgram, resultsFolder, runProgram, type Step, type Tally } from './step.ts';

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number().default(0),
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.unknown()) }),
  ),
});

function tally(file: string, code: number): Tally {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report.parse(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = numFailedTests + broken.length;
  return {
    passed: numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
    ...(code === 124 ? { note: 'took too long' } : {}),
  };
}

/** One project of vitest.config.ts. */
export function vitest(project: string, minutes: number): Step {
  return {
    name: `${project} tests`,
    async run() {
      const file = join(resultsFolder, `${project}.json`);
      rmSync(file, { force: true });
      const args = [
        'run',
        `--project=${project}`,
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
