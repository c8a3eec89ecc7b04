import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportField } from '../../../../core/contract/import.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Panel, PlainTable } from '../import-styles.ts';
import { unusedColumns } from '../mapping-edits.ts';
import type { WizardTable } from '../wizard-store.ts';
import { MappingRow } from './mapping-row.tsx';
import type { TablePreview } from './use-table-preview.ts';
import { samplesOf } from './use-table-preview.ts';

const Foot = styled('div')({
  display: 'flex',
  alignItems: 'baseline',
  gap: 8,
  padding: '6px 12px',
  color: tokens.textMuted,
  fontSize: 'calc(var(--v-font) - 1px)',
  '& .unused': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', marginLeft: 'auto' },
});

interface MappingTableProps {
  table: WizardTable;
  fields: readonly ImportField[];
  columns: readonly string[];
  preview: TablePreview | undefined;
}

function shownFirst(fields: readonly ImportField[], table: WizardTable): ImportField[] {
  return fields.filter((field) => field.required || table.mapping.columns[field.key]);
}

/** Our fields beside the file's columns. Fields that nothing fills come on request. */
export function MappingTable({ table, fields, columns, preview }: MappingTableProps) {
  const { t } = useTranslation('import');
  const [all, setAll] = useState(false);
  // A field emptied a moment ago keeps its row.
  const [used] = useState(() => new Set(shownFirst(fields, table).map((field) => field.key)));
  const samples = samplesOf(table, preview);
  const first = fields.filter(
    (field) => field.required || table.mapping.columns[field.key] || used.has(field.key),
  );
  const rest = fields.filter((field) => !first.includes(field));
  const unused = unusedColumns(table.mapping, columns);
  return (
    <Panel aria-labelledby="import-mapping">
      <header>
        <h2 id="import-mapping">{t('mapping.title')}</h2>
        <span className="quiet">{t('mapping.text')}</span>
      </header>
      <PlainTable aria-labelledby="import-mapping" style={{ tableLayout: 'fixed' }}>
        <thead>
          <tr>
            <th scope="col" style={{ width: '26%' }}>
              {t('mapping.ours')}
            </th>
            <th scope="col" style={{ width: '30%' }}>
              {t('mapping.theirs')}
            </th>
            <th scope="col">{t('mapping.samples')}</th>
            <th scope="col" style={{ width: 44 }}>
              <span className="visually-hidden">{t('mapping.details')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...first, ...(all ? rest : [])].map((field) => (
            <MappingRow
              key={field.key}
              table={table}
              field={field}
              columns={columns}
              samples={samples}
              preview={preview}
            />
          ))}
        </tbody>
      </PlainTable>
      <Foot>
        {rest.length > 0 && (
          <Button
            size="small"
            variant="text"
            aria-expanded={all}
            onClick={() => setAll(!all)}
            endIcon={all ? <ChevronUp size={13} /> : <ChevronDown size={13} />}
          >
            {all ? t('mapping.fewer') : t('mapping.more', { count: rest.length })}
          </Button>
        )}
        {unused.length > 0 && (
          <span className="unused">
            {t('mapping.unused', { count: unused.length, columns: unused.join(', ') })}
          </span>
        )}
      </Foot>
    </Panel>
  );
}
