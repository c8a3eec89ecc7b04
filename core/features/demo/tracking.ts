import { interpolate } from '../../kernel/geo.ts';
import type { Random } from '../../kernel/random.ts';
import { type City, countryOf } from './data/cities.ts';
import type { RowBatch } from './row-batch.ts';
import type { TimedParcel } from './timelines.ts';

const HOUR_MS = 3_600_000;

interface Scan {
  milestone: string;
  description: string;
  at: number;
  city: City | null;
  latitude: number;
  longitude: number;
}

export interface TrackedShipment {
  id: number;
  parcel: TimedParcel;
  destination: City;
  late: boolean;
  /** Old parcels keep their first and last scans only. */
  brief: boolean;
}

/** Writes what the carrier has scanned until now; returns the next free id. */
export function addTracking(
  random: Random,
  shipment: TrackedShipment,
  now: number,
  firstId: number,
  batch: RowBatch,
): number {
  const { parcel } = shipment;
  if (!parcel.service) return firstId;
  let id = firstId;
  let last = 0;
  for (const scan of scansOf(random, shipment, now)) {
    if (scan.at > now) break;
    const occurredAt = Math.max(scan.at, last + 60_000);
    last = occurredAt;
    batch.add('tracking_event', {
      id: id++,
      shipment_id: shipment.id,
      occurred_at: Math.min(occurredAt, now),
      milestone: scan.milestone,
      description: scan.description,
      city: scan.city?.name ?? null,
      country: scan.city?.country ?? null,
      latitude: scan.latitude,
      longitude: scan.longitude,
      source: parcel.service.carrier.code,
    });
  }
  return id;
}

function scansOf(random: Random, shipment: TrackedShipment, now: number): Scan[] {
  const { parcel, destination } = shipment;
  const origin = parcel.facility;
  const start = parcel.shippedAt;
  if (start === null) {
    if (parcel.stage !== 'packed') return [];
    const at = Math.max(parcel.allocatedAt, now - 5 * HOUR_MS);
    return [scanAt('booked', 'Shipment announced', at, origin.city, origin)];
  }
  const end = parcel.deliveredAt ?? parcel.etaP50At ?? start + 72 * HOUR_MS;
  const along = (fraction: number) => Math.round(start + (end - start) * fraction);
  const scans = [
    scanAt('booked', 'Shipment announced', start - random.integer(1, 5) * HOUR_MS, origin.city, origin),
    scanAt('pickedUp', `Collected at ${origin.row.name}`, start, origin.city, origin),
  ];
  if (!shipment.brief) scans.push(...middleScans(random, shipment, along));
  scans.push(...lastScans(random, shipment, along, end));
  if (parcel.stage === 'exception' || (shipment.late && parcel.deliveredAt === null && random.chance(0.5))) {
    const latest = scans.filter(({ at }) => at <= now).at(-1) ?? (scans[1] as Scan);
    const description = random.pick([
      'Delayed at hub',
      'Address not found',
      'Vehicle breakdown',
      'Missorted, rerouted',
    ]);
    scans.push({
      ...latest,
      milestone: 'exception',
      description,
      at: Math.min(now, latest.at + 30 * 60_000),
    });
    scans.sort((a, b) => a.at - b.at);
  }
  return parcel.stage === 'returned'
    ? [
        ...scans,
        scanAt('returned', 'Refused, returned to sender', end + 48 * HOUR_MS, destination, destination),
      ]
    : scans;
}

function middleScans(
  random: Random,
  { parcel, destination }: TrackedShipment,
  along: (fraction: number) => number,
): Scan[] {
  const origin = parcel.facility;
  const halfway = interpolate(origin, destination, 0.45);
  const scans = [
    scanAt('atHub', `Sorted at hub ${origin.city.name}`, along(0.12), origin.city, origin.city),
    scanAt('inTransit', 'On its way to the destination hub', along(0.3), null, halfway),
  ];
  const crosses = origin.city.country !== destination.country;
  if (crosses && (countryOf(destination.country).customs || countryOf(origin.city.country).customs)) {
    scans.push(
      scanAt(
        'customs',
        'Customs clearance',
        along(0.5 + random.next() * 0.1),
        destination,
        interpolate(origin, destination, 0.7),
      ),
    );
  }
  scans.push(scanAt('atHub', `Arrived at hub ${destination.name}`, along(0.78), destination, destination));
  return scans;
}

function lastScans(
  random: Random,
  { parcel, destination }: TrackedShipment,
  along: (fraction: number) => number,
  end: number,
): Scan[] {
  const scans: Scan[] = [];
  if (random.chance(0.05)) {
    scans.push(scanAt('attemptFailed', 'Recipient absent', along(0.86), destination, destination));
  }
  scans.push(
    scanAt(
      'outForDelivery',
      'Out for delivery',
      Math.max(along(0.9), end - 4 * HOUR_MS),
      destination,
      destination,
    ),
  );
  if (parcel.deliveredAt !== null && parcel.stage === 'delivered') {
    scans.push(
      scanAt(
        'delivered',
        random.pick(['Delivered', 'Left with a neighbour', 'Delivered to the letter box']),
        end,
        destination,
        destination,
      ),
    );
  }
  return scans;
}

function scanAt(
  milestone: string,
  description: string,
  at: number,
  city: City | null,
  point: { latitude: number; longitude: number },
): Scan {
  return {
    milestone,
    description,
    at,
    city,
    latitude: Math.round(point.latitude * 1e4) / 1e4,
    longitude: Math.round(point.longitude * 1e4) / 1e4,
  };
}
