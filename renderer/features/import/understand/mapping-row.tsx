import Divider from '@mui/material/Divider';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { ImportField } from '../../../../core/contract/import.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { tokens } from '../../../lib/tokens.ts';
import { useImportWords } from '../import-words.ts';
import { bindColumn, bindConstant, boundColumns } from '../mapping-edits.ts';
import { setMapping, type WizardTable } from '../wizard-store.ts';
import { BindingDetails } from './binding-details.tsx';
import type { TablePreview } from './use-table-preview.ts';

const Row = styled('tr')({
  '& .field': { display: 'flex', alignItems: 'baseline', flexWrap: 'wrap', columnGap: 6, fontWeight: 520 },
  '& .need': { color: tokens.textQuiet, fontWeight: 400, fontSize: 'calc(var(--v-font) - 1px)' },
  '& .need.missing': { color: tokens.critical },
  '& .samples': {
    maxWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.textMuted,
  },
  '& .samples span + span::before': { content: '"·"', margin: '0 7px', color: tokens.lineStrong },
});

const NONE = 'none';
const CONSTANT = 'constant';
const SEVERAL = 'several';
const MOST_SAMPLES = 4;

interface MappingRowProps {
  table: WizardTable;
  field: ImportField;
  columns: readonly string[];
  samples: ReadonlyMap<string, readonly string[]>;
  preview: TablePreview | undefined;
}

/** The Select's value: `column:NAME`, or one of the ways without a column. */
function sourceOf(bound: readonly string[], constant: string | undefined): string {
  if (bound.length > 1) return SEVERAL;
  if (bound[0] !== undefined) return `column:${bound[0]}`;
  return constant === undefined ? NONE : CONSTANT;
}

function ColumnSelect({ table, field, columns }: MappingRowProps) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const { mapping, key } = table;
  const binding = mapping.columns[field.key];
  const bound = boundColumns(binding);
  const choose = (source: string) => {
    if (source === SEVERAL) return;
    if (source === CONSTANT) setMapping(key, bindConstant(mapping, field.key, ''));
    else if (source === NONE) setMapping(key, bindColumn(mapping, field.key, null));
    else setMapping(key, bindColumn(mapping, field.key, source.slice('column:'.length)));
  };
  return (
    <Select
      fullWidth
      value={sourceOf(bound, binding?.constant)}
      onChange={(event) => choose(event.target.value)}
      inputProps={{ 'aria-label': t('mapping.columnFor', { field: words.field(field.key, field.label) }) }}
      sx={sourceOf(bound, binding?.constant) === NONE ? { color: tokens.textQuiet } : undefined}
    >
      <MenuItem value={NONE}>{t('mapping.none')}</MenuItem>
      <MenuItem value={CONSTANT}>{t('mapping.constant')}</MenuItem>
      {bound.length > 1 && <MenuItem value={SEVERAL}>{bound.join(' + ')}</MenuItem>}
      <Divider />
      {columns.map((column) => (
        <MenuItem key={column} value={`column:${column}`}>
          {column}
        </MenuItem>
      ))}
      {bound.length === 1 && !columns.includes(bound[0] as string) && (
        <MenuItem value={`column:${bound[0]}`}>{bound[0]}</MenuItem>
      )}
    </Select>
  );
}

function ConstantInput({ table, field }: { table: WizardTable; field: ImportField }) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const value = table.mapping.columns[field.key]?.constant ?? '';
  const change = (next: string) => setMapping(table.key, bindConstant(table.mapping, field.key, next));
  const label = t('mapping.valueFor', { field: words.field(field.key, field.label) });
  if (field.choices) {
    return (
      <Select
        displayEmpty
        value={value}
        onChange={(event) => change(event.target.value)}
        inputProps={{ 'aria-label': label }}
        sx={{ minWidth: 180 }}
      >
        <MenuItem value="">{t('mapping.choose')}</MenuItem>
        {field.choices.map((choice) => (
          <MenuItem key={choice} value={choice}>
            {words.choice(field.key, choice)}
          </MenuItem>
        ))}
      </Select>
    );
  }
  return (
    <OutlinedInput
      size="small"
      value={value}
      onChange={(event) => change(event.target.value)}
      inputProps={{ 'aria-label': label }}
      placeholder={t('mapping.valuePlaceholder')}
    />
  );
}

/** One of our fields, where it comes from, and what stands there. */
export function MappingRow(props: MappingRowProps) {
  const { table, field, samples, preview } = props;
  const { t } = useTranslation('import');
  const words = useImportWords();
  const binding = table.mapping.columns[field.key];
  const bound = boundColumns(binding);
  const missing = field.required && !binding;
  const shown = bound.flatMap((column) => samples.get(column) ?? []).slice(0, MOST_SAMPLES);
  return (
    <Row>
      <th scope="row">
        <span className="field">
          {missing && <SeverityIcon severity="critical" size={13} />}
          {words.field(field.key, field.label)}
          {field.required && (
            <span className={missing ? 'need missing' : 'need'}>
              {t(missing ? 'mapping.missing' : 'mapping.required')}
            </span>
          )}
        </span>
      </th>
      <td>
        <ColumnSelect {...props} />
      </td>
      <td className="samples">
        {binding?.constant !== undefined && bound.length === 0 ? (
          <ConstantInput table={table} field={field} />
        ) : (
          shown.map((sample) => <span key={sample}>{sample}</span>)
        )}
      </td>
      <td>
        {bound.length > 0 && (
          <BindingDetails table={table} field={field} samples={samples} preview={preview} />
        )}
      </td>
    </Row>
  );
}
