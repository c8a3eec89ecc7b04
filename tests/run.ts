import { mkdirSync } from 'node:fs';
import { build, importRules, lint, types } from './steps/checks.ts';
import { browser, electron } from './steps/playwright.ts';
import { resultsFolder, type Step, skip, type Tally } from './steps/step.ts';
import { vitest } from './steps/vitest.ts';

/**
 * `npm test`: everything, in the order in which it is cheapest to be wrong. `npm test -- types unit` runs the steps whose
 * names contain one of the words. Steps of one line run at the same time: Electron mostly waits for windows. The last line says
 * how many tests passed, failed and were skipped.
 */
const steps: Step[][] = [
  [lint],
  [types],
  [importRules],
  [vitest(['unit'], 8)],
  [build],
  [vitest(['property', 'scenario'], 14), electron],
  [vitest(['integration'], 18)],
  [browser],
];
const needBuild = new Set([browser, electron]);

interface Outcome extends Tally {
  name: string;
  seconds: number;
}

async function runStep(step: Step, built: boolean): Promise<Outcome> {
  const startedAt = Date.now();
  const tally = needBuild.has(step) && !built ? skip('there is no build to test') : await step.run();
  return { name: step.name, seconds: (Date.now() - startedAt) / 1000, ...tally };
}

async function runAll(chosen: readonly Step[][]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const together of chosen) {
    console.log(`\n=== ${together.map(({ name }) => name).join(', ')}`);
    const built = !outcomes.some(({ name, failed }) => name === build.name && failed > 0);
    outcomes.push(...(await Promise.all(together.map((step) => runStep(step, built)))));
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
const isChosen = ({ name }: Step) => words.length === 0 || words.some((word) => name.includes(word));
const chosen = steps.map((together) => together.filter(isChosen)).filter(({ length }) => length > 0);
mkdirSync(resultsFolder, { recursive: true });
const outcomes = await runAll(chosen);
const remarks = outcomes.flatMap((outcome) => outcome.remarks ?? []);
if (remarks.length > 0) console.log(`\n=== failed or skipped\n${remarks.join('\n')}`);
console.log(`\n=== summary\n${outcomes.map(describe).join('\n')}\n`);
console.log(
  `${sum(outcomes, 'passed')} passed, ${sum(outcomes, 'failed')} failed, ${sum(outcomes, 'skipped')} skipped`,
);
process.exitCode = sum(outcomes, 'failed') === 0 && outcomes.length > 0 ? 0 : 1;
