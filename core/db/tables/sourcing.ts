import type { Generated } from 'kysely';

/** Which facility ships what: allocations, the runs that proposed them, what-ifs. */
export interface SourcingTables {
  allocation: AllocationTable;
  sourcing_run: SourcingRunTable;
  sourcing_decision: SourcingDecisionTable;
  scenario: ScenarioTable;
}

/** Which facility ships which quantity of which line. `status`: reserved, released (both hold stock), shipped, cancelled. */
interface AllocationTable {
  id: Generated<number>;
  order_id: number;
  order_line_id: number;
  product_id: number;
  facility_id: number;
  quantity: number;
  status: string;
  run_id: number | null;
  service_id: number | null;
  cost_minor: number;
  currency: string;
  reason_json: string | null;
  /** The run that took another plan for it: undoing that run restores it. */
  replaced_by_run_id: number | null;
  created_at: number;
  updated_at: number;
}

/** A sourcing proposal. `status`: proposed, applied, undone, discarded; `kind`: source, resource, scenario. */
interface SourcingRunTable {
  id: Generated<number>;
  kind: Generated<string>;
  name: Generated<string>;
  /** The scenario that it belongs to, as its run or its baseline. */
  scenario_id: number | null;
  /** Of the facts that a baseline was solved with: the same again need not be solved again. */
  facts_hash: string | null;
  /** What its network differs by from the real one. */
  changes_json: string | null;
  status: string;
  actor: string;
  created_at: number;
  applied_at: number | null;
  undone_at: number | null;
  parameters_json: string;
  statistics_json: string;
}

/** What a run decided for one order. `outcome`: sourced, partial, unsourced, conflict. */
interface SourcingDecisionTable {
  id: Generated<number>;
  run_id: number;
  order_id: number;
  outcome: string;
  cost_minor: number;
  currency: string;
  split_count: number;
  allocations_json: string;
  reason_json: string;
  /** Which units of which line leave where, in one text: two plans of an order are the same when these are. */
  plan_key: Generated<string>;
  /** The same of what it had reserved, in a run of the kind `resource`. */
  before_key: string | null;
  arrives_at: number | null;
  /** Cost at plain prices: late days as the parameters say, CO2 for nothing, whatever the weights. */
  plain_cost_minor: Generated<number>;
  figures_json: string | null;
}

/** A what-if: changes to the network that runs of it are solved with. */
interface ScenarioTable {
  id: Generated<number>;
  name: string;
  changes_json: string;
  selection_json: string;
  parameters_json: string;
  actor: string;
  created_at: number;
  updated_at: number;
  /** The last run of it, and the run of the network as it is beside it. */
  run_id: number | null;
  baseline_run_id: number | null;
}
