import { stdout } from 'node:process';
import { parseArgs } from 'node:util';
import type { AppContext } from '../../core/features/context.ts';
import { type Client, localClient } from '../../core/host/commands/client.ts';
import { createRandom } from '../../core/kernel/random.ts';
import { longestPause } from '../helpers/longest-pause.ts';
import { networkBuilder } from '../helpers/network.ts';
import { addShipment, TOUR_DAY, van } from '../helpers/routes.ts';
import { onBenchCore } from './bench-core.ts';

const USAGE = `npm run bench -- tours [--stops N] [--seconds S] [--json]
  So many deliveries (500) around one depot: the time from the click to the stops and their ways, to the first plan, to the kept one (after S seconds, 5,
  of search), the longest pause of the core meanwhile, and how long the effect of moving a stop to another route takes, as people
  carry it over the plan (half of the moves, and 19 of 20). The first run finds everything cold.`;
const RUNS = 2;
const MOVES = 200;
const STOPS_A_VAN = 25;

/** Times a day's tours as people ask for them. */
export async function run(args: string[]): Promise<unknown> {
  const { values } = parseArgs({
    args,
    options: {
      stops: { type: 'string', default: '500' },
      seconds: { type: 'string', default: '5' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void stdout.write(`${USAGE}\n`);
  const figures = await onBenchCore(async (ctx) => {
    const client = localClient(ctx);
    await prepare(ctx, client, Number(values.stops));
    const rows = [];
    for (let i = 0; i < RUNS; i++) rows.push(await measure(client, Number(values.seconds)));
    return rows;
  });
  if (!values.json) for (const row of figures) stdout.write(`${JSON.stringify(row)}\n`);
  return figures;
}

async function prepare(ctx: AppContext, client: Client, stops: number): Promise<void> {
  const facilityId = await networkBuilder(ctx.db).facility('LYON');
  const random = createRandom(1);
  const vehicles = [{ facility: 'LYON', count: Math.ceil(stops / STOPS_A_VAN) }];
  await client.fleets.saveVehicleType(van({ vehicles }));
  for (let i = 1; i <= stops; i++) {
    const [east, north] = [random.normal(0, 12), random.normal(0, 10)];
    await addShipment(ctx, `S-${i}`, { orderId: null, facilityId, east, north, kilograms: 15 });
  }
}

async function measure(client: Client, searchSeconds: number): Promise<Record<string, number>> {
  const clicked = performance.now();
  const since = () => Math.round(performance.now() - clicked);
  let gatheredMs = Number.NaN;
  let firstPlanMs = Number.NaN;
  const { longestMs, wholeMs } = await longestPause(async () => {
    const { jobId } = await client.routes.propose({ depots: ['LYON'], day: TOUR_DAY, searchSeconds });
    const ended = untilEnd(client, jobId);
    for await (const news of await client.routes.live({ jobId })) {
      if (news.type === 'problem') gatheredMs = since();
      if (news.type === 'best' && Number.isNaN(firstPlanMs)) firstPlanMs = since();
    }
    await ended;
  });
  const effects = await moveEffects(client);
  const share = (part: number) => Number((effects[Math.floor(part * effects.length)] ?? 0).toFixed(1));
  return {
    gatheredMs,
    firstPlanMs,
    keptMs: Math.round(wholeMs),
    longestPauseMs: Math.round(longestMs),
    moveMs: share(0.5),
    moveP95Ms: share(0.95),
  };
}

/** How long the effects of moves took to be known, the quickest first. */
async function moveEffects(client: Client): Promise<number[]> {
  const [newest] = (await client.routes.plans({ limit: 1 })).rows;
  if (!newest) throw new Error('No plan was kept');
  const { id: planId, routes } = await client.routes.plan({ planId: newest.id });
  const random = createRandom(2);
  const effects: number[] = [];
  for (let i = 0; i < MOVES; i++) {
    const from = random.pick(routes);
    const to = random.pick(routes);
    const position = random.integer(0, to.stops.length - (to === from ? 1 : 0));
    const started = performance.now();
    const change = { kind: 'move' as const, stops: [random.pick(from.stops)], route: to.number, position };
    await client.routes.preview({ planId, changes: [change] });
    effects.push(performance.now() - started);
  }
  return effects.sort((a, b) => a - b);
}

async function untilEnd(client: Client, jobId: string): Promise<void> {
  for await (const job of await client.jobs.watch({ id: jobId })) {
    if (job.status === 'failed') throw new Error(job.error?.message);
  }
}
