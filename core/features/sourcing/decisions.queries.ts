import { sql } from 'kysely';
import type { z } from 'zod';
import type { DECISION_OUTCOMES, DecisionView, sourcingContract } from '../../contract/sourcing.ts';
import type { Database } from '../../db/database.ts';

type DecisionQuery = z.output<NonNullable<(typeof sourcingContract.decisions)['~orpc']['inputSchema']>>;

/** A page of a run's decisions with what the screen shows of their orders. */
export async function listDecisions(
  db: Database,
  query: DecisionQuery,
): Promise<{ rows: DecisionView[]; total: number }> {
  const matching = matchingDecisions(db, query);
  const [rows, { total }] = await Promise.all([
    sorted(matching, query.sort)
      .select(['o.number', 'o.city', 'o.country', 'o.promised_at', 'c.name as customer'])
      .select([
        'd.outcome',
        'd.cost_minor',
        'd.currency',
        'd.split_count',
        'd.allocations_json',
        'd.reason_json',
      ])
      .offset(query.offset)
      .limit(query.limit)
      .execute(),
    matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return {
    total: Number(total),
    rows: rows.map((row) => ({
      number: row.number,
      customer: row.customer,
      city: row.city,
      country: row.country,
      promisedAt: row.promised_at,
      outcome: row.outcome as (typeof DECISION_OUTCOMES)[number],
      cost: { amountMinor: row.cost_minor, currency: row.currency },
      splitCount: row.split_count,
      allocations: JSON.parse(row.allocations_json),
      reason: JSON.parse(row.reason_json),
    })),
  };
}

/** Numbers of the orders of a run that could not be applied. */
export async function findConflicts(db: Database, runId: number): Promise<string[]> {
  const rows = await db.read
    .selectFrom('sourcing_decision as d')
    .innerJoin('sales_order as o', 'o.id', 'd.order_id')
    .select('o.number')
    .where('d.run_id', '=', runId)
    .where('d.outcome', '=', 'conflict')
    .orderBy('d.id')
    .execute();
  return rows.map(({ number }) => number);
}

function matchingDecisions(db: Database, query: DecisionQuery) {
  let matching = db.read
    .selectFrom('sourcing_decision as d')
    .innerJoin('sales_order as o', 'o.id', 'd.order_id')
    .leftJoin('customer as c', 'c.id', 'o.customer_id')
    .where('d.run_id', '=', query.runId);
  if (query.outcomes) matching = matching.where('d.outcome', 'in', query.outcomes);
  if (query.split !== undefined) matching = matching.where('d.split_count', query.split ? '>' : '<=', 1);
  if (query.facility !== undefined) {
    const mention = `%"facility":${JSON.stringify(query.facility)}%`;
    matching = matching.where('d.allocations_json', 'like', mention);
  }
  for (const word of (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean)) {
    const pattern = `%${word}%`;
    matching = matching.where((eb) =>
      eb.or([
        eb(sql`lower(o.number)`, 'like', pattern),
        eb(sql`lower(o.city)`, 'like', pattern),
        eb(sql`lower(c.name)`, 'like', pattern),
      ]),
    );
  }
  return matching;
}

function sorted(matching: ReturnType<typeof matchingDecisions>, sort: DecisionQuery['sort']) {
  if (sort === 'costDescending') return matching.orderBy('d.cost_minor', 'desc').orderBy('o.number');
  if (sort === 'splitDescending') return matching.orderBy('d.split_count', 'desc').orderBy('o.number');
  return matching.orderBy('o.number');
}
