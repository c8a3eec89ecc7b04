import { type ExpressionBuilder, sql } from 'kysely';
import type { IncidentFilter } from '../../contract/incidents.ts';
import type { Tables } from '../../db/tables.ts';

type Where = ExpressionBuilder<Tables, 'incident'>;

/** What a figure of what was learnt counts: of a period, a lane, a product, a shared cause. */
export function learnedFrom(eb: Where, filter: IncidentFilter) {
  const { detectedFrom, detectedBefore, lane, sku, sharedCause } = filter;
  return [
    ...(detectedFrom === undefined ? [] : [eb('detected_at', '>=', detectedFrom)]),
    ...(detectedBefore === undefined ? [] : [eb('detected_at', '<', detectedBefore)]),
    ...(lane ? [onLane(eb, lane)] : []),
    ...(sku ? [withProduct(eb, sku)] : []),
    ...(sharedCause ? [partOf(eb, sharedCause)] : []),
  ];
}

function onLane(eb: Where, lane: string) {
  const [origin = '', destination = ''] = lane.split('→');
  return eb.and([
    eb('entity', '=', 'shipment'),
    eb('facility', 'in', eb.selectFrom('facility as f').select('f.code').where('f.country', '=', origin)),
    eb.exists(
      eb
        .selectFrom('shipment as s')
        .select('s.id')
        .whereRef('s.id', '=', 'incident.entity_id')
        .where('s.country', '=', destination),
    ),
  ]);
}

/** In the shipment, in the order that has not left, or out of stock itself. */
function withProduct(eb: Where, sku: string) {
  const shipped = eb
    .selectFrom('shipment_line as l')
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .select('l.id')
    .whereRef('l.shipment_id', '=', 'incident.entity_id')
    .where('p.sku', '=', sku);
  const ordered = eb
    .selectFrom('order_line as l')
    .innerJoin('product as p', 'p.id', 'l.product_id')
    .select('l.id')
    .whereRef('l.order_id', '=', 'incident.order_id')
    .where('p.sku', '=', sku);
  return eb.or([
    eb.and([eb('entity', '=', 'shipment'), eb.exists(shipped)]),
    eb.and([eb('entity', '=', 'order'), eb.exists(ordered)]),
    eb.and([eb('entity', '=', 'product'), eb('entity_key', '=', sku)]),
    eb.and([
      eb('entity', '=', 'position'),
      eb('entity_key', '=', sql<string>`${sku} || ' @ ' || coalesce(facility, '')`),
    ]),
  ]);
}

function partOf(eb: Where, key: string) {
  const causes = eb
    .selectFrom('incident as q')
    .select('q.id')
    .where('q.entity', '=', 'cause')
    .where('q.entity_key', '=', key);
  return eb('parent_id', 'in', causes);
}
