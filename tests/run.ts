import { mkdirSync } from 'node:fs';
import { build, importRules, lint, types } from './steps/checks.ts';
import { browser, electron } from './steps/playwright.ts';
import { resultsFolder, type Step, skip, type Tally } from './steps/step.ts';
import { vitest } from './steps/vitest.ts';

/**
 * `npm test`: everything, in the order in which it is cheapest to be wrong. `npm test -- types unit` runs the steps whose
 * names contain one of the words. The last line says how many tests passed, failed and were skipped.
 */
const steps: Step[] = [
  lint,
  types,
  importRules,
  vitest(['unit'], 8),
  vitest(['property', 'scenario'], 12),
  build,
  vitest(['integration'], 18),
  browser,
  electron,
];
const needBuild = new Set([browser, electron]);

interface Outcome extends Tally {
  name: string;
  seconds: number;
}

async function runAll(chosen: readonly Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let built = true;
  for (const step of chosen) {
    console.log(`\n=== ${step.name}`);
    const startedAt = Date.now();
    const tally = needBuild.has(step) && !built ? skip('there is no build to test') : await step.run();
    if (step === build && tally.failed > 0) built = false;
    outcomes.push({ name: step.name, seconds: (Date.now() - startedAt) / 1000, ...tally });
  }
  return outcomes;
}

const sum = (outcomes: readonly Outcome[], key: 'passed' | 'failed' | 'skipped') =>
  outcomes.reduce((total, outcome) => total + outcome[key], 0);

function describe({ name, seconds, passed, failed, skipped, note }: Outcome): string {
  const verdict = failed > 0 ? 'FAILED' : passed === 0 && skipped > 0 ? 'skipped' : 'ok';
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  const line = `${verdict.padEnd(8)}${name.padEnd(20)}${`${seconds.toFixed(1)} s`.padStart(9)}  ${counts}`;
  return note ? `${line}\n${' '.repeat(8)}${note}` : line;
}

const words = process.argv.slice(2);
const chosen = steps.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
mkdirSync(resultsFolder, { recursive: true });
const outcomes = await runAll(chosen);
const remarks = outcomes.flatMap((outcome) => outcome.remarks ?? []);
if (remarks.length > 0) console.log(`\n=== failed or skipped\n${remarks.join('\n')}`);
console.log(`\n=== summary\n${outcomes.map(describe).join('\n')}\n`);
console.log(
  `${sum(outcomes, 'passed')} passed, ${sum(outcomes, 'failed')} failed, ${sum(outcomes, 'skipped')} skipped`,
);
process.exitCode = sum(outcomes, 'failed') === 0 && outcomes.length > 0 ? 0 : 1;
