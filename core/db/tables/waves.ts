import type { Generated } from 'kysely';

/** Which orders are released together, when, and who picks them. */
export interface WaveTables {
  wave_template: WaveTemplateTable;
  picking_labour: PickingLabourTable;
  wave: WaveTable;
  wave_order: WaveOrderTable;
}

/** `filters_json`: weekdays, carriers, services, zones, channels and size limits, as contract/waves has them. */
interface WaveTemplateTable {
  id: Generated<number>;
  facility_id: number;
  name: string;
  /** Minutes after local midnight. */
  release_minutes: number;
  cut_off_minutes: number;
  filters_json: Generated<string>;
  active: Generated<number>;
  updated_at: number;
}

/** `labour_json`: as contract/waves has it; a facility without a row picks as the contract's defaults say. */
interface PickingLabourTable {
  facility_id: number;
  labour_json: string;
  updated_at: number;
}

/** `status`: planned, released, done, cancelled; `picking` follows from the shipments. */
interface WaveTable {
  id: Generated<number>;
  number: string;
  name: string;
  facility_id: number;
  template_id: number | null;
  status: string;
  release_at: number;
  cut_off_at: number;
  actor: string;
  created_at: number;
  released_at: number | null;
  updated_at: number;
}

interface WaveOrderTable {
  id: Generated<number>;
  wave_id: number;
  order_id: number;
  facility_id: number;
  /** 1 while the wave holds it; null once it is over. */
  active: number | null;
  shipment_id: number | null;
  /** 1: its shipment was made for the wave. */
  made_shipment: Generated<number>;
  /** Idempotency key of what the shipment's owner was told. */
  message_key: string | null;
}
