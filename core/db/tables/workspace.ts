import type { Generated } from 'kysely';

/** The workspace itself: journal, jobs, imports, quarantine, views and settings. */
export interface WorkspaceTables {
  journal: JournalTable;
  job: JobTable;
  import_run: ImportRunTable;
  quarantine: QuarantineTable;
  saved_mapping: SavedMappingTable;
  saved_view: SavedViewTable;
  setting: SettingTable;
}

/** Who did what to which thing, when, with what before and after. */
interface JournalTable {
  id: Generated<number>;
  at: number;
  actor: string;
  procedure: string;
  /** One command's rows share it. */
  command_id: string;
  entity: string;
  entity_id: number | null;
  entity_key: string | null;
  before_json: string | null;
  after_json: string | null;
}

/** `status`: queued, running, done, failed, cancelled, interrupted. */
interface JobTable {
  id: string;
  kind: string;
  actor: string;
  status: string;
  /** 0 to 1, null while unknown. */
  progress: number | null;
  message: string | null;
  input_json: string;
  outcome_json: string | null;
  error_json: string | null;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
}

interface ImportRunTable {
  id: Generated<number>;
  actor: string;
  status: string;
  files_json: string;
  account_json: string | null;
  started_at: number;
  finished_at: number | null;
}

/** A row that could not be understood or applied. `status`: open, mended, dismissed. */
interface QuarantineTable {
  id: Generated<number>;
  import_id: number | null;
  source: string;
  kind: string;
  row_number: number;
  column_name: string | null;
  value: string | null;
  code: string;
  reason: string;
  raw_json: string;
  mapping_json: string | null;
  status: string;
  created_at: number;
  resolved_at: number | null;
}

interface SavedMappingTable {
  id: Generated<number>;
  name: string;
  /** Hash of the headers that it fits. */
  signature: string;
  mapping_json: string;
  updated_at: number;
}

interface SavedViewTable {
  id: Generated<number>;
  screen: string;
  name: string;
  owner: string;
  state_json: string;
  updated_at: number;
}

interface SettingTable {
  key: string;
  value_json: string;
}
