import type { Generated } from 'kysely';

/** What may be sent instead of what, and playbooks with their runs. */
export interface PlaybookTables {
  product_substitute: ProductSubstituteTable;
  playbook: PlaybookTable;
  playbook_version: PlaybookVersionTable;
  playbook_run: PlaybookRunTable;
  playbook_step: PlaybookStepTable;
}

interface ProductSubstituteTable {
  product_id: number;
  substitute_id: number;
  /** Units of the substitute for one unit. */
  units: Generated<number>;
  /** 1 is offered first. */
  rank: Generated<number>;
  note: string | null;
  updated_at: number;
}

/** `mode` as contract/playbooks has it. */
interface PlaybookTable {
  id: Generated<number>;
  name: string;
  /** Of one that comes with the program: which. */
  shipped: string | null;
  mode: string;
  /** The version in use. */
  version: number;
  created_at: number;
  updated_at: number;
  removed_at: number | null;
}

interface PlaybookVersionTable {
  playbook_id: number;
  version: number;
  document_json: string;
  actor: string;
  created_at: number;
}

/** `state` as contract/playbooks has it. */
interface PlaybookRunTable {
  id: Generated<number>;
  playbook_id: number;
  version: number;
  incident_id: number;
  state: string;
  /** 1 while it lasts; then null. */
  active: number | null;
  /** The step that comes next. */
  position: Generated<number>;
  wakes_at: number | null;
  /** 1 while the incident may end its waiting earlier. */
  watches: Generated<number>;
  /** The step that somebody has said yes to. */
  allowed_position: number | null;
  by_hand: Generated<number>;
  cost_minor: Generated<number>;
  currency: string;
  started_by: string;
  started_at: number;
  /** The newest event of the incident when it began. */
  after_event_id: Generated<number>;
  ended_at: number | null;
  reason: string | null;
}

interface PlaybookStepTable {
  run_id: number;
  position: number;
  state: string;
  at: number;
  cost_minor: Generated<number>;
  currency: string;
  reason: string | null;
}
