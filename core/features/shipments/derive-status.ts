import { MILESTONES, type Milestone } from '../../contract/tracking.ts';

/** A scan as far as the shipment's state depends on it. */
export interface ScanFacts {
  occurredAt: number;
  milestone: string;
  /** When the carrier then expected to deliver. */
  etaAt: number | null;
}

/** What a shipment's scans say; null where they say nothing. */
export interface ScannedState {
  status: 'inTransit' | 'delivered' | 'exception' | 'returned' | null;
  shippedAt: number | null;
  deliveredAt: number | null;
  etaAt: number | null;
}

const RANK = new Map<string, number>(MILESTONES.map((milestone, rank) => [milestone, rank]));
const WITH_CARRIER = new Set<string>(
  MILESTONES.filter((milestone) => milestone !== 'booked' && milestone !== 'exception'),
);

const is = (milestone: Milestone) => (scan: ScanFacts) => scan.milestone === milestone;

/**
 * The state that a set of scans amounts to, in whatever order they came. The order in which they happened counts: a return is
 * final, a delivery stands against every other scan, trouble lasts until a later scan shows the goods moving again.
 */
export function deriveFromScans(scans: readonly ScanFacts[]): ScannedState {
  const inOrder = [...scans].sort(
    (a, b) => a.occurredAt - b.occurredAt || (RANK.get(a.milestone) ?? 0) - (RANK.get(b.milestone) ?? 0),
  );
  return {
    status: statusOf(inOrder),
    shippedAt: inOrder.find((scan) => WITH_CARRIER.has(scan.milestone))?.occurredAt ?? null,
    deliveredAt: inOrder.find(is('delivered'))?.occurredAt ?? null,
    etaAt: inOrder.findLast((scan) => scan.etaAt !== null)?.etaAt ?? null,
  };
}

function statusOf(inOrder: readonly ScanFacts[]): ScannedState['status'] {
  if (inOrder.some(is('returned'))) return 'returned';
  if (inOrder.some(is('delivered'))) return 'delivered';
  const latest = inOrder.findLast((scan) => scan.milestone !== 'booked');
  if (!latest) return null;
  return latest.milestone === 'exception' ? 'exception' : 'inTransit';
}

/** What the owner of a shipment says of it: its source, or a command here. */
export interface SaidState {
  status: string | null;
  shippedAt: number | null;
  deliveredAt: number | null;
  etaAt: number | null;
}

/** A shipment's state as it is kept. */
export interface ShipmentFacts {
  status: string;
  shippedAt: number | null;
  deliveredAt: number | null;
  carrierEtaAt: number | null;
}

const ENDED = new Set(['delivered', 'returned']);

/**
 * What a shipment is, from what its owner says and what the carrier scanned. Scans beat the owner where they show the goods
 * further on; where the owner never spoke, what is known stands unless it came from earlier scans (`before`).
 */
export function shipmentFacts(
  current: ShipmentFacts,
  said: SaidState,
  scanned: ScannedState,
  before: ScannedState | null,
): ShipmentFacts {
  const silent = said.status === null;
  const base = said.status ?? (before?.status === current.status ? null : current.status);
  return {
    status: combinedStatus(base, scanned.status) ?? current.status,
    shippedAt: said.shippedAt ?? (silent ? current.shippedAt : null) ?? scanned.shippedAt,
    deliveredAt: said.deliveredAt ?? scanned.deliveredAt ?? (silent ? current.deliveredAt : null),
    carrierEtaAt: scanned.etaAt ?? said.etaAt ?? (silent ? current.carrierEtaAt : null),
  };
}

function combinedStatus(owner: string | null, scanned: ScannedState['status']): string | null {
  if (scanned === null || owner === null) return scanned ?? owner;
  if (owner === 'returned' || (owner === 'delivered' && !ENDED.has(scanned))) return owner;
  return scanned;
}
