import type { DemoPlan } from './demo-options.ts';
import type { DemoFacility } from './facilities.ts';
import type { RowBatch } from './row-batch.ts';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

interface Template {
  name: string;
  from: number;
  to: number;
  filters?: object;
}

/** Minutes after midnight. */
const WAREHOUSE: readonly Template[] = [
  { name: 'Urgent first', from: 360, to: 600, filters: { priorityUpTo: 2 } },
  { name: 'Morning', from: 480, to: 780 },
  { name: 'Afternoon', from: 750, to: 1140 },
];
const STORE: readonly Template[] = [{ name: 'Store orders', from: 570, to: 1050 }];
const PICKERS: Partial<Record<string, number>> = { warehouse: 14, thirdParty: 8, store: 2 };

/** When facilities release waves, and who picks them; without chance, so that nothing else of the demo changes. */
export function addWaveTemplates(
  facilities: readonly DemoFacility[],
  { now }: DemoPlan,
  batch: RowBatch,
): void {
  let id = 0;
  for (const facility of facilities) {
    const pickers = PICKERS[facility.kind];
    if (pickers === undefined) continue;
    batch.add('picking_labour', {
      facility_id: facility.id,
      labour_json: JSON.stringify({ pickers }),
      updated_at: now,
    });
    for (const { name, from, to, filters = {} } of facility.kind === 'store' ? STORE : WAREHOUSE) {
      id += 1;
      batch.add('wave_template', {
        id,
        facility_id: facility.id,
        name,
        release_minutes: from,
        cut_off_minutes: to,
        filters_json: JSON.stringify({ weekdays: EVERY_DAY, ...filters }),
        active: 1,
        updated_at: now,
      });
    }
  }
}
