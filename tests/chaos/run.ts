import { stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { runChaos } from './chaos.ts';

/** `npm run test:chaos`: 20,000 records, 100 kills. */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});
const verdict = await runChaos({
  kills: Number(values.kills),
  seed: Number(values.seed),
  size: { products: 4000, parties: 2000, sales: 2000, fileRows: 10_000 },
  log: (line) => stdout.write(`${line}\n`),
});
stdout.write(`${JSON.stringify(verdict, null, 2)}\n`);
const passed = verdict.differences.length === 0 && verdict.wrongEffects.length === 0;
stdout.write(`${passed ? '1 passed, 0 failed' : '0 passed, 1 failed'}\n`);
process.exitCode = passed ? 0 : 1;
