import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarantineEntry } from '../../../../core/contract/import.ts';
import type { DataColumn } from '../../../components/table/table-types.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useImportWords } from '../import-words.ts';

/** Where a row that was set aside stands, what stands there, and why it was set aside. */
export function useQuarantineColumns<Row extends QuarantineEntry>(): DataColumn<Row>[] {
  const { t } = useTranslation('import');
  const format = useFormat();
  const words = useImportWords();
  return useMemo(
    () => [
      { id: 'file', header: t('column.file'), value: (row) => row.file, size: 170, pin: 'start' },
      {
        id: 'row',
        header: t('column.row'),
        value: (row) => row.row,
        cell: (row) => format.integer(row.row),
        align: 'end',
        size: 90,
      },
      { id: 'kind', header: t('column.kind'), value: (row) => words.kind(row.kind), size: 150 },
      { id: 'column', header: t('column.column'), value: (row) => row.column, size: 140 },
      {
        id: 'value',
        header: t('column.value'),
        value: (row) => row.value,
        cell: (row) => row.value || <span style={{ color: tokens.textQuiet }}>{t('column.empty')}</span>,
        size: 130,
      },
      {
        id: 'reason',
        header: t('column.reason'),
        value: (row) => words.reason(row.code, row.reason),
        size: 420,
        grow: true,
      },
    ],
    [t, format, words],
  );
}
