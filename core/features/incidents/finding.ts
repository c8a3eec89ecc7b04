import type { CauseKind, IncidentEntity, IncidentKind } from '../../contract/incidents.ts';
import { beganAt, isPromiseHeld } from './began.ts';
import type { RuleOf } from './detection-rules.ts';
import { SHIPMENT_DETECTORS } from './detectors/index.ts';
import type { ShipmentFacts } from './detectors/shipment-facts.ts';

/** Something wrong with one thing, before anybody knows whether it is new. */
export interface Finding {
  kind: IncidentKind;
  severity: number;
  entity: IncidentEntity;
  key: string;
  entityId: number | null;
  cause: CauseKind | null;
  orderId: number | null;
  orderNumber: string | null;
  customerId: number | null;
  customer: string | null;
  segment: string | null;
  carrier: string | null;
  facility: string | null;
  place: string | null;
  latitude: number | null;
  longitude: number | null;
  promisedAt: number | null;
  expectedAt: number | null;
  orders: number;
  customers: number;
  moneyMinor: number;
  currency: string;
  /** Until somebody should have acted, from its detection on; and no later than this, when it is known. */
  respondMinutes: number;
  dueBy: number | null;
  /** Since when it has been wrong, and whether the promise still holds, where that can be known. */
  beganAt?: number | null;
  promiseHeld?: boolean | null;
  facts: IncidentFacts;
}

/** What only some incidents have. */
export interface IncidentFacts {
  /** Other signs of the same trouble. */
  signs?: IncidentKind[];
  share?: number;
  usualShare?: number;
  area?: { latitude: number; longitude: number; radiusMetres: number };
  units?: number;
}

/** The gravest that is wrong with a shipment, with the other signs of it; null when all is well. */
export function findInShipment(shipment: ShipmentFacts, ruleOf: RuleOf, now: number): Finding | null {
  const signs: IncidentKind[] = [];
  for (const [kind, detect] of SHIPMENT_DETECTORS) {
    const rule = ruleOf(kind, shipment.segment);
    if (rule.active && detect(shipment, rule.threshold, now)) signs.push(kind);
  }
  const [kind, ...others] = signs;
  if (!kind) return null;
  const rule = ruleOf(kind, shipment.segment);
  const { scan, promisedAt } = shipment;
  const severity = Math.min(...signs.map((sign) => ruleOf(sign, shipment.segment).severity));
  return {
    kind,
    severity,
    entity: 'shipment',
    key: shipment.number,
    entityId: shipment.id,
    cause: null,
    orderId: shipment.orderId,
    orderNumber: shipment.orderNumber,
    customerId: shipment.customerId,
    customer: shipment.customer,
    segment: shipment.segment,
    carrier: shipment.carrier,
    facility: shipment.facility,
    place: scan?.city ?? null,
    latitude: scan?.point?.latitude ?? null,
    longitude: scan?.point?.longitude ?? null,
    promisedAt,
    expectedAt: shipment.etaP90At ?? shipment.carrierEtaAt,
    orders: shipment.orderId === null ? 0 : 1,
    customers: shipment.customerId === null ? 0 : 1,
    moneyMinor: 0,
    currency: shipment.currency,
    respondMinutes: rule.respondMinutes,
    dueBy: promisedAt !== null && promisedAt > now ? promisedAt : null,
    beganAt: beganAt(kind, shipment, rule.threshold),
    promiseHeld: isPromiseHeld(kind, shipment, now),
    facts: others.length > 0 ? { signs: others } : {},
  };
}
