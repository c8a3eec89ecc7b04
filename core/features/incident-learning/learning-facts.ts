import type { IncidentKind, OptionKind } from '../../contract/incidents.ts';

/** An incident of the period, as it is learnt from. */
export interface LearnedIncident {
  id: number;
  kind: IncidentKind;
  state: string;
  entity: string;
  key: string;
  carrier: string | null;
  facility: string | null;
  facilityName: string | null;
  /** `FR→DE`. */
  lane: string | null;
  sharedCause: { key: string; name: string } | null;
  detectedAt: number;
  beganAt: number | null;
  resolvedAt: number | null;
  promisedAt: number | null;
  promiseHeld: boolean | null;
  /** When all of it was there, in whatever way. */
  arrivedAt: number | null;
}

/** What was done about an incident. */
export interface LearnedAction {
  incidentId: number;
  option: OptionKind;
  actor: string;
  at: number;
  costMinor: number;
  takenBack: boolean;
  /** In the workspace's currency; the money of others is in no sum. */
  counts: boolean;
  claim: { carrier: string; claimedMinor: number; paidMinor: number } | null;
}

/** What a carrier was given in the period. */
export interface CarrierVolume {
  carrier: string;
  shipments: number;
  promised: number;
  late: number;
  msLate: number;
}

/** What is known besides the incidents themselves. */
export interface LearningContext {
  now: number;
  currency: string;
  /** By incident; those taken back included. */
  actions: ReadonlyMap<number, readonly LearnedAction[]>;
  /** By incident: its products. */
  products: ReadonlyMap<number, readonly { key: string; name: string }[]>;
}
