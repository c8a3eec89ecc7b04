import type { IncidentKind } from '../../../contract/incidents.ts';
import { isAttemptFailed } from './attempt-failed.ts';
import { isHeldByCustoms } from './customs.ts';
import { isDamaged } from './damaged.ts';
import { isException } from './exception.ts';
import { isLate } from './late.ts';
import { isLost } from './lost.ts';
import { isWithoutScan } from './no-scan.ts';
import type { ShipmentDetector } from './shipment-facts.ts';
import { willBeLate } from './will-be-late.ts';
import { isAtWrongFacility } from './wrong-facility.ts';

/** What is looked for in each shipment, the gravest first. */
export const SHIPMENT_DETECTORS = [
  ['lost', isLost],
  ['damaged', isDamaged],
  ['customs', isHeldByCustoms],
  ['exception', isException],
  ['attemptFailed', isAttemptFailed],
  ['wrongFacility', isAtWrongFacility],
  ['late', isLate],
  ['noScan', isWithoutScan],
  ['willBeLate', willBeLate],
] as const satisfies readonly (readonly [IncidentKind, ShipmentDetector])[];
