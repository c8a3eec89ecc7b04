import type { DemoPlan } from './demo-options.ts';
import type { DemoFacility } from './facilities.ts';
import type { RowBatch } from './row-batch.ts';

interface DemoBox {
  code: string;
  name: string;
  /** Inside, in millimetres. */
  edges: readonly [number, number, number];
  mostWeightGrams: number;
  ownWeightGrams: number;
  costMinor: number;
}

const BOXES: readonly DemoBox[] = [
  box('BAG', 'Padded bag', [300, 220, 40], [2_000, 25], 18),
  box('BOX-S', 'Box S', [250, 200, 120], [6_000, 110], 36),
  box('BOX-M', 'Box M', [350, 250, 200], [12_000, 220], 58),
  box('BOX-L', 'Box L', [500, 350, 300], [20_000, 430], 95),
  box('BOX-XL', 'Box XL', [700, 500, 400], [28_000, 820], 165),
  box('BOX-LONG', 'Long box', [1_200, 200, 200], [15_000, 520], 140),
];
/** A store keeps what fits under its counter. */
const IN_STORES = new Set(['BAG', 'BOX-S', 'BOX-M', 'BOX-L']);
const PACKS = new Set(['warehouse', 'thirdParty', 'store']);

function box(
  code: string,
  name: string,
  edges: DemoBox['edges'],
  [mostWeightGrams, ownWeightGrams]: [number, number],
  costMinor: number,
): DemoBox {
  return { code, name, edges, mostWeightGrams, ownWeightGrams, costMinor };
}

/** The boxes that facilities pack into; without chance, so that nothing else of the demo changes. */
export function addBoxes(facilities: readonly DemoFacility[], { now }: DemoPlan, batch: RowBatch): void {
  let id = 0;
  for (const facility of facilities) {
    if (!PACKS.has(facility.kind)) continue;
    for (const { code, name, edges, ...rest } of BOXES) {
      if (facility.kind === 'store' && !IN_STORES.has(code)) continue;
      id += 1;
      const [length_mm, width_mm, height_mm] = edges;
      batch.add('box_type', {
        id,
        facility_id: facility.id,
        code,
        name,
        length_mm,
        width_mm,
        height_mm,
        most_weight_grams: rest.mostWeightGrams,
        own_weight_grams: rest.ownWeightGrams,
        cost_minor: rest.costMinor,
        currency: facility.row.currency,
        active: 1,
        updated_at: now,
      });
    }
  }
}
