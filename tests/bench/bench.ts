import { argv, exit, stderr, stdout } from 'node:process';
import bundleCore from '../helpers/core-bundle.ts';

/** Each benchmark prints its table and answers its figures; `--json` prints those alone. */
interface Benchmark {
  run(args: string[]): Promise<unknown>;
}

const BENCHMARKS: Record<string, () => Promise<Benchmark>> = {
  eta: () => import('./eta.bench.ts'),
  feeds: () => import('./feeds.bench.ts'),
  import: () => import('./import.bench.ts'),
  incidents: () => import('./incidents.bench.ts'),
  packing: () => import('./packing.bench.ts'),
  promise: () => import('./promise.bench.ts'),
  routing: () => import('./routing.bench.ts'),
  screens: () => import('./screens.bench.ts'),
  sourcing: () => import('./sourcing.bench.ts'),
  tours: () => import('./tours.bench.ts'),
  validation: () => import('./validation.bench.ts'),
  waves: () => import('./waves.bench.ts'),
  whatif: () => import('./whatif.bench.ts'),
};

const [name = '', ...args] = argv.slice(2);
const load = BENCHMARKS[name];
if (!load) {
  stderr.write(`Which benchmark? npm run bench -- ${Object.keys(BENCHMARKS).join(' | ')}\n`);
  exit(2);
}
// Threads start from what users run, not from sources that are stripped first.
const removeBundle = await bundleCore();
try {
  const figures = await (await load()).run(args);
  if (args.includes('--json')) stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
} finally {
  removeBundle();
}
