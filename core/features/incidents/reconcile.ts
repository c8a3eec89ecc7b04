import type { IncidentKind, IncidentState, Resolution } from '../../contract/incidents.ts';
import type { Finding, IncidentFacts } from './finding.ts';
import { isOver } from './incident-states.ts';

/** An incident whose cause has lasted until now, as far as finding again what is wrong depends on it. */
export interface KnownIncident {
  id: number;
  kind: IncidentKind;
  severity: number;
  state: IncidentState;
  entity: string;
  key: string;
  parentId: number | null;
  dueAt: number;
  expectedAt: number | null;
  promisedAt: number | null;
  place: string | null;
  carrier: string | null;
  snoozedUntil: number | null;
  moneyMinor: number;
  orders: number;
  facts: IncidentFacts;
}

/** What happened to a thing while something was found wrong with it. */
export interface IncidentChange {
  incident: KnownIncident;
  finding: Finding;
  dueAt: number;
  /** It has become graver, or something else has come to it. */
  events: { kind: 'worse' | 'joined' | 'woken' | 'reopened'; detail: string }[];
}

export interface Reconciled {
  opened: Finding[];
  changed: IncidentChange[];
  closed: { incident: KnownIncident; resolution: Resolution }[];
  /** Closed by somebody before; now their cause is gone as well. */
  over: KnownIncident[];
}

export interface ReconcileScope {
  /** Keys of shipments that have arrived: their incidents end for the best of reasons. */
  delivered: ReadonlySet<string>;
  now: number;
}

const MINUTE_MS = 60_000;

/** Compares what is wrong now with what is known: the same thing is never an incident twice, and one whose cause is gone ends. */
export function reconcile(
  findings: readonly Finding[],
  /** Those that would be found again, were their cause still there. */
  known: readonly KnownIncident[],
  { delivered, now }: ReconcileScope,
): Reconciled {
  const open = new Map(known.map((incident) => [nameOf(incident), incident]));
  const result: Reconciled = { opened: [], changed: [], closed: [], over: [] };
  for (const finding of findings) {
    const incident = open.get(nameOf(finding));
    if (!incident) {
      result.opened.push(finding);
      continue;
    }
    open.delete(nameOf(finding));
    const change = changeOf(incident, finding, now);
    if (change) result.changed.push(change);
  }
  for (const incident of open.values()) {
    if (isOver(incident)) {
      result.over.push(incident);
      continue;
    }
    const arrived = incident.entity === 'shipment' && delivered.has(incident.key);
    result.closed.push({ incident, resolution: arrived ? 'delivered' : 'causeGone' });
  }
  return result;
}

/** Until when somebody should act on what has just been found. */
export function dueOf(finding: Finding, detectedAt: number): number {
  const respondBy = detectedAt + finding.respondMinutes * MINUTE_MS;
  return finding.dueBy !== null && finding.dueBy > detectedAt
    ? Math.min(respondBy, finding.dueBy)
    : respondBy;
}

function nameOf({ entity, key }: { entity: string; key: string }): string {
  return `${entity}:${key}`;
}

function changeOf(incident: KnownIncident, finding: Finding, now: number): IncidentChange | null {
  const events: IncidentChange['events'] = [];
  const before = new Set([incident.kind, ...(incident.facts.signs ?? [])]);
  const joined = [finding.kind, ...(finding.facts.signs ?? [])].filter((kind) => !before.has(kind));
  for (const kind of joined) events.push({ kind: 'joined', detail: kind });
  const worse = finding.severity < incident.severity;
  if (worse) events.push({ kind: 'worse', detail: String(finding.severity) });
  const overslept = incident.snoozedUntil !== null && incident.snoozedUntil <= now;
  if (incident.state === 'snoozed' && (worse || overslept)) {
    events.push({ kind: 'woken', detail: worse ? 'worse' : 'time' });
  }
  if (worse && isOver(incident)) events.push({ kind: 'reopened', detail: String(finding.severity) });
  const same =
    events.length === 0 &&
    incident.kind === finding.kind &&
    incident.severity === finding.severity &&
    incident.expectedAt === finding.expectedAt &&
    incident.promisedAt === finding.promisedAt &&
    incident.place === finding.place &&
    incident.carrier === finding.carrier &&
    (finding.entity === 'shipment' || sameSize(incident, finding)) &&
    (incident.facts.signs ?? []).join() === (finding.facts.signs ?? []).join();
  if (same) return null;
  const dueAt = worse ? Math.min(incident.dueAt, dueOf(finding, now)) : incident.dueAt;
  return { incident, finding, dueAt, events };
}

function sameSize(incident: KnownIncident, finding: Finding): boolean {
  return incident.orders === finding.orders && incident.moneyMinor === finding.moneyMinor;
}
