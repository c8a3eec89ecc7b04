import type { CategoryColumn, ScanHistory, ShipmentHistory } from '../../solvers/eta/index.ts';
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
  private readonly milestones: string[] = [];
  private readonly scan = {
    row: new GrowingNumbers(),
    milestone: new GrowingNumbers(),
    at: new GrowingNumbers(),
  };
  /** The last scan of each milestone of the shipment at hand. */
  private open: { row: number; last: Map<string, number> } = { row: -1, last: new Map() };

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
    if (row !== this.open.row) this.closeShipment();
    this.open.row = row;
    this.open.last.set(milestone, at);
    if (etaAt !== null && !this.carrierEta.has(row)) this.carrierEta.set(row, etaAt);
  }

  columns(): DeliveryColumns {
    this.closeShipment();
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
        milestones: this.milestones,
        row: Int32Array.from(this.scan.row.values()),
        milestone: Uint8Array.from(this.scan.milestone.values()),
        at: this.scan.at.values(),
      },
    };
  }

  private closeShipment(): void {
    for (const [milestone, at] of this.open.last) {
      let index = this.milestones.indexOf(milestone);
      if (index < 0) index = this.milestones.push(milestone) - 1;
      this.scan.row.push(this.open.row);
      this.scan.milestone.push(index);
      this.scan.at.push(at);
    }
    this.open.last.clear();
  }
}
