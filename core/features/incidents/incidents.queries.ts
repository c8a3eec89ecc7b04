import type { Kysely } from 'kysely';
import type { IncidentKind, IncidentState, Resolution } from '../../contract/incidents.ts';
import { bulkUpdate } from '../../db/bulk-update.ts';
import type { WriteTools, WriteTransaction } from '../../db/database.ts';
import { inPieces } from '../../db/in-pieces.ts';
import type { Row, Tables } from '../../db/tables.ts';
import type { Finding } from './finding.ts';
import { dueOf, type IncidentChange, type KnownIncident } from './reconcile.ts';

type Read = Kysely<Tables>;

export type IncidentTableRow = Row<'incident'>;

/** Everything whose cause has lasted until now: all, or what is about these shipments. */
export async function findKnown(read: Read, shipments?: readonly string[]): Promise<KnownIncident[]> {
  const query = read.selectFrom('incident').selectAll().where('active', '=', 1);
  const rows = shipments
    ? await inPieces(shipments, (piece) =>
        query.where('entity', '=', 'shipment').where('entity_key', 'in', piece).execute(),
      )
    : await query.execute();
  return rows.map(toKnown);
}

/** Keys of the shared causes that have lasted until now. */
export async function findKnownCauses(read: Read): Promise<string[]> {
  const rows = await read
    .selectFrom('incident')
    .select('entity_key as key')
    .where('entity', '=', 'cause')
    .where('active', '=', 1)
    .execute();
  return rows.map(({ key }) => key);
}

function toKnown(row: IncidentTableRow): KnownIncident {
  return {
    id: row.id,
    kind: row.kind as IncidentKind,
    severity: row.severity,
    state: row.state as IncidentState,
    entity: row.entity,
    key: row.entity_key,
    parentId: row.parent_id,
    dueAt: row.due_at,
    expectedAt: row.expected_at,
    promisedAt: row.promised_at,
    place: row.place,
    carrier: row.carrier,
    snoozedUntil: row.snoozed_until,
    moneyMinor: row.money_minor,
    orders: row.orders,
    facts: JSON.parse(row.facts_json),
  };
}

const COLUMNS = [
  'kind',
  'severity',
  'state',
  'active',
  'entity',
  'entity_key',
  'entity_id',
  'cause',
  'order_id',
  'order_number',
  'customer_id',
  'customer',
  'segment',
  'carrier',
  'facility',
  'place',
  'latitude',
  'longitude',
  'promised_at',
  'expected_at',
  'orders',
  'customers',
  'money_minor',
  'currency',
  'facts_json',
  'began_at',
  'promise_held',
  'detected_at',
  'due_at',
  'updated_at',
] as const;

/** Opens incidents. @returns their ids by entity and key */
export async function insertIncidents(
  trx: WriteTransaction,
  tools: WriteTools,
  findings: readonly Finding[],
  at: number,
): Promise<Map<string, number>> {
  if (findings.length === 0) return new Map();
  await tools.bulkInsert(
    'incident',
    COLUMNS,
    findings.map((finding) => [
      finding.kind,
      finding.severity,
      'open',
      1,
      finding.entity,
      finding.key,
      finding.entityId,
      finding.cause,
      finding.orderId,
      finding.orderNumber,
      finding.customerId,
      finding.customer,
      finding.segment,
      finding.carrier,
      finding.facility,
      finding.place,
      finding.latitude,
      finding.longitude,
      finding.promisedAt,
      finding.expectedAt,
      finding.orders,
      finding.customers,
      finding.moneyMinor,
      finding.currency,
      JSON.stringify(finding.facts),
      finding.beganAt ?? null,
      finding.promiseHeld == null ? null : Number(finding.promiseHeld),
      at,
      dueOf(finding, at),
      at,
    ]),
  );
  const rows = await inPieces(
    findings.map(({ key }) => key),
    (piece) =>
      trx
        .selectFrom('incident')
        .select(['id', 'entity', 'entity_key as key'])
        .where('entity_key', 'in', piece)
        .where('active', '=', 1)
        .execute(),
  );
  return new Map(rows.map(({ id, entity, key }) => [`${entity}:${key}`, id]));
}

export async function updateFound(
  trx: WriteTransaction,
  tools: WriteTools,
  changes: readonly IncidentChange[],
  at: number,
): Promise<void> {
  const columns = {
    kind: 'text',
    severity: 'bigint',
    carrier: 'text',
    place: 'text',
    latitude: 'double precision',
    longitude: 'double precision',
    promised_at: 'bigint',
    expected_at: 'bigint',
    orders: 'bigint',
    customers: 'bigint',
    money_minor: 'bigint',
    facts_json: 'text',
    due_at: 'bigint',
    updated_at: 'bigint',
  } as const;
  const rows = changes.map(({ incident, finding, dueAt }) => {
    return [
      incident.id,
      finding.kind,
      finding.severity,
      finding.carrier,
      finding.place,
      finding.latitude,
      finding.longitude,
      finding.promisedAt,
      finding.expectedAt,
      finding.orders,
      finding.customers,
      finding.moneyMinor,
      JSON.stringify(finding.facts),
      dueAt,
      at,
    ];
  });
  await bulkUpdate(trx, tools, { table: 'incident', columns }, rows);
  const again = changes.filter(({ events }) =>
    events.some(({ kind }) => kind === 'woken' || kind === 'reopened'),
  );
  await openAgain(
    trx,
    tools,
    again.map(({ incident }) => incident.id),
    at,
  );
}

/** Opens incidents that were put off or closed. */
export async function openAgain(
  trx: WriteTransaction,
  tools: WriteTools,
  ids: readonly number[],
  at: number,
): Promise<void> {
  const columns = {
    state: 'text',
    active: 'bigint',
    snoozed_until: 'bigint',
    resolved_at: 'bigint',
    resolution: 'text',
    updated_at: 'bigint',
  } as const;
  const rows = ids.map((id) => [id, 'open', 1, null, null, null, at]);
  await bulkUpdate(trx, tools, { table: 'incident', columns }, rows);
}

/** The causes of closed incidents are gone: the next trouble is a new one. */
export async function endActive(trx: WriteTransaction, ids: readonly number[]): Promise<void> {
  await inPieces(ids, async (piece) => {
    await trx.updateTable('incident').set({ active: null }).where('id', 'in', piece).execute();
    return [];
  });
}

/** Ends incidents: their cause is gone, or somebody has closed them and it lasts (`active` 1). */
export async function endIncidents(
  trx: WriteTransaction,
  tools: WriteTools,
  ended: readonly {
    id: number;
    state: 'resolved' | 'dismissed';
    resolution: Resolution;
    active: 1 | null;
  }[],
  at: number,
): Promise<void> {
  const columns = {
    state: 'text',
    active: 'bigint',
    resolved_at: 'bigint',
    resolution: 'text',
    snoozed_until: 'bigint',
    updated_at: 'bigint',
  } as const;
  const rows = ended.map(({ id, state, resolution, active }) => [
    id,
    state,
    active,
    at,
    resolution,
    null,
    at,
  ]);
  await bulkUpdate(trx, tools, { table: 'incident', columns }, rows);
}

/** Puts incidents into shared causes, or takes them out. */
export async function writeParents(
  trx: WriteTransaction,
  tools: WriteTools,
  rows: readonly (readonly [id: number, parentId: number | null])[],
): Promise<void> {
  await bulkUpdate(trx, tools, { table: 'incident', columns: { parent_id: 'bigint' } }, rows);
}

export interface NewEvent {
  incidentId: number;
  kind: string;
  note?: string | null;
  detail?: string | null;
}

export async function insertEvents(
  tools: WriteTools,
  events: readonly NewEvent[],
  { actor, at }: { actor: string; at: number },
): Promise<void> {
  if (events.length === 0) return;
  await tools.bulkInsert(
    'incident_event',
    ['incident_id', 'at', 'actor', 'kind', 'note', 'detail'],
    events.map(({ incidentId, kind, note = null, detail = null }) => [
      incidentId,
      at,
      actor,
      kind,
      note,
      detail,
    ]),
  );
}

export function findIncidents(read: Read, ids: readonly number[]): Promise<IncidentTableRow[]> {
  return inPieces(ids, (piece) =>
    read.selectFrom('incident').selectAll().where('id', 'in', piece).orderBy('id').execute(),
  );
}
