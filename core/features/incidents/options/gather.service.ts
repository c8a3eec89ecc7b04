import { type IncidentKind, OPTION_KINDS, type OptionKind } from '../../../contract/incidents.ts';
import { distanceMetres, isPoint, type Point } from '../../../kernel/geo.ts';
import type { AppContext } from '../../context.ts';
import { quotePromise } from '../../promise/index.ts';
import { findExtraStop } from '../../routes/index.ts';
import { findFree } from '../act.queries.ts';
import type { IncidentTableRow } from '../incidents.queries.ts';
import { readDetectionSettings } from '../settings.service.ts';
import { arrivesFrom, earliest } from './cover.ts';
import { gatherWaiting } from './gather-waiting.service.ts';
import {
  countWaiting,
  findLaneRates,
  findOptionLines,
  findOptionOrders,
  findOptionShipments,
  findRefunded,
  findStores,
} from './option-facts.queries.ts';
import type {
  OptionFacts,
  OptionLine,
  OptionOrder,
  OptionShipment,
  PricedService,
  Reship,
} from './option-facts.ts';

type ShipmentRow = Awaited<ReturnType<typeof findOptionShipments>>[number];
type OrderRow = Awaited<ReturnType<typeof findOptionOrders>>[number];

/** What takes time to find out, and only some ways need. */
export interface OptionNeeds {
  reship: boolean;
  services: boolean;
  waiting: boolean;
  tour: boolean;
}

/** Only what is found out at once. */
export const NO_NEEDS: OptionNeeds = { reship: false, services: false, waiting: false, tour: false };

/** What these ways out are worked out from. */
export function needsOf(kinds: readonly OptionKind[]): OptionNeeds {
  const wants = (...ways: OptionKind[]) => ways.some((way) => kinds.includes(way));
  return {
    reship: wants('reship'),
    services: wants('upgradeService'),
    waiting: wants('split', 'substitute', 'backOrder'),
    tour: wants('rerouteTour'),
  };
}

/** What the ways out of incidents are worked out from, in the order of the incidents. @param needs leaves out what a way does not need */
export async function gatherOptions(
  ctx: AppContext,
  incidents: readonly IncidentTableRow[],
  needs: OptionNeeds = needsOf(OPTION_KINDS),
): Promise<OptionFacts[]> {
  const { read } = ctx.db;
  const shipmentIds = incidents.flatMap(({ entity, entity_id }) =>
    entity === 'shipment' && entity_id !== null ? [entity_id] : [],
  );
  const orderIds = incidents.flatMap(({ order_id }) => order_id ?? []);
  const [{ penaltyPerDayMinor }, shipments, lines, orders, refunded, stores] = await Promise.all([
    readDetectionSettings(ctx),
    findOptionShipments(read, shipmentIds),
    findOptionLines(read, shipmentIds),
    findOptionOrders(read, orderIds),
    findRefunded(read, orderIds),
    findStores(read),
  ]);
  const shipmentOf = new Map(shipments.map((row) => [row.id, row]));
  const linesOf = Map.groupBy(lines, ({ shipmentId }) => shipmentId);
  const orderOf = new Map(orders.map((row) => [row.id, row]));
  const facts: OptionFacts[] = [];
  for (const incident of incidents) {
    const row = incident.entity === 'shipment' ? shipmentOf.get(incident.entity_id ?? 0) : undefined;
    const order = orderOf.get(incident.order_id ?? 0);
    const own = row ? (linesOf.get(row.id) ?? []) : [];
    facts.push({
      now: ctx.clock(),
      incidentId: incident.id,
      kind: incident.kind as IncidentKind,
      key: incident.entity_key,
      promisedAt: incident.promised_at,
      currency: incident.currency,
      penaltyPerDayMinor,
      order: order ? toOrder(order, refunded.get(order.id) ?? 0) : null,
      shipment: row ? toShipment(row) : null,
      lines: own,
      services: row && needs.services ? await servicesFor(ctx, row) : [],
      reship: row && needs.reship && own.length > 0 ? await reshipFor(ctx, row, own) : null,
      store: row ? nearestStore(stores, row) : null,
      waiting: order && !row && needs.waiting ? await gatherWaiting(ctx, order) : null,
      tour: row && needs.tour ? await findExtraStop(ctx, row.id) : null,
    });
  }
  return facts;
}

function toOrder(row: OrderRow, refundedMinor: number): OptionOrder {
  const { id, number, customerId, customer, email, phone, country, totalMinor } = row;
  const goodsCostMinor = Number(row.goodsCostMinor);
  return {
    ...{ id, number, customerId, customer, email, phone, country, totalMinor },
    ...{ goodsCostMinor, refundedMinor },
  };
}

function toShipment({ latitude, longitude, ...row }: ShipmentRow): OptionShipment {
  const point = { latitude, longitude };
  return { ...row, destination: isPoint(point) ? point : null };
}

/** What each service asks for the lane: the longest postal prefix that fits, at the smallest weight step. */
async function servicesFor(ctx: AppContext, row: ShipmentRow): Promise<PricedService[]> {
  const { originCountry: from, country: to, weightGrams, postalCode } = row;
  if (!from || !to) return [];
  const rates = await findLaneRates(ctx.db.read, { from, to, weightGrams });
  const fitting = rates
    .filter(({ prefix }) => (postalCode ?? '').startsWith(prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length || a.upToWeightGrams - b.upToWeightGrams);
  const best = new Map<number, PricedService>();
  for (const { serviceId, name, carrier, level, priceMinor, transitDaysMin, transitDaysMax } of fitting) {
    if (best.has(serviceId)) continue;
    const full = name.startsWith(carrier) ? name : `${carrier} ${name}`;
    best.set(serviceId, { serviceId, name: full, level, priceMinor, transitDaysMin, transitDaysMax });
  }
  return [...best.values()];
}

/** Asks the promise engine for the earliest arrival of the same goods from what is on hand, at any service. */
async function reshipFor(
  ctx: AppContext,
  { country, postalCode, city, latitude, longitude }: ShipmentRow,
  lines: readonly OptionLine[],
): Promise<Reship | null> {
  if (!country && latitude === null) return null;
  const quote = await quotePromise(ctx, {
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    mode: 'delivery',
    destination: { country, postalCode, city, latitude, longitude },
    channel: 'web',
    from: ['warehouse', 'store', 'thirdParty'],
    maxParcels: 2,
  });
  const best = earliest(quote.levels.flatMap(({ option }) => (option && !option.backOrder ? [option] : [])));
  if (!best) return null;
  const idOf = new Map(lines.map(({ sku, productId }) => [sku, productId]));
  const [waiting, free] = await Promise.all([
    countWaiting(ctx.db.read, [...idOf.values()]),
    findFree(ctx.db.read, [...idOf.values()]),
  ]);
  return {
    costMinor: best.cost.amountMinor,
    arriveFromAt: arrivesFrom(best, ctx.clock()),
    arriveByAt: best.arriveByAt,
    parts: best.parts.map(({ facility, service, shippingMinor, handlingMinor, lines: own }) => ({
      facilityId: facility.id,
      facility: facility.code,
      serviceId: service?.id ?? null,
      costMinor: shippingMinor + handlingMinor,
      lines: own.map(({ sku, quantity }) => ({
        productId: idOf.get(sku) as number,
        sku,
        quantity,
        waitingOrders: waiting.get(idOf.get(sku) as number) ?? 0,
        leftAvailable: Math.max(0, (free.get(`${idOf.get(sku)}@${facility.code}`) ?? 0) - quantity),
      })),
    })),
  };
}

function nearestStore(
  stores: readonly { code: string; name: string; latitude: number | null; longitude: number | null }[],
  { latitude, longitude }: { latitude: number | null; longitude: number | null },
): OptionFacts['store'] {
  const to = { latitude, longitude };
  if (!isPoint(to)) return null;
  let best: OptionFacts['store'] = null;
  for (const { code, name, ...where } of stores) {
    if (!isPoint(where)) continue;
    const away = distanceMetres(to, where as Point);
    if (!best || away < best.distanceMetres) best = { code, name, distanceMetres: away };
  }
  return best;
}
