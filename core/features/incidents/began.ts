import type { IncidentKind } from '../../contract/incidents.ts';
import { HOUR_MS, type ShipmentFacts } from './detectors/shipment-facts.ts';

/** Told by the newest scan: wrong since then. */
const TOLD_BY_SCAN: ReadonlySet<IncidentKind> = new Set<IncidentKind>([
  'lost',
  'damaged',
  'customs',
  'exception',
  'attemptFailed',
  'wrongFacility',
]);

/** It will not arrive, whatever was expected. */
const GONE: ReadonlySet<IncidentKind> = new Set<IncidentKind>(['lost', 'damaged']);

/** Since when a shipment has been in this trouble; null where nobody can know, as with an estimate. */
export function beganAt(
  kind: IncidentKind,
  { scan, promisedAt, shippedAt }: ShipmentFacts,
  thresholdHours: number,
): number | null {
  if (TOLD_BY_SCAN.has(kind)) return scan?.at ?? null;
  if (kind === 'late') return promisedAt;
  if (kind !== 'noScan') return null;
  const seenAt = scan?.at ?? shippedAt;
  return seenAt === null ? null : seenAt + thresholdHours * HOUR_MS;
}

/** Whether the promise would still be kept by what is expected now; null where there is none, or nothing is expected. */
export function isPromiseHeld(
  kind: IncidentKind,
  { promisedAt, etaP90At, carrierEtaAt }: ShipmentFacts,
  now: number,
): boolean | null {
  if (promisedAt === null) return null;
  if (promisedAt <= now || GONE.has(kind)) return false;
  const expectedAt = etaP90At ?? carrierEtaAt;
  return expectedAt === null ? null : expectedAt <= promisedAt;
}
