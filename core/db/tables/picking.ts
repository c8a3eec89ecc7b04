import type { Generated } from 'kysely';

/** Where products lie, and pick lists with their walks. */
export interface PickingTables {
  bin: BinTable;
  pick_list: PickListTable;
  pick_task: PickTaskTable;
  pick_part: PickPartTable;
}

interface BinTable {
  facility_id: number;
  product_id: number;
  code: string;
  zone: string;
  aisle: number;
  bay: number;
  level: number;
  updated_at: number;
}

/** `method`, `status`: as contract/picking has them. */
interface PickListTable {
  id: Generated<number>;
  number: string;
  wave_id: number;
  facility_id: number;
  method: string;
  status: string;
  picker: string | null;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
  updated_at: number;
}

/** A product on a walk; `bin` and what follows as they were when the list was made. */
interface PickTaskTable {
  id: Generated<number>;
  list_id: number;
  position: number;
  product_id: number;
  bin: string | null;
  zone: string;
  aisle: number | null;
  bay: number | null;
  level: number | null;
  /** Why units were missing. */
  reason: string | null;
}

/** What a task holds for one reservation. */
interface PickPartTable {
  id: Generated<number>;
  task_id: number;
  shipment_id: number;
  allocation_id: number;
  compartment: number | null;
  quantity: number;
  picked: Generated<number>;
  short: Generated<number>;
  /** 1 while a list holds it; null once it is taken back. */
  active: number | null;
}
