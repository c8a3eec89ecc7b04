import { CATEGORIES } from './data/catalogue.ts';
import type { DemoFacility } from './facilities.ts';
import type { DemoRow } from './row-batch.ts';

const LEVELS = 4;
const BAYS = 20;
const FIRST_ZONE = 'A'.charCodeAt(0);

/** Where warehouses and 3PLs keep what they stock: a zone for each category, filled aisle by aisle. Without chance. */
export class BinBook {
  private readonly filled = new Map<number, number>();
  private readonly now: number;

  constructor(now: number) {
    this.now = now;
  }

  /** The next free bin of a category's zone; null where nothing is kept in bins. */
  take(facility: DemoFacility, productId: number, categoryIndex: number): DemoRow<'bin'> | null {
    if (facility.kind !== 'warehouse' && facility.kind !== 'thirdParty') return null;
    const key = facility.id * CATEGORIES.length + categoryIndex;
    const slot = this.filled.get(key) ?? 0;
    this.filled.set(key, slot + 1);
    const zone = String.fromCharCode(FIRST_ZONE + categoryIndex);
    const level = (slot % LEVELS) + 1;
    const bay = (Math.floor(slot / LEVELS) % BAYS) + 1;
    const aisle = Math.floor(slot / (LEVELS * BAYS)) + 1;
    const two = (value: number) => String(value).padStart(2, '0');
    return {
      facility_id: facility.id,
      product_id: productId,
      code: `${zone}-${two(aisle)}-${two(bay)}-${level}`,
      zone,
      aisle,
      bay,
      level,
      updated_at: this.now,
    };
  }
}
