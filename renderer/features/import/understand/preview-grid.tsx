import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { ImportField } from '../../../../core/contract/import.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Panel, PlainTable } from '../import-styles.ts';
import { type ImportWords, useImportWords } from '../import-words.ts';
import type { WizardTable } from '../wizard-store.ts';
import { isFigure, writeValue } from './preview-values.ts';
import type { PreviewRow, TablePreview } from './use-table-preview.ts';

const Scroll = styled('div')({
  maxHeight: 420,
  overflow: 'auto',
  '& thead th': { position: 'sticky', top: 0, zIndex: 1, backgroundColor: tokens.surface },
  '& thead small': { display: 'block', color: tokens.textQuiet, fontSize: 11, fontWeight: 450 },
  '& td': { whiteSpace: 'nowrap', maxWidth: 260, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .row-number': { color: tokens.textQuiet, width: 56 },
  '& td.wrong': { backgroundColor: tokens.criticalSoft, color: tokens.critical },
  '& td.wrong > span': { display: 'inline-flex', alignItems: 'center', gap: 5 },
  '&[aria-busy="true"] tbody': { opacity: 0.55 },
  '& .why': { color: tokens.critical, whiteSpace: 'normal' },
});

interface CellProps {
  row: PreviewRow;
  field: ImportField;
  table: WizardTable;
  columns: readonly string[];
  words: ImportWords;
}

function Cell({ row, field, table, columns, words }: CellProps) {
  const { t } = useTranslation(['common', 'import']);
  const format = useFormat();
  const issue = row.issues.find((one) => one.field === field.key);
  if (issue) {
    const index = issue.column === null ? -1 : columns.indexOf(issue.column);
    return (
      <td className="wrong" title={words.reason(issue.code, issue.reason)}>
        <span>
          <SeverityIcon severity="critical" size={13} />
          {row.cells[index] || t('import:column.empty')}
        </span>
      </td>
    );
  }
  const text = writeValue(row.values[field.key], field, table.mapping.options, format, {
    yes: t('yes'),
    no: t('no'),
    choice: words.choice,
  });
  return (
    <td className={isFigure(field) ? 'end' : undefined} title={text}>
      {text}
    </td>
  );
}

/** A row's faults in words, under the row, so that nobody has to hover. */
function Why({ row, span, words }: { row: PreviewRow; span: number; words: ImportWords }) {
  if (row.issues.length === 0) return null;
  return (
    <tr>
      <td />
      <td className="why" colSpan={span}>
        {row.issues
          .map((issue) => {
            const reason = words.reason(issue.code, issue.reason);
            return issue.field ? `${words.field(issue.field)} – ${reason}` : reason;
          })
          .join(' ')}
      </td>
    </tr>
  );
}

interface PreviewGridProps {
  table: WizardTable;
  fields: readonly ImportField[];
  preview: TablePreview;
  busy: boolean;
}

/** The first rows as they will be understood. */
export function PreviewGrid({ table, fields, preview, busy }: PreviewGridProps) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const shown = fields.filter((field) => table.mapping.columns[field.key]);
  const wrong = preview.rows.filter((row) => row.issues.length > 0).length;
  return (
    <Panel aria-labelledby="import-preview">
      <header>
        <h2 id="import-preview">{t('preview.title')}</h2>
        <span className="quiet">
          {wrong > 0
            ? t('preview.wrong', { count: wrong, rows: preview.rows.length })
            : t('preview.right', { count: preview.rows.length })}
        </span>
      </header>
      <Scroll aria-busy={busy}>
        <PlainTable aria-labelledby="import-preview">
          <thead>
            <tr>
              <th scope="col" className="end">
                {t('preview.row')}
              </th>
              {shown.map((field) => (
                <th key={field.key} scope="col" className={isFigure(field) ? 'end' : undefined}>
                  {words.field(field.key, field.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.flatMap((row) => [
              <tr key={row.row}>
                <td className="row-number end">{row.row}</td>
                {shown.map((field) => (
                  <Cell
                    key={field.key}
                    row={row}
                    field={field}
                    table={table}
                    columns={preview.columns}
                    words={words}
                  />
                ))}
              </tr>,
              <Why key={`${row.row} why`} row={row} span={shown.length} words={words} />,
            ])}
          </tbody>
        </PlainTable>
      </Scroll>
    </Panel>
  );
}
