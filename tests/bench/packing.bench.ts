import { stdout } from 'node:process';
import { parseArgs } from 'node:util';
import type { AppContext } from '../../core/features/context.ts';
import { createDemo } from '../../core/features/demo/index.ts';
import { localClient } from '../../core/host/commands/client.ts';
import { createRandom } from '../../core/kernel/random.ts';
import { BoxShelf } from '../../core/solvers/packing/contents.ts';
import { costOfParcels, packGreedily } from '../../core/solvers/packing/greedy-packing.ts';
import { checkPacking, type PackingProblem, solvePacking } from '../../core/solvers/packing/index.ts';
import { onBenchCore, printFigures } from './bench-core.ts';

const USAGE = `npm run bench -- packing [--orders N] [--json]
  Chooses boxes for 5,000 made-up shipments (one to six products) and compares the way for many units with the best; then packs shipments
  of a demo network of N orders (4,000) one by one and makes the labels and slips of all of them.`;
const SHIPMENTS = 5_000;
const PACKED = 300;

/** Times cartonization, packing a shipment, and its papers. */
export async function run(args: string[]): Promise<unknown> {
  const { values } = parseArgs({
    args,
    options: {
      orders: { type: 'string', default: '4000' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void stdout.write(`${USAGE}\n`);
  const atStation = await onBenchCore((ctx) => stationFigures(ctx, Number(values.orders)));
  const figures = { ...solverFigures(), ...atStation };
  if (!values.json) printFigures(figures);
  return figures;
}

const BOXES = [
  [300, 220, 40, 2_000, 18],
  [250, 200, 120, 6_000, 36],
  [350, 250, 200, 12_000, 58],
  [500, 350, 300, 20_000, 95],
  [700, 500, 400, 28_000, 165],
  [1_200, 200, 200, 15_000, 140],
] as const;

function madeUp(count: number): PackingProblem[] {
  const random = createRandom(7);
  const boxes = BOXES.map(([a, b, c, mostWeightGrams, costMinor]) => ({
    edges: [a, b, c] as const,
    volumeMillilitres: (a * b * c) / 1000,
    mostWeightGrams,
    costMinor,
  }));
  return Array.from({ length: count }, () => ({
    boxes,
    parcelMinor: 300,
    usableShare: 0.9,
    units: Array.from({ length: random.integer(1, 6) }, () => {
      const edges = [random.integer(20, 300), random.integer(20, 250), random.integer(10, 200)] as const;
      const volumeMillilitres = Math.round((edges[0] * edges[1] * edges[2]) / 1000);
      const weightGrams = Math.max(10, Math.round(volumeMillilitres * (0.1 + 0.8 * random.next())));
      return {
        quantity: random.integer(1, 4),
        weightGrams,
        volumeMillilitres,
        edges: random.chance(0.5) ? edges : null,
      };
    }),
  }));
}

function solverFigures(): Record<string, number> {
  const problems = madeUp(SHIPMENTS);
  let [slowestMs, proven, parcels, cost, greedy, faults] = [0, 0, 0, 0, 0, 0];
  const startedAt = performance.now();
  const results = problems.map((problem) => {
    const from = performance.now();
    const result = solvePacking(problem);
    slowestMs = Math.max(slowestMs, performance.now() - from);
    return result;
  });
  const solveMs = performance.now() - startedAt;
  problems.forEach((problem, i) => {
    const result = results[i] as (typeof results)[number];
    faults += checkPacking(problem, result).length;
    parcels += result.parcels.length;
    if (!result.proven || result.parcels.some(({ noBox }) => noBox !== null)) return;
    proven += 1;
    cost += result.costMinor;
    const counts = problem.units.map(({ quantity }) => quantity);
    greedy += costOfParcels(problem, packGreedily(problem, new BoxShelf(problem), counts));
  });
  return {
    shipments: SHIPMENTS,
    solveMs: Math.round(solveMs),
    slowestSolveMs: Math.round(slowestMs * 10) / 10,
    parcels,
    provenPercent: Math.round((1000 * proven) / SHIPMENTS) / 10,
    greedyDearerPercent: Math.round((1000 * (greedy - cost)) / cost) / 10,
    faults,
  };
}

async function stationFigures(ctx: AppContext, orders: number): Promise<Record<string, number>> {
  await createDemo(ctx.db, { seed: 1, orders });
  const client = localClient(ctx);
  const rows = await ctx.db.read
    .selectFrom('shipment as s')
    .innerJoin('facility as f', 'f.id', 's.facility_id')
    .select('s.number')
    .where('s.status', 'in', ['planned', 'picked'])
    .where('f.kind', 'in', ['warehouse', 'store', 'thirdParty'])
    .where((eb) =>
      eb.exists(eb.selectFrom('shipment_line as l').select('l.id').whereRef('l.shipment_id', '=', 's.id')),
    )
    .limit(PACKED)
    .execute();
  const numbers = rows.map(({ number }) => number);
  await client.shipments.assign({ numbers });
  const times: number[] = [];
  const packed: string[] = [];
  let parcels = 0;
  for (const shipment of numbers) {
    const from = performance.now();
    const view = await client.packing.suggest({ shipment });
    if (!view.canPack) continue;
    await client.packing.pack({ shipment });
    times.push(performance.now() - from);
    packed.push(shipment);
    parcels += view.parcels.length;
  }
  times.sort((a, b) => a - b);
  const from = performance.now();
  const papers = await ctx.jobs.runToEnd<{ pages: number; bytes: number }>(
    'packing.papers',
    { shipments: packed, kinds: ['label', 'slip'] },
    ctx.actor,
  );
  return {
    packed: packed.length,
    packedParcels: parcels,
    packMedianMs: Math.round(times[Math.floor(times.length / 2)] ?? 0),
    packP95Ms: Math.round(times[Math.floor(times.length * 0.95)] ?? 0),
    papersMs: Math.round(performance.now() - from),
    papersPages: papers.pages,
    papersKilobytes: Math.round(papers.bytes / 1024),
  };
}
