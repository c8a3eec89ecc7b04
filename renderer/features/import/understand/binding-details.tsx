import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Popover from '@mui/material/Popover';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import { SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnBinding, ImportField } from '../../../../core/contract/import.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useImportWords } from '../import-words.ts';
import { boundColumns, editBinding, translateWord } from '../mapping-edits.ts';
import { setMapping, type WizardTable } from '../wizard-store.ts';
import { DATE_ORDERS, DECIMALS } from './option-choices.ts';
import type { TablePreview } from './use-table-preview.ts';

const Form = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(110px, max-content) minmax(170px, 1fr)',
  alignItems: 'center',
  gap: '8px 14px',
  padding: 14,
  maxWidth: 460,
  '& h4': { gridColumn: '1 / -1', margin: 0, fontSize: 'var(--v-font)', fontWeight: 600 },
  '& .wide': { gridColumn: '1 / -1' },
  '& .name': { color: tokens.textMuted, overflowWrap: 'anywhere' },
});

const UNITS: Partial<Record<ImportField['type'], readonly string[]>> = {
  weight: ['kg', 'g', 'lb', 'oz'],
  volume: ['l', 'ml', 'm3'],
};
const FIGURES = new Set<ImportField['type']>(['quantity', 'number', 'amount', 'weight', 'volume']);
const DATES = new Set<ImportField['type']>(['date', 'deadline']);

interface DetailsProps {
  table: WizardTable;
  field: ImportField;
  samples: ReadonlyMap<string, readonly string[]>;
  preview: TablePreview | undefined;
}

interface PickProps {
  label: string;
  value: string | undefined;
  /** What holds when nothing is chosen. */
  usual: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
}

function Pick({ label, value, usual, options, onChange }: PickProps) {
  return (
    <>
      <span className="name">{label}</span>
      <Select
        displayEmpty
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
        inputProps={{ 'aria-label': label }}
      >
        <MenuItem value="">{usual}</MenuItem>
        {options.map((option) => (
          <MenuItem key={option.value} value={option.value}>
            {option.label}
          </MenuItem>
        ))}
      </Select>
    </>
  );
}

/** The file's words that the first rows hold for a field with choices. */
function fileWords({ table, field, samples, preview }: DetailsProps): string[] {
  const binding = table.mapping.columns[field.key];
  const unknown = (preview?.rows ?? []).flatMap((row) =>
    row.issues.some((issue) => issue.field === field.key)
      ? boundColumns(binding).map((column) => row.cells[preview?.columns.indexOf(column) ?? -1] ?? '')
      : [],
  );
  const seen = boundColumns(binding).flatMap((column) => samples.get(column) ?? []);
  return [...new Set([...Object.keys(binding?.values ?? {}), ...unknown, ...seen])].filter(Boolean);
}

function WordList(props: DetailsProps) {
  const { table, field } = props;
  const { t } = useTranslation('import');
  const words = useImportWords();
  const values = table.mapping.columns[field.key]?.values ?? {};
  const options = (field.choices ?? []).map((value) => ({ value, label: words.choice(field.key, value) }));
  return (
    <>
      <h4>{t('details.words')}</h4>
      {fileWords(props).map((word) => (
        <Pick
          key={word}
          label={word}
          value={values[word]}
          usual={t('details.byItself')}
          options={options}
          onChange={(ours) =>
            setMapping(table.key, translateWord(table.mapping, field.key, word, ours ?? null))
          }
        />
      ))}
    </>
  );
}

function DetailsForm(props: DetailsProps) {
  const { table, field } = props;
  const { t } = useTranslation('import');
  const words = useImportWords();
  const binding = table.mapping.columns[field.key] ?? {};
  const edit = (patch: Partial<ColumnBinding>) =>
    setMapping(table.key, editBinding(table.mapping, field.key, patch));
  const parts: ReactNode[] = [];
  if (FIGURES.has(field.type)) {
    parts.push(
      <Pick
        key="decimal"
        label={t('options.decimal')}
        value={binding.decimal}
        usual={t('details.asFile')}
        options={DECIMALS.map((value) => ({
          value,
          label: t(`decimal.${value === '.' ? 'point' : 'comma'}`),
        }))}
        onChange={(decimal) => edit({ decimal: decimal as ColumnBinding['decimal'] })}
      />,
    );
  }
  if (DATES.has(field.type)) {
    parts.push(
      <Pick
        key="dateOrder"
        label={t('options.dateOrder')}
        value={binding.dateOrder}
        usual={t('details.asFile')}
        options={DATE_ORDERS.map((value) => ({ value, label: t(`dateOrder.${value}`) }))}
        onChange={(dateOrder) => edit({ dateOrder: dateOrder as ColumnBinding['dateOrder'] })}
      />,
    );
  }
  const units = UNITS[field.type];
  if (units) {
    parts.push(
      <Pick
        key="unit"
        label={t('details.unit')}
        value={binding.unit}
        usual={t('details.usualUnit')}
        options={units.map((value) => ({ value, label: value }))}
        onChange={(unit) => edit({ unit })}
      />,
    );
  }
  return (
    <Form>
      <h4>{words.field(field.key, field.label)}</h4>
      {parts}
      {field.type === 'code' && (
        <FormControlLabel
          className="wide"
          label={t('details.integerText')}
          control={
            <Checkbox
              checked={binding.transform === 'integerText'}
              onChange={(_event, on) => edit({ transform: on ? 'integerText' : undefined })}
            />
          }
        />
      )}
      <span className="name">{t('details.whenEmpty')}</span>
      <OutlinedInput
        size="small"
        value={binding.constant ?? ''}
        placeholder={t('details.nothing')}
        onChange={(event) => edit({ constant: event.target.value || undefined })}
        inputProps={{ 'aria-label': t('details.whenEmpty') }}
      />
      {field.choices && <WordList {...props} />}
    </Form>
  );
}

/** How one column is read where that differs from the file: its unit, date order, words. */
export function BindingDetails(props: DetailsProps) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const {
    column: _column,
    columns: _columns,
    ...extras
  } = props.table.mapping.columns[props.field.key] ?? {};
  const name = t('mapping.detailsOf', { field: words.field(props.field.key, props.field.label) });
  const set = Object.keys(extras).length > 0;
  return (
    <>
      <IconButton
        size="small"
        aria-label={name}
        aria-haspopup="dialog"
        title={name}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={set ? { color: tokens.accent } : undefined}
      >
        <SlidersHorizontal size={14} />
      </IconButton>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: -4, horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': name } }}
      >
        <DetailsForm {...props} />
      </Popover>
    </>
  );
}
