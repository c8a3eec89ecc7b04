import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { ImportMapping } from '../../../../core/contract/import.ts';
import { orpc, type rpc } from '../../../lib/rpc.ts';
import type { WizardTable } from '../wizard-store.ts';

const PREVIEW_ROWS = 20;

export type TablePreview = Awaited<ReturnType<typeof rpc.import.preview>>;
export type PreviewRow = TablePreview['rows'][number];

/** The first rows as the mapping understands them, kept while a changed mapping is asked about. */
export function useTablePreview({ path, mapping }: Pick<WizardTable, 'path' | 'mapping'>) {
  const asked: ImportMapping = useDeferredValue(mapping);
  return useQuery({
    ...orpc.import.preview.queryOptions({ input: { path, mapping: asked, rows: PREVIEW_ROWS } }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** The fields that tables of these kinds have. */
export function useFields(mapping: ImportMapping) {
  return useQuery({
    ...orpc.import.fields.queryOptions({ input: { kinds: mapping.kinds } }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  }).data;
}

/** Different values of each column, as far as the first rows show. */
export function samplesOf(
  table: WizardTable,
  preview: TablePreview | undefined,
): ReadonlyMap<string, readonly string[]> {
  const samples = new Map(table.proposal.columns.map((column) => [column.column, column.samples] as const));
  preview?.columns.forEach((column, index) => {
    if (samples.has(column)) return;
    const values = preview.rows.map((row) => row.cells[index] ?? '').filter((cell) => cell !== '');
    samples.set(column, [...new Set(values)].slice(0, 5));
  });
  return samples;
}
