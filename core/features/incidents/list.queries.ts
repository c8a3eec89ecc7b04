import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { IncidentFilter, IncidentRow } from '../../contract/incidents.ts';
import type { Tables } from '../../db/tables.ts';
import { NOT_OVER } from './incident-states.ts';
import type { IncidentTableRow } from './incidents.queries.ts';
import { learnedFrom } from './list-learned.ts';
import { mentionedTo } from './mentions.queries.ts';

type Read = Kysely<Tables>;
type Where = ExpressionBuilder<Tables, 'incident'>;

/** Incidents that fit a filter, the gravest and most pressing first. */
export async function listIncidents(
  read: Read,
  filter: IncidentFilter,
  actor: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: IncidentRow[]; total: number }> {
  const query = read.selectFrom('incident').where((eb) => eb.and(conditions(eb, filter, actor)));
  const [rows, count] = await Promise.all([
    query
      .selectAll()
      .orderBy('severity')
      .orderBy('due_at')
      .orderBy('id')
      .offset(offset)
      .limit(limit)
      .execute(),
    query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { rows: await toRows(read, rows, actor), total: Number(count.total) };
}

function conditions(eb: Where, filter: IncidentFilter, actor: string) {
  const { states = ['open'], kinds, severities, owner, carrier, facility, segment } = filter;
  const among = (column: 'kind' | 'severity', values: readonly (string | number)[] | undefined) =>
    values && values.length > 0 ? [eb(column, 'in', values as never)] : [];
  return [
    eb('state', 'in', states),
    ...placeOf(eb, filter),
    ...among('kind', kinds),
    ...among('severity', severities),
    ...(owner === 'me' ? [eb('owner', '=', actor)] : []),
    ...(owner === 'others' ? [eb('owner', 'is not', null), eb('owner', '!=', actor)] : []),
    ...(owner === 'nobody' ? [eb('owner', 'is', null)] : []),
    ...(carrier ? [eb('carrier', '=', carrier)] : []),
    ...(facility ? [eb('facility', '=', facility)] : []),
    ...(segment ? [eb('segment', '=', segment)] : []),
    ...(filter.watched ? [watchedBy(eb, actor)] : []),
    ...(filter.mentioned ? [mentionedTo(eb, actor)] : []),
    ...learnedFrom(eb, filter),
    ...wordsOf(filter.search).map((word) =>
      eb.or(
        (['entity_key', 'order_number', 'customer', 'place', 'owner'] as const).map((column) =>
          eb(sql`lower(${eb.ref(column)})`, 'like', `%${word}%`),
        ),
      ),
    ),
  ];
}

/** On the top level; inside one shared cause; or each on its own. */
function placeOf(eb: Where, { parentId, each }: IncidentFilter) {
  if (parentId !== undefined) return [eb('parent_id', '=', parentId)];
  return each ? [eb('entity', '!=', 'cause')] : [TOP_LEVEL];
}

/** Not inside another one that is not over. */
export const TOP_LEVEL = sql<boolean>`(parent_id is null or parent_id not in (select p.id from incident as p where p.state in (${sql.join([...NOT_OVER])})))`;

function watchedBy(eb: Where, actor: string) {
  return eb(
    'id',
    'in',
    eb.selectFrom('incident_watch as w').select('w.incident_id').where('w.actor', '=', actor),
  );
}

function wordsOf(search: string | undefined): string[] {
  return (search ?? '')
    .toLowerCase()
    .replaceAll(/[%_\\]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Rows as the screens see them, with how many open ones each holds. */
export async function toRows(
  read: Read,
  rows: readonly IncidentTableRow[],
  actor: string,
): Promise<IncidentRow[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [children, watched] = await Promise.all([
    read
      .selectFrom('incident')
      .select('parent_id as id')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('parent_id', 'in', ids)
      .where('state', 'in', NOT_OVER)
      .groupBy('parent_id')
      .execute(),
    read
      .selectFrom('incident_watch')
      .select('incident_id as id')
      .where('actor', '=', actor)
      .where('incident_id', 'in', ids)
      .execute(),
  ]);
  const inside = new Map(children.map(({ id, count }) => [id, Number(count)]));
  const mine = new Set(watched.map(({ id }) => id));
  return rows.map((row) => toRow(row, inside.get(row.id) ?? 0, mine.has(row.id)));
}

function toRow(row: IncidentTableRow, children: number, watched: boolean): IncidentRow {
  return {
    id: row.id,
    kind: row.kind as IncidentRow['kind'],
    severity: row.severity,
    state: row.state as IncidentRow['state'],
    entity: row.entity as IncidentRow['entity'],
    key: row.entity_key,
    detectedAt: row.detected_at,
    dueAt: row.due_at,
    snoozedUntil: row.snoozed_until,
    resolvedAt: row.resolved_at,
    resolution: row.resolution as IncidentRow['resolution'],
    parentId: row.parent_id,
    children,
    owner: row.owner,
    watched,
    order: row.order_number,
    customer: row.customer,
    segment: row.segment,
    carrier: row.carrier,
    facility: row.facility,
    place: row.place,
    promisedAt: row.promised_at,
    expectedAt: row.expected_at,
    orders: row.orders,
    customers: row.customers,
    moneyMinor: row.money_minor,
    currency: row.currency,
    cause: row.cause as IncidentRow['cause'],
  };
}

/** Open incidents on the top level by severity, and all open ones. */
export async function countOpen(read: Read) {
  const [levels, all] = await Promise.all([
    read
      .selectFrom('incident')
      .select('severity')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('state', '=', 'open')
      .where(TOP_LEVEL)
      .groupBy('severity')
      .orderBy('severity')
      .execute(),
    read
      .selectFrom('incident')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow(),
  ]);
  return {
    bySeverity: levels.map(({ severity, count }) => ({ severity, count: Number(count) })),
    open: Number(all.count),
  };
}

/** What has happened since an instant. */
export async function countSince(read: Read, since: number) {
  const count = (column: 'detected_at' | 'resolved_at') =>
    read
      .selectFrom('incident')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(column, '>=', since)
      .executeTakeFirstOrThrow();
  const [opened, closed, acted] = await Promise.all([
    count('detected_at'),
    count('resolved_at'),
    read
      .selectFrom('incident_action')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('at', '>=', since)
      .where('undone_at', 'is', null)
      .executeTakeFirstOrThrow(),
  ]);
  return { opened: Number(opened.count), closed: Number(closed.count), acted: Number(acted.count) };
}
