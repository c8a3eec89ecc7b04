import type { Generated } from 'kysely';

/** By whom shipments go, what that costs, and on which manifests they leave. */
export interface DockTables {
  carrier_terms: CarrierTermsTable;
  carrier_choice: CarrierChoiceTable;
  shipment_charge: ShipmentChargeTable;
  manifest: ManifestTable;
  manifest_parcel: ManifestParcelTable;
}

/** `terms_json`: as contract/carriers has them; a carrier without a row asks for its rates alone. */
interface CarrierTermsTable {
  carrier_id: number;
  terms_json: string;
  updated_at: number;
}

/** The service of a shipment as it was chosen; the shipment itself names the service. */
interface CarrierChoiceTable {
  shipment_id: number;
  carrier_id: number;
  facility_id: number;
  /** Local day of its departure, since 1970-01-01. */
  departs_on: number;
  chosen_at: number;
  /** Why somebody chose it by hand; null for what was reckoned. */
  reason: string | null;
  actor: string;
}

/** A part of what a shipment's freight costs, in the shipment's currency. */
interface ShipmentChargeTable {
  shipment_id: number;
  kind: string;
  amount_minor: number;
}

/** What leaves a facility with one pick-up of a carrier. */
interface ManifestTable {
  id: Generated<number>;
  number: string;
  facility_id: number;
  carrier_id: number;
  /** Local date. */
  day: string;
  cut_off_at: number;
  /** 1 while parcels may join it; null once it is closed. */
  open: number | null;
  actor: string;
  created_at: number;
  closed_at: number | null;
}

interface ManifestParcelTable {
  id: Generated<number>;
  manifest_id: number;
  shipment_id: number;
  /** What its label says. */
  code: string;
  weight_grams: number;
  /** 1: on the vehicle; null: packed for it, but it stayed behind. */
  loaded: number | null;
  loaded_at: number | null;
  actor: string | null;
}
