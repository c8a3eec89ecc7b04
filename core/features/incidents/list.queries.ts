import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { IncidentFilter, IncidentRow } from '../../contract/incidents.ts';
import type { OwnerFilter } from '../../contract/owner-filter.ts';
import type { Tables } from '../../db/tables.ts';
import { NOT_OVER } from './incident-states.ts';
import type { IncidentTableRow } from './incidents.queries.ts';
import { learnedFrom } from './list-learned.ts';
import { mentionedTo } from './mentions.queries.ts';
import { findTeams, ofMyTeams, type Team } from './teams.queries.ts';

type Read = Kysely<Tables>;
type Where = ExpressionBuilder<Tables, 'incident'>;

/** Incidents that fit a filter, the gravest and most pressing first. */
export async function listIncidents(
  read: Read,
  filter: IncidentFilter,
  actor: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: IncidentRow[]; total: number }> {
  const teams = await findTeams(read);
  const query = read.selectFrom('incident').where((eb) => eb.and(conditions(eb, filter, { actor, teams })));
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
  return { rows: await toRows(read, rows, { actor, teams }), total: Number(count.total) };
}

/** Who asks, and which teams there are. */
export interface Asking {
  actor: string;
  teams: readonly Team[];
}

/** Whose incidents. */
function ownedBy(eb: Where, owner: OwnerFilter | undefined, { actor, teams }: Asking) {
  if (owner === 'me') return [eb('owner', '=', actor)];
  if (owner === 'team') return [ofMyTeams(eb, teams, actor)];
  return owner === 'nobody' ? [eb('owner', 'is', null)] : [];
}

function conditions(eb: Where, filter: IncidentFilter, asking: Asking) {
  const { actor } = asking;
  const { states = ['open'], kinds, severities, owner, carrier, facility, segment } = filter;
  const among = (column: 'kind' | 'severity', values: readonly (string | number)[] | undefined) =>
    values && values.length > 0 ? [eb(column, 'in', values as never)] : [];
  return [
    eb('state', 'in', states),
    ...placeOf(eb, filter),
    ...among('kind', kinds),
    ...among('severity', severities),
    ...ownedBy(eb, owner, asking),
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
  { actor, teams }: Asking,
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
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    ...toRow(row),
    children: inside.get(row.id) ?? 0,
    watched: mine.has(row.id),
    team: names.get(row.team_id ?? 0) ?? null,
  }));
}

function toRow(row: IncidentTableRow): Omit<IncidentRow, 'children' | 'watched' | 'team'> {
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
    owner: row.owner,
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

/** What has happened since an instant to somebody's incidents. */
export async function countSince(
  read: Read,
  { since, owner }: { since: number; owner: OwnerFilter },
  asking: Asking,
) {
  const own = read.selectFrom('incident').where((eb) => eb.and(ownedBy(eb, owner, asking)));
  const count = (column: 'detected_at' | 'resolved_at') =>
    own
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
      .where('incident_id', 'in', own.select('id'))
      .executeTakeFirstOrThrow(),
  ]);
  return { opened: Number(opened.count), closed: Number(closed.count), acted: Number(acted.count) };
}

/** How many of somebody's are open, those inside shared causes included. */
export async function countOpenOf(read: Read, owner: OwnerFilter, asking: Asking): Promise<number> {
  const { count } = await read
    .selectFrom('incident')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'open')
    .where((eb) => eb.and(ownedBy(eb, owner, asking)))
    .executeTakeFirstOrThrow();
  return Number(count);
}
