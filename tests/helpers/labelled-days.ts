import { causeUnit } from '../../core/features/incidents/causes.ts';
import { DEFAULT_SETTINGS, rulesFrom } from '../../core/features/incidents/detection-rules.ts';
import type { ShipmentFacts } from '../../core/features/incidents/detectors/shipment-facts.ts';
import { findInShipment } from '../../core/features/incidents/finding.ts';
import { findSharedCauses, type SharedCause } from '../../core/features/incidents/shared-cause.ts';
import type { Disturbance, DisturbanceLabel } from '../../core/feeds/demo-carriers/disturbance.ts';
import { HUBS } from '../../core/feeds/demo-carriers/hubs.ts';
import {
  CarrierSimulation,
  type CarrierSimulation as Carriers,
  type SimulatedParcel,
} from '../../core/feeds/demo-carriers/simulation.ts';
import { createRandom } from '../../core/kernel/random.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 10, 24, 8);
const CARRIERS = ['HIRO', 'PAKET', 'TRAM', 'NORD', 'POSTE', 'RAPID'];
const ORIGINS = [
  'Orléans',
  'Lyon',
  'Lille',
  'Leipzig',
  'Köln',
  'Eindhoven',
  'Milano',
  'Madrid',
  'Poznań',
  'Birmingham',
];
const CALM = {
  speed: 1,
  delays: false,
  losses: false,
  outage: false,
  hubOutage: false,
  strike: false,
  lostTruck: false,
};

/** A day of the demo carriers with what is known of it, and what was found without knowing. */
export interface LabelledDay {
  label: DisturbanceLabel | null;
  causes: SharedCause[];
}

/** Parcels over Europe with ordinary troubles; in the middle of the second day one thing happens, or none; then a look. */
export function labelledDay(seed: number, kind: Disturbance | null, parcels = 4000): LabelledDay {
  const random = createRandom(seed).fork('labelled day');
  const towns = HUBS.filter(
    ({ latitude, longitude }) => latitude > 36 && latitude < 60 && longitude > -9 && longitude < 24,
  );
  const carriers = new CarrierSimulation(seed, { ...CALM, delays: true, losses: seed % 2 === 0 }, START);
  const origins = towns.filter(({ city }) => ORIGINS.includes(city));
  for (let number = 0; number < parcels; number++) {
    const shippedAt = START - Math.round(random.next() * 30 * HOUR_MS);
    const etaAt = shippedAt + Math.round((40 + random.next() * 60) * HOUR_MS);
    carriers.register(
      {
        trackingCode: `P${seed}-${number}`,
        carrier: random.pick(CARRIERS),
        reference: null,
        origin: random.pick(origins),
        destination: random.pick(towns),
        shippedAt,
        promisedAt: etaAt + 30 * HOUR_MS,
        etaAt,
        known: null,
        trouble: null,
        knownAt: shippedAt,
      },
      START,
    );
  }
  carriers.advance(START + 24 * HOUR_MS);
  if (kind) carriers.change({ [kind]: true }, START + 24 * HOUR_MS);
  const now = START + 26 * HOUR_MS;
  carriers.advance(now);
  return { label: carriers.labels()[0] ?? null, causes: look(carriers, now, parcels) };
}

function look(carriers: Carriers, now: number, most: number): SharedCause[] {
  const ruleOf = rulesFrom(DEFAULT_SETTINGS);
  const units = carriers.latest(null, most).flatMap((parcel) => {
    const facts = factsOf(parcel);
    return facts ? (causeUnit(facts, findInShipment(facts, ruleOf, now)) ?? []) : [];
  });
  const { leastChildren, chance } = DEFAULT_SETTINGS;
  return findSharedCauses(units, { leastChildren, chance, known: new Set() });
}

/** A simulated parcel as the detectors see shipments. */
function factsOf(parcel: SimulatedParcel): ShipmentFacts | null {
  const last = parcel.scans.at(-1);
  if (!last || last.milestone === 'booked' || last.milestone === 'delivered' || last.milestone === 'returned')
    return null;
  const { latitude, longitude } = last;
  return {
    id: 0,
    number: parcel.trackingCode,
    status: last.milestone === 'exception' ? 'exception' : 'inTransit',
    shippedAt: parcel.createdAt,
    promisedAt: null,
    etaP50At: null,
    etaP90At: null,
    carrierEtaAt: parcel.etaAt,
    carrier: parcel.carrier,
    facility: null,
    origin: null,
    originCountry: null,
    destination: null,
    city: null,
    country: null,
    orderId: null,
    orderNumber: null,
    customerId: null,
    customer: null,
    segment: null,
    currency: 'EUR',
    scan: {
      at: last.at,
      milestone: last.milestone,
      exceptionKind: last.exceptionKind,
      city: last.city,
      country: last.country,
      point: latitude === null || longitude === null ? null : { latitude, longitude },
    },
  };
}

export interface Rates {
  days: number;
  /** Days whose cause was found: a parent that holds mostly what was hit. */
  found: number;
  /** Parents that hold mostly what was not hit. */
  falseParents: number;
  /** Of those inside parents, the share that was really hit; of those hit, the share inside. */
  precision: number;
  recall: number;
}

/** How well causes are found over many days. */
export function ratesOf(days: readonly LabelledDay[]): Rates {
  const rates = { days: days.length, found: 0, falseParents: 0 };
  let inside = 0;
  let right = 0;
  let hit = 0;
  for (const { label, causes } of days) {
    const truth = label?.parcels ?? new Set<string>();
    hit += truth.size;
    let found = false;
    for (const { members } of causes) {
      const own = members.filter((key) => truth.has(key)).length;
      inside += members.length;
      right += own;
      if (own * 2 >= members.length) found = true;
      else rates.falseParents++;
    }
    if (found) rates.found++;
  }
  return { ...rates, precision: inside > 0 ? right / inside : 1, recall: hit > 0 ? right / hit : 1 };
}
