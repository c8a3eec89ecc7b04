import { createRandom } from '../../../../core/kernel/random.ts';
import type {
  MapFacility,
  MapFacilityKind,
  MapHealth,
  MapShipments,
} from '../../../../renderer/components/map/types.ts';

const CITIES: [string, number, number][] = [
  ['Paris', 48.85, 2.35],
  ['Lyon', 45.76, 4.84],
  ['Marseille', 43.3, 5.38],
  ['Lille', 50.63, 3.06],
  ['Bordeaux', 44.84, -0.58],
  ['Nantes', 47.22, -1.55],
  ['London', 51.51, -0.13],
  ['Manchester', 53.48, -2.24],
  ['Birmingham', 52.48, -1.9],
  ['Dublin', 53.35, -6.26],
  ['Brussels', 50.85, 4.35],
  ['Amsterdam', 52.37, 4.9],
  ['Cologne', 50.94, 6.96],
  ['Hamburg', 53.55, 9.99],
  ['Berlin', 52.52, 13.4],
  ['Munich', 48.14, 11.58],
  ['Frankfurt', 50.11, 8.68],
  ['Zurich', 47.38, 8.54],
  ['Milan', 45.46, 9.19],
  ['Rome', 41.9, 12.5],
  ['Naples', 40.85, 14.27],
  ['Madrid', 40.42, -3.7],
  ['Barcelona', 41.39, 2.17],
  ['Valencia', 39.47, -0.38],
  ['Seville', 37.39, -5.99],
  ['Lisbon', 38.72, -9.14],
  ['Porto', 41.15, -8.61],
  ['Vienna', 48.21, 16.37],
  ['Prague', 50.08, 14.44],
  ['Warsaw', 52.23, 21.01],
  ['Kraków', 50.06, 19.94],
  ['Copenhagen', 55.68, 12.57],
  ['Stockholm', 59.33, 18.07],
  ['Gothenburg', 57.71, 11.97],
  ['Oslo', 59.91, 10.75],
];

/** A network spread around Europe's cities, the same for the same sizes. */
export function madeUpNetwork(
  facilityCount: number,
  shipmentCount: number,
): { facilities: MapFacility[]; shipments: MapShipments } {
  const random = createRandom(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;
  const around = (spread: number) => (random.next() + random.next() - 1) * spread;
  const facilities = Array.from({ length: facilityCount }, (_, i): MapFacility => {
    const [city, latitude, longitude] = pick(CITIES);
    const kind: MapFacilityKind = i < 8 ? 'warehouse' : i < 20 ? 'supplier' : i < 24 ? 'thirdParty' : 'store';
    const health: MapHealth = pick([
      'good',
      'good',
      'good',
      'good',
      'low',
      'low',
      'out',
      kind === 'supplier' ? 'none' : 'good',
    ]);
    return {
      code: `F${i}`,
      name: `${city} ${i}`,
      kind,
      health,
      city,
      latitude: latitude + around(0.5),
      longitude: longitude + around(0.7),
      openOrders: Math.floor(random.next() * 200),
      belowSafety: health === 'good' ? 0 : Math.floor(random.next() * 90),
      outOfStock: health === 'out' ? 30 : 0,
    };
  });
  return {
    facilities,
    shipments: madeUpShipments(shipmentCount, facilities, pick, around, () => random.next()),
  };
}

function madeUpShipments(
  count: number,
  facilities: readonly MapFacility[],
  pick: <T>(list: readonly T[]) => T,
  around: (spread: number) => number,
  next: () => number,
): MapShipments {
  const column = () => new Float64Array(count);
  const shipments = {
    ids: column(),
    originLatitudes: column(),
    originLongitudes: column(),
    destinationLatitudes: column(),
    destinationLongitudes: column(),
    fractions: column(),
    late: column(),
  };
  for (let i = 0; i < count; i++) {
    const from = facilities[Math.floor(next() ** 3 * facilities.length)] as MapFacility;
    const [, latitude, longitude] = pick(CITIES);
    shipments.ids[i] = i + 1;
    shipments.originLatitudes[i] = from.latitude;
    shipments.originLongitudes[i] = from.longitude;
    shipments.destinationLatitudes[i] = latitude + around(1.2);
    shipments.destinationLongitudes[i] = longitude + around(1.8);
    shipments.fractions[i] = next();
    shipments.late[i] = next() < 0.08 ? 1 : 0;
  }
  return shipments;
}
