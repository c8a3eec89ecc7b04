import {
  type CategoryColumn,
  type ScanHistory,
  type ShipmentHistory,
  scanStart,
} from '../../solvers/eta/index.ts';
import { GrowingNames, GrowingNumbers } from './growing-columns.ts';

/** A delivered shipment. */
export interface Delivery {
  id: number;
  shippedAt: number;
  promisedAt: number | null;
  deliveredAt: number;
  carrier: string;
  service: string;
  origin: string | null;
  destination: string | null;
}

/** Deliveries and their scans by column: compact enough to be handed to another thread. */
export interface DeliveryColumns {
  history: ShipmentHistory;
  scans: ScanHistory;
}

/** Collects deliveries, then their scans (by shipment, earliest first), row by row. */
export class DeliveryCollector {
  private readonly rowOf = new Map<number, number>();
  private readonly instants = {
    shipped: new GrowingNumbers(),
    promised: new GrowingNumbers(),
    delivered: new GrowingNumbers(),
  };
  private readonly names = {
    carrier: new GrowingNames(),
    service: new GrowingNames(),
    origin: new GrowingNames(),
    destination: new GrowingNames(),
  };
  private readonly carrierEta = new Map<number, number>();
  private readonly starts = new GrowingNames();
  private readonly scan = { row: new GrowingNumbers(), at: new GrowingNumbers() };
  /** How many scans of each milestone the shipment at hand has. */
  private open: { row: number; seen: Map<string, number> } = { row: -1, seen: new Map() };
  /** The lowest id among the deliveries. */
  firstId = Number.MAX_SAFE_INTEGER;

  get count(): number {
    return this.rowOf.size;
  }

  addDelivery(delivery: Delivery): void {
    this.rowOf.set(delivery.id, this.rowOf.size);
    this.firstId = Math.min(this.firstId, delivery.id);
    this.instants.shipped.push(delivery.shippedAt);
    this.instants.promised.push(delivery.promisedAt ?? Number.NaN);
    this.instants.delivered.push(delivery.deliveredAt);
    for (const end of ['carrier', 'service', 'origin', 'destination'] as const)
      this.names[end].push(delivery[end]);
  }

  addScan(shipmentId: number, at: number, milestone: string, etaAt: number | null): void {
    const row = this.rowOf.get(shipmentId);
    if (row === undefined) return;
    if (row !== this.open.row) this.open = { row, seen: new Map() };
    const nth = (this.open.seen.get(milestone) ?? 0) + 1;
    this.open.seen.set(milestone, nth);
    const start = scanStart(milestone, nth);
    if (start !== null) {
      this.starts.push(start);
      this.scan.row.push(row);
      this.scan.at.push(at);
    }
    if (etaAt !== null && !this.carrierEta.has(row)) this.carrierEta.set(row, etaAt);
  }

  columns(): DeliveryColumns {
    const count = this.rowOf.size;
    const shippedAt = this.instants.shipped.values();
    const deliveredAt = this.instants.delivered.values();
    const carrierEtaAt = new Float64Array(count).fill(Number.NaN);
    for (const [row, at] of this.carrierEta) carrierEtaAt[row] = at;
    const named = (name: keyof typeof this.names): CategoryColumn => ({
      name,
      codes: this.names[name].values(),
      labels: this.names[name].labels,
    });
    return {
      history: {
        count,
        shippedAt,
        promisedAt: this.instants.promised.values(),
        carrierEtaAt,
        deliveredAt,
        momentAt: shippedAt,
        knownAt: deliveredAt,
        origin: named('origin'),
        destination: named('destination'),
        carrier: named('carrier'),
        service: named('service'),
        categories: [],
        numbers: [],
        dates: [],
        wholeDays: false,
      },
      scans: {
        starts: this.starts.labels,
        row: Int32Array.from(this.scan.row.values()),
        start: Uint8Array.from(this.starts.values()),
        at: this.scan.at.values(),
      },
    };
  }
}
