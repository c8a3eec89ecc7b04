import { stdout } from 'node:process';
import { parseArgs } from 'node:util';
import type { AppContext } from '../../core/features/context.ts';
import { createDemo } from '../../core/features/demo/index.ts';
import { detectAll } from '../../core/features/incidents/detect.service.ts';
import { DISTURBANCES } from '../../core/feeds/demo-carriers/disturbance.ts';
import { localClient } from '../../core/host/commands/client.ts';
import { labelledDay, type Rates, ratesOf } from '../helpers/labelled-days.ts';
import { longestPause } from '../helpers/longest-pause.ts';
import { onBenchCore } from './bench-core.ts';

const DAY_MS = 86_400_000;
const LISTED = 20_000;

const USAGE = `npm run bench -- incidents [--shipments N] [--days N] [--json]
  A demo network with N shipments under way (50,000): a look at everything: the first, which reads it; one that reads it again; and one as it runs on events and by the clock; the inbox with 20,000 open incidents;
  what they teach, and the longest that anybody waits for it;
  shared causes on N labelled simulated days (10) of each kind, and as many calm ones: found, false, precision and recall of their children.`;

/** Times detection and the inbox, and measures how well shared causes are told apart from chance. */
export async function run(args: string[]): Promise<unknown> {
  const { values } = parseArgs({
    args,
    options: {
      shipments: { type: 'string', default: '50000' },
      days: { type: 'string', default: '10' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void stdout.write(`${USAGE}\n`);
  const causes = measureCauses(Number(values.days));
  const times = await measureTimes(Number(values.shipments));
  if (!values.json) {
    for (const [name, value] of Object.entries(times)) stdout.write(`${name} ${Math.round(value)}\n`);
    for (const [kind, rates] of Object.entries(causes)) {
      const { days, found, falseParents, precision, recall } = rates;
      const shares = `precision ${precision.toFixed(3)} recall ${recall.toFixed(3)}`;
      stdout.write(`${kind} found ${found}/${days} false parents ${falseParents} ${shares}\n`);
    }
  }
  return { ...times, causes };
}

function measureCauses(days: number): Record<string, Rates> {
  const rates: Record<string, Rates> = {};
  for (const kind of [...DISTURBANCES, null]) {
    const all = Array.from({ length: days }, (_, seed) => labelledDay(seed + 1, kind));
    rates[kind ?? 'calm'] = ratesOf(all);
  }
  return rates;
}

async function measureTimes(shipments: number): Promise<Record<string, number>> {
  return onBenchCore((ctx) => measure(ctx, shipments));
}

async function measure(ctx: AppContext, shipments: number): Promise<Record<string, number>> {
  await createDemo(ctx.db, { seed: 1, orders: Math.round(shipments * 1.3) });
  await putUnderWay(ctx, shipments);
  const client = localClient(ctx);
  const first = await client.incidents.detect({});
  const started = performance.now();
  const { result: next, longestMs } = await longestPause(() => client.incidents.detect({}));
  const readAndLookedMs = performance.now() - started;
  const { tookMs: lookMs } = await detectAll(ctx);
  const open = (await client.incidents.list({ filter: {} })).open;
  await fillInbox(ctx, LISTED - open);
  const listMs = await quickest(() => client.incidents.list({ filter: {}, limit: 100 }));
  const deepMs = await quickest(() => client.incidents.list({ filter: {}, offset: 15_000, limit: 100 }));
  const searchMs = await quickest(() => client.incidents.list({ filter: { search: 'martin' }, limit: 100 }));
  const period = { from: ctx.clock() - 30 * DAY_MS, to: ctx.clock() + DAY_MS };
  const { result: learnt, longestMs: learnPauseMs } = await longestPause(() =>
    client.incidentLearning.show(period),
  );
  const learnMs = await quickest(() => client.incidentLearning.show(period));
  const { rows } = await client.incidents.list({ filter: { kinds: ['late'] }, limit: 1 });
  const optionsMs = rows[0] ? await quickest(() => client.incidents.options({ id: rows[0]?.id ?? 0 })) : 0;
  return {
    lookedAt: next.looked,
    firstLookMs: first.tookMs,
    opened: first.opened,
    readAndLookedMs,
    lookMs,
    longestPauseMs: longestMs,
    listMs,
    deepMs,
    searchMs,
    optionsMs,
    learntFrom: learnt.incidents,
    learnMs,
    learnPauseMs,
  };
}

/** As many shipments as wanted are on their way, a tenth of them late. */
async function putUnderWay(ctx: AppContext, wanted: number): Promise<void> {
  const now = ctx.clock();
  await ctx.db.write(async (trx) => {
    const { id } = await trx
      .selectFrom('shipment')
      .select('id')
      .orderBy('id')
      .offset(wanted)
      .limit(1)
      .executeTakeFirstOrThrow();
    await trx
      .updateTable('shipment')
      .set((eb) => ({
        status: 'inTransit',
        delivered_at: null,
        shipped_at: now - DAY_MS,
        promised_at: eb
          .case()
          .when(eb.between('id', 0, Math.round(id / 10)))
          .then(now - DAY_MS)
          .else(now + 3 * DAY_MS)
          .end(),
        eta_p90_at: now + DAY_MS,
      }))
      .where('id', '<', id)
      .execute();
    const moved = { milestone: 'inTransit', occurred_at: now - DAY_MS, exception_kind: null };
    await trx.updateTable('tracking_event').set(moved).where('milestone', '=', 'delivered').execute();
  });
}

/** Open incidents up to as many as wanted. */
async function fillInbox(ctx: AppContext, more: number): Promise<void> {
  if (more <= 0) return;
  const one = await ctx.db.read
    .selectFrom('incident')
    .selectAll()
    .where('entity', '=', 'shipment')
    .executeTakeFirstOrThrow();
  const { id: _id, ...given } = one;
  const columns = Object.keys(given);
  const rows = Array.from({ length: more }, (_, index) =>
    Object.values({
      ...given,
      entity_key: `BENCH-${index}`,
      due_at: given.due_at + index * 1000,
      severity: 1 + (index % 4),
      parent_id: null,
      state: 'open',
      active: 1,
    }),
  );
  await ctx.db.write((_trx, tools) => tools.bulkInsert('incident', columns, rows));
}

async function quickest(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 5; turn++) {
    const started = performance.now();
    await work();
    least = Math.min(least, performance.now() - started);
  }
  return least;
}
