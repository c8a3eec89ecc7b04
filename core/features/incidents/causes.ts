import type { IncidentKind } from '../../contract/incidents.ts';
import type { RuleOf } from './detection-rules.ts';
import { isUnderWay, type ShipmentFacts } from './detectors/shipment-facts.ts';
import type { Finding } from './finding.ts';
import {
  CAUSE_INCIDENTS,
  type CauseUnit,
  causeKey,
  type SharedCause,
  type TroubleFamily,
} from './shared-cause.ts';

/** What a place, a carrier or the weather does to many at once; a failed attempt or a damage has its own story. */
const FAMILY_OF: Partial<Record<IncidentKind, TroubleFamily>> = {
  lost: 'gone',
  exception: 'held',
  customs: 'held',
  noScan: 'held',
  late: 'held',
  willBeLate: 'held',
};

/** Which family of troubles a finding belongs to, as far as many may share its cause. */
export function troubleFamily(finding: Finding | null): TroubleFamily | null {
  return (finding && FAMILY_OF[finding.kind]) ?? null;
}

/** A shipment as a search for shared causes looks at it; null when it has not left. */
export function causeUnit(shipment: ShipmentFacts, finding: Finding | null): CauseUnit | null {
  if (!isUnderWay(shipment)) return null;
  const { number, scan, carrier, facility, originCountry, country } = shipment;
  return {
    key: number,
    trouble: troubleFamily(finding),
    hub: scan?.city ? `${scan.city}|${scan.country ?? ''}` : null,
    carrier,
    facility,
    lane: originCountry && country ? `${originCountry}→${country}` : null,
    point: scan?.point ?? null,
  };
}

/** The incident of a shared cause, with what those inside come to. */
export function causeFinding(cause: SharedCause, members: readonly Finding[], ruleOf: RuleOf): Finding {
  const kind = CAUSE_INCIDENTS[cause.kind];
  const rule = ruleOf(kind, null);
  const { latitude = null, longitude = null } = cause.area ?? centreOf(cause, members);
  const [name = cause.key] = cause.key.split('|');
  return {
    kind,
    severity: rule.severity,
    entity: 'cause',
    key: causeKey(cause),
    entityId: null,
    cause: cause.kind,
    orderId: null,
    orderNumber: null,
    customerId: null,
    customer: null,
    segment: null,
    carrier: cause.kind === 'carrier' ? cause.key : null,
    facility: cause.kind === 'facility' ? cause.key : null,
    place: cause.name ?? (cause.kind === 'area' ? nameOfArea(members) : name),
    latitude,
    longitude,
    promisedAt: null,
    expectedAt: null,
    orders: distinct(members.map(({ orderId }) => orderId)),
    customers: distinct(members.map(({ customerId }) => customerId)),
    moneyMinor: members.reduce((sum, { moneyMinor }) => sum + moneyMinor, 0),
    currency: members[0]?.currency ?? 'EUR',
    respondMinutes: rule.respondMinutes,
    dueBy: null,
    facts: {
      share: cause.share,
      usualShare: cause.usualShare,
      ...(cause.area ? { area: cause.area } : {}),
    },
  };
}

/** A hub lies where its shipments were seen; other causes lie nowhere. */
function centreOf(cause: SharedCause, members: readonly Finding[]) {
  if (cause.kind !== 'hub') return {};
  const seen = members.find(({ latitude }) => latitude !== null);
  return { latitude: seen?.latitude ?? null, longitude: seen?.longitude ?? null };
}

/** The place where most of them were seen. */
function nameOfArea(members: readonly Finding[]): string | null {
  const places = Map.groupBy(members, ({ place }) => place);
  return [...places].sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? null;
}

function distinct(ids: readonly (number | null)[]): number {
  return new Set(ids.filter((id) => id !== null)).size;
}
