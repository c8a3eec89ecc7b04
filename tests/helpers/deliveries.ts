import { createRandom } from '../../core/kernel/random.ts';
import type { CategoryColumn, ScanHistory, ShipmentHistory } from '../../core/solvers/eta/index.ts';

const DAY_MS = 86_400_000;
const LANES = ['DE', 'ES', 'FR', 'IT'] as const;
const SERVICES = ['Fast', 'Slow'] as const;
const START = Date.UTC(2025, 0, 6);

/**
 * Deliveries from FR, a service and a country each: Fast takes 1 day and half a day a country, Slow two more; a scan at a
 * hub half-way; a promise that one in eight breaks.
 */
export function madeDeliveries(
  count: number,
  seed: number,
): { history: ShipmentHistory; scans: ScanHistory } {
  const random = createRandom(seed);
  const lane = Int32Array.from({ length: count }, () => random.integer(0, LANES.length - 1));
  const service = Int32Array.from({ length: count }, () => random.integer(0, SERVICES.length - 1));
  const shippedAt = Float64Array.from({ length: count }, (_, i) => START + (i * 200 * DAY_MS) / count);
  const usual = (i: number) => 1 + 0.5 * (lane[i] ?? 0) + 2 * (service[i] ?? 0);
  const days = Float64Array.from({ length: count }, (_, i) => usual(i) * Math.exp(random.normal(0, 0.2)));
  const deliveredAt = shippedAt.map((at, i) => at + (days[i] ?? 0) * DAY_MS);
  const column = (name: string, codes: Int32Array, labels: readonly string[]): CategoryColumn => ({
    name,
    codes,
    labels,
  });
  return {
    history: {
      count,
      shippedAt,
      promisedAt: shippedAt.map((at, i) => at + usual(i) * 1.26 * DAY_MS),
      carrierEtaAt: new Float64Array(count).fill(Number.NaN),
      deliveredAt,
      momentAt: shippedAt,
      knownAt: deliveredAt,
      origin: column('origin', new Int32Array(count), ['FR']),
      destination: column('destination', lane, LANES),
      carrier: column('carrier', new Int32Array(count), ['Post']),
      service: column('service', service, SERVICES),
      categories: [],
      numbers: [],
      dates: [],
      wholeDays: false,
    },
    scans: {
      milestones: ['atHub'],
      row: Int32Array.from({ length: count }, (_, i) => i),
      milestone: new Uint8Array(count),
      at: shippedAt.map((at, i) => at + ((days[i] ?? 0) / 2) * DAY_MS),
    },
  };
}
