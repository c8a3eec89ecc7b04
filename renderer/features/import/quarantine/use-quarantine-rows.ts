import type { QuarantineRow } from '../../../../core/contract/import.ts';
import { usePagedRows } from '../../../components/table/use-paged-rows.ts';
import { useTopicVersion } from '../../../lib/events.ts';
import type { QuarantineLink } from '../../../lib/navigation.ts';
import { rpc } from '../../../lib/rpc.ts';

export interface QuarantineMeta {
  reasons: { code: string; reason: string; rows: number }[];
}

/** Rows that were set aside, with why and how many of each. */
export function useQuarantineRows(filter: QuarantineLink) {
  return usePagedRows<QuarantineRow, QuarantineMeta>({
    key: ['quarantine', filter],
    version: useTopicVersion('quarantine.changed'),
    fetchPage: async ({ offset, limit, signal }) => {
      const { rows, total, reasons } = await rpc.import.quarantine({ ...filter, offset, limit }, { signal });
      return { rows, total, meta: { reasons } };
    },
  });
}
