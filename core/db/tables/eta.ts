import type { Generated } from 'kysely';

/** What was learnt of delivery times, and what was forecast. */
export interface EtaTables {
  eta_model: EtaModelTable;
  shipment_eta: ShipmentEtaTable;
}

interface EtaModelTable {
  id: Generated<number>;
  token: string;
  trained_at: number;
  actor: string;
  took_ms: number;
  deliveries: number;
  /** Null for an older one, of which only the figures are kept. */
  model_json: string | null;
  report_json: string;
}

/** A shipment's forecast beside `shipment.eta_p50_at` and `eta_p90_at`: what it is told from, and what was said first. */
interface ShipmentEtaTable {
  shipment_id: number;
  model_id: number;
  at: number;
  late_chance: number | null;
  /** `departure`, or a milestone. */
  since: string;
  since_at: number;
  level: string;
  known: number;
  first_at: number;
  first_p50_at: number;
  first_p90_at: number;
  first_late_chance: number | null;
  first_carrier_eta_at: number | null;
}
