import { beforeAll } from 'vitest';
import type { DatabaseTarget } from '../../core/db/database.ts';
import type { AppContext } from '../../core/features/context.ts';
import { type Client, localClient } from '../../core/host/commands/client.ts';
import { networkBuilder } from './network.ts';
import type { TestCores } from './runtime.ts';

/** Towns with postal codes, as orders and facilities are given them. */
export const PLACES = {
  paris: { country: 'FR', city: 'Paris', postal_code: '75002', latitude: 48.87, longitude: 2.33 },
  lyon: { country: 'FR', city: 'Lyon', postal_code: '69007', latitude: 45.75, longitude: 4.85 },
  lille: { country: 'FR', city: 'Lille', postal_code: '59000', latitude: 50.63, longitude: 3.06 },
  berlin: { country: 'DE', city: 'Berlin', postal_code: '10115', latitude: 52.52, longitude: 13.4 },
} as const;

/** One carrier: 5 EUR within France in two days, 9 EUR from Germany in four; express within France 12 EUR in one. */
export async function addCarrier(ctx: AppContext): Promise<void> {
  await ctx.db.write(async (trx) => {
    const carrier = await trx
      .insertInto('carrier')
      .values({ code: 'POST', name: 'Post' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const rates = [
      ['standard', 'FR', 500, 2],
      ['standard', 'DE', 900, 4],
      ['express', 'FR', 1200, 1],
    ] as const;
    for (const [level, origin, price, days] of rates) {
      const code = `${level}-${origin}`;
      const cutOff = { cut_off_minutes: 1440, max_weight_grams: null, active: 1 };
      const service = await trx
        .insertInto('carrier_service')
        .values({ carrier_id: carrier.id, code, name: code, level, ...cutOff })
        .returning('id')
        .executeTakeFirstOrThrow();
      const lane = { destination_country: 'FR', destination_postal_prefix: '', up_to_weight_grams: 30_000 };
      const transit = { transit_days_min: 1, transit_days_max: days, currency: 'EUR' };
      await trx
        .insertInto('rate')
        .values({ service_id: service.id, origin_country: origin, price_minor: price, ...lane, ...transit })
        .execute();
    }
  });
}

/** The service that most parcels of the test carrier go by. */
export async function standardService({ db }: AppContext): Promise<number> {
  const { id } = await db.read
    .selectFrom('carrier_service')
    .select('id')
    .where('code', '=', 'standard-FR')
    .executeTakeFirstOrThrow();
  return id;
}

export interface Bench {
  /** To open the same workspace again. */
  target: DatabaseTarget;
  ctx: AppContext;
  client: Client;
  build: ReturnType<typeof networkBuilder>;
  /** Runs a job that a procedure starts to its end. @throws its error */
  finish<Outcome>(job: Promise<{ jobId: string }>): Promise<Outcome>;
}

/** One core for a whole file; its network is made once. */
export function sharedBench(cores: TestCores, prepare: (bench: Bench) => Promise<void>): () => Bench {
  let bench: Bench | undefined;
  beforeAll(async () => {
    const target = await cores.databases.target();
    const ctx = await cores.open(target);
    const client = localClient(ctx);
    bench = { target, ctx, client, build: networkBuilder(ctx.db), finish: (job) => finishJob(client, job) };
    await addCarrier(ctx);
    await prepare(bench);
  });
  return () => bench as Bench;
}

async function finishJob<Outcome>(client: Client, started: Promise<{ jobId: string }>): Promise<Outcome> {
  const { jobId } = await started;
  for await (const job of await client.jobs.watch({ id: jobId })) {
    if (job.status === 'done') return job.outcome as Outcome;
    if (job.status === 'failed') throw new Error(job.error?.message);
  }
  throw new Error('The job was cancelled');
}
