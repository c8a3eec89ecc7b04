import type { IncidentKind } from '../../contract/incidents.ts';
import type { RuleOf } from './detection-rules.ts';
import { type FeedFacts, isFeedDown } from './detectors/feed-down.ts';
import { type FacilityLoad, isOverCapacity } from './detectors/over-capacity.ts';
import { isPromiseAtRisk, type OrderFacts } from './detectors/promise-at-risk.ts';
import { isShortPick, type ShortPickFacts } from './detectors/short-pick.ts';
import { isStockDiscrepancy, missingUnits, type PositionFacts } from './detectors/stock-discrepancy.ts';
import { isStockOut, type WaitingProduct } from './detectors/stock-out.ts';
import { isWaveLate, type WaveFacts } from './detectors/wave-late.ts';
import type { Finding } from './finding.ts';

/** What detectors look at besides shipments. */
export interface NetworkFacts {
  currency: string;
  orders: readonly OrderFacts[];
  shortPicks: readonly ShortPickFacts[];
  waves: readonly WaveFacts[];
  products: readonly WaitingProduct[];
  positions: readonly PositionFacts[];
  facilities: readonly FacilityLoad[];
  feeds: readonly FeedFacts[];
}

/** Kinds that only a look at everything finds, and closes. */
export const NETWORK_KINDS: readonly IncidentKind[] = [
  'shortPick',
  'promiseAtRisk',
  'waveLate',
  'stockOut',
  'stockDiscrepancy',
  'overCapacity',
  'feedDown',
];

/** What is wrong with orders that have not left, waves, stock, facilities and feeds. */
export function findInNetwork(facts: NetworkFacts, ruleOf: RuleOf, now: number): Finding[] {
  const { currency } = facts;
  const when = <T>(
    kind: IncidentKind,
    things: readonly T[],
    test: (thing: T, threshold: number) => boolean,
    about: (thing: T) => Partial<Finding> & Pick<Finding, 'entity' | 'key'>,
  ): Finding[] =>
    things.flatMap((thing) => {
      const told = about(thing);
      const rule = ruleOf(kind, told.segment ?? null);
      if (!rule.active || !test(thing, rule.threshold)) return [];
      return [{ ...blank(kind, rule, currency), ...told }];
    });
  return [
    ...onePerThing([
      ...when('shortPick', facts.shortPicks, isShortPick, (order) => ({
        ...aboutOrder(order),
        facts: { units: order.waiting },
      })),
      ...when(
        'promiseAtRisk',
        facts.orders,
        (order, hours) => isPromiseAtRisk(order, hours, now),
        aboutOrder,
      ),
    ]),
    ...when('waveLate', facts.waves, (wave, hours) => isWaveLate(wave, hours, now), aboutWave),
    ...when('stockOut', facts.products, isStockOut, aboutProduct),
    ...when('stockDiscrepancy', facts.positions, isStockDiscrepancy, aboutPosition),
    ...when('overCapacity', facts.facilities, isOverCapacity, aboutFacility),
    ...when('feedDown', facts.feeds, (feed, hours) => isFeedDown(feed, hours, now), aboutFeed),
  ];
}

/** Of a thing the first names its incident; what else is wrong with it is another sign, and its gravity counts. */
function onePerThing(findings: readonly Finding[]): Finding[] {
  return [...Map.groupBy(findings, ({ key }) => key).values()].map((own) => {
    const [first, ...others] = own as [Finding, ...Finding[]];
    if (others.length === 0) return first;
    const severity = Math.min(...own.map((finding) => finding.severity));
    return { ...first, severity, facts: { ...first.facts, signs: others.map(({ kind }) => kind) } };
  });
}

function blank(
  kind: IncidentKind,
  { severity, respondMinutes }: { severity: number; respondMinutes: number },
  currency: string,
): Omit<Finding, 'entity' | 'key'> {
  return {
    kind,
    severity,
    entityId: null,
    cause: null,
    orderId: null,
    orderNumber: null,
    customerId: null,
    customer: null,
    segment: null,
    carrier: null,
    facility: null,
    place: null,
    latitude: null,
    longitude: null,
    promisedAt: null,
    expectedAt: null,
    orders: 0,
    customers: 0,
    moneyMinor: 0,
    currency,
    respondMinutes,
    dueBy: null,
    facts: {},
  };
}

function aboutOrder(order: OrderFacts) {
  return {
    entity: 'order' as const,
    key: order.number,
    entityId: order.id,
    orderId: order.id,
    orderNumber: order.number,
    customerId: order.customerId,
    customer: order.customer,
    segment: order.segment,
    facility: order.facility,
    promisedAt: order.promisedAt,
    dueBy: order.promisedAt,
    orders: 1,
    customers: order.customerId === null ? 0 : 1,
    moneyMinor: order.totalMinor,
    currency: order.currency,
  };
}

function aboutWave(wave: WaveFacts) {
  return {
    entity: 'wave' as const,
    key: wave.number,
    entityId: wave.id,
    facility: wave.facility,
    orders: wave.orders,
    dueBy: wave.cutOffAt,
    promisedAt: wave.cutOffAt,
  };
}

function aboutProduct(product: WaitingProduct) {
  return {
    entity: 'product' as const,
    key: product.sku,
    entityId: product.id,
    orders: product.waitingOrders,
    moneyMinor: product.valueMinor,
    currency: product.currency,
    facts: { units: product.waitingUnits },
  };
}

function aboutPosition(position: PositionFacts) {
  const units = missingUnits(position);
  return {
    entity: 'position' as const,
    key: `${position.sku} @ ${position.facility}`,
    facility: position.facility,
    moneyMinor: units * position.valueMinor,
    currency: position.currency,
    facts: { units },
  };
}

function aboutFacility({ id, code, openOrders }: FacilityLoad) {
  return { entity: 'facility' as const, key: code, entityId: id, facility: code, orders: openOrders };
}

function aboutFeed({ id, name }: FeedFacts) {
  return { entity: 'feed' as const, key: name, entityId: id };
}
