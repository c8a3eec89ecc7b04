import type { Generated } from 'kysely';

/** Rules in their versions, and what facilities refused. */
export interface RuleTables {
  rule_set: RuleSetTable;
  rule_version: RuleVersionTable;
  facility_rejection: FacilityRejectionTable;
}

interface RuleSetTable {
  id: Generated<number>;
  name: string;
  created_at: number;
}

/** What a rule set says from one change to the next. `status`: draft, active (one a set), retired. */
interface RuleVersionTable {
  id: Generated<number>;
  rule_set_id: number;
  version: number;
  status: string;
  valid_from: number | null;
  /** The first instant at which it no longer counts. */
  valid_to: number | null;
  document_json: string;
  /** How many rules it holds. */
  rules: number;
  actor: string;
  created_at: number;
  updated_at: number;
  activated_at: number | null;
  retired_at: number | null;
}

/** A facility would not ship what was reserved there. `reason`: notInStock, mismatch, damaged, noTime. */
interface FacilityRejectionTable {
  id: Generated<number>;
  order_id: number;
  order_line_id: number;
  product_id: number;
  facility_id: number;
  quantity: number;
  reason: string;
  note: string | null;
  actor: string;
  created_at: number;
}
