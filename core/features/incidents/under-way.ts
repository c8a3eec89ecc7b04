import type { DetectionSettings } from '../../contract/incident-detection.ts';
import type { IncidentKind } from '../../contract/incidents.ts';
import type { ExceptionKind, Milestone } from '../../contract/tracking.ts';
import { isPoint, type Point } from '../../kernel/geo.ts';
import { causeUnit, troubleFamily } from './causes.ts';
import { rulesFrom } from './detection-rules.ts';
import type { LastScan, ShipmentFacts } from './detectors/shipment-facts.ts';
import { type AreaUnit, causesOfDrawn, type DrawnArea } from './drawn-areas.ts';
import { type Finding, findInShipment } from './finding.ts';
import { type CauseLimits, type CauseUnit, findSharedCauses, type SharedCause } from './shared-cause.ts';
import type { FacilityPlace, ServiceCarrier, UnderWayRow } from './under-way.queries.ts';

export interface LookRequest {
  settings: DetectionSettings;
  now: number;
  /** Looks for what many have in common; null leaves that out. */
  limits: CauseLimits | null;
  /** Areas that people have drawn: shared causes before all others. */
  areas?: readonly DrawnArea[];
  /** These shipments only. */
  only?: readonly number[];
}

export interface Looked {
  looked: number;
  findings: Finding[];
  causes: SharedCause[];
}

export interface CountRequest {
  settings: readonly DetectionSettings[];
  now: number;
}

/** What is under way, kept in memory by a thread of its own: it is read once, and then as it changes. */
export interface UnderWayApi {
  look(request: LookRequest): Promise<Looked>;
  /** How many of each kind would be found under each of these settings. */
  count(request: CountRequest): Promise<Partial<Record<IncidentKind, number>>[]>;
}

/** A reading of everything, in pieces. */
export interface Reading {
  /** @returns false once the reading is given up */
  add(rows: readonly UnderWayRow[]): boolean;
  /** From now on this is what is kept. */
  finish(): void;
}

interface Kept extends ShipmentFacts {
  serviceId: number | null;
  facilityId: number | null;
  /** Null when it has left the carrier's hands. */
  unit: CauseUnit | null;
}

/** Everything that detectors look at in shipments under way. */
export class UnderWay {
  #kept = new Map<number, Kept>();
  /** What is being read anew; what was kept answers until it is whole. */
  #next: Map<number, Kept> | null = null;
  readonly #names = new Map<string, string>();
  #facilities = new Map<number, FacilityPlace>();
  #carriers = new Map<number, string>();
  #heads = '';

  /** Takes over where facilities lie and whose services are. */
  setHeads(facilities: readonly FacilityPlace[], services: readonly ServiceCarrier[]): void {
    const heads = JSON.stringify([facilities, services]);
    if (heads === this.#heads) return;
    this.#heads = heads;
    this.#facilities = new Map(facilities.map((facility) => [facility[0], facility]));
    this.#carriers = new Map(services);
    for (const shipments of this.#maps()) {
      for (const shipment of shipments.values()) this.#place(shipment);
    }
  }

  /** Begins to read everything anew; an earlier reading that is not finished is given up. */
  begin(): Reading {
    const next = new Map<number, Kept>();
    this.#next = next;
    const isGivenUp = () => this.#next !== next;
    return {
      add: (rows) => {
        if (!isGivenUp()) for (const row of rows) this.#put(row, [next]);
        return !isGivenUp();
      },
      finish: () => {
        if (isGivenUp()) return;
        this.#kept = next;
        this.#next = null;
      },
    };
  }

  /** These have changed: what is told of them now replaces what was. */
  update(ids: readonly number[], rows: readonly UnderWayRow[]): void {
    const maps = this.#maps();
    for (const id of ids) for (const shipments of maps) shipments.delete(id);
    for (const row of rows) this.#put(row, maps);
  }

  idsOfOrders(orderIds: readonly number[]): number[] {
    const orders = new Set(orderIds);
    return [...this.#kept.values()].flatMap(({ id, orderId }) =>
      orderId !== null && orders.has(orderId) ? [id] : [],
    );
  }

  look({ settings, now, limits, areas = [], only }: LookRequest): Looked {
    const ruleOf = rulesFrom(settings);
    const findings: Finding[] = [];
    const units: AreaUnit[] = [];
    const shipments = only
      ? only.flatMap((id) => this.#kept.get(id) ?? [])
      : [...this.#kept.values()].sort((a, b) => a.id - b.id);
    for (const shipment of shipments) {
      const finding = findInShipment(shipment, ruleOf, now);
      if (finding) findings.push(finding);
      if (!shipment.unit) continue;
      shipment.unit.trouble = troubleFamily(finding);
      units.push({ unit: shipment.unit, troubled: finding !== null, destination: shipment.destination });
    }
    const { causes, left } = causesOfDrawn(limits ? areas : [], units);
    if (limits) causes.push(...findSharedCauses(left, limits));
    return { looked: shipments.length, findings, causes };
  }

  count({ settings, now }: CountRequest): Partial<Record<IncidentKind, number>>[] {
    return settings.map((own) => {
      const ruleOf = rulesFrom(own);
      const counts: Partial<Record<IncidentKind, number>> = {};
      for (const shipment of this.#kept.values()) {
        const kind = findInShipment(shipment, ruleOf, now)?.kind;
        if (kind) counts[kind] = (counts[kind] ?? 0) + 1;
      }
      return counts;
    });
  }

  #maps(): Map<number, Kept>[] {
    return this.#next ? [this.#kept, this.#next] : [this.#kept];
  }

  #put(row: UnderWayRow, into: readonly Map<number, Kept>[]): void {
    const [id, number, status, shippedAt, promisedAt, orderPromisedAt, ...rest] = row;
    const [etaP50At, etaP90At, carrierEtaAt, serviceId, facilityId, latitude, longitude, ...more] = rest;
    const [city, country, currency, orderId, orderNumber, customerId, customer, segment, ...scan] = more;
    const shipment: Kept = {
      id,
      number,
      status: this.#name(status),
      shippedAt,
      promisedAt: promisedAt ?? orderPromisedAt,
      etaP50At,
      etaP90At,
      carrierEtaAt,
      serviceId,
      facilityId,
      carrier: null,
      facility: null,
      origin: null,
      originCountry: null,
      destination: pointOf(latitude, longitude),
      city: this.#name(city),
      country: this.#name(country),
      orderId,
      orderNumber,
      customerId,
      customer,
      segment: this.#name(segment),
      currency: this.#name(currency),
      scan: this.#scanOf(scan),
      unit: null,
    };
    this.#place(shipment);
    for (const shipments of into) shipments.set(id, shipment);
  }

  #place(shipment: Kept): void {
    const facility = this.#facilities.get(shipment.facilityId ?? 0);
    const [, code = null, latitude = null, longitude = null, country = null] = facility ?? [];
    shipment.facility = code;
    shipment.origin = pointOf(latitude, longitude);
    shipment.originCountry = country;
    shipment.carrier = this.#carriers.get(shipment.serviceId ?? 0) ?? null;
    shipment.unit = causeUnit(shipment, null);
  }

  #scanOf(scan: ScanCells): LastScan | null {
    const [at, milestone, exceptionKind, city, country, latitude, longitude] = scan;
    if (at === null) return null;
    return {
      at,
      milestone: this.#name(milestone) as Milestone,
      exceptionKind: this.#name(exceptionKind) as ExceptionKind | null,
      city: this.#name(city),
      country: this.#name(country),
      point: pointOf(latitude, longitude),
    };
  }

  /** One copy of a text that many share. */
  #name<T extends string | null>(text: T): T {
    if (text === null) return text;
    const known = this.#names.get(text);
    if (known !== undefined) return known as T;
    this.#names.set(text, text);
    return text;
  }
}

type ScanCells = readonly [
  at: number | null,
  milestone: string | null,
  exceptionKind: string | null,
  city: string | null,
  country: string | null,
  latitude: number | null,
  longitude: number | null,
];

function pointOf(latitude: number | null, longitude: number | null): Point | null {
  const point = { latitude, longitude };
  return isPoint(point) ? point : null;
}
