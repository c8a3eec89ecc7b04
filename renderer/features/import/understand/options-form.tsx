import Autocomplete from '@mui/material/Autocomplete';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportOptions } from '../../../../core/contract/import.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Panel } from '../import-styles.ts';
import { editOptions } from '../mapping-edits.ts';
import { setMapping, type WizardTable } from '../wizard-store.ts';
import {
  currencies,
  DATE_ORDERS,
  DECIMALS,
  DELIMITER_NAMES,
  DELIMITERS,
  ENCODINGS,
  timeZones,
} from './option-choices.ts';

export const OptionGrid = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: 10,
  padding: '12px 14px',
  '& label > .name, & .name': {
    display: 'block',
    marginBottom: 3,
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 520,
  },
  '& .pair': { display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: 10 },
});

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

export function Choice({ label, value, options, onChange }: ChoiceProps) {
  const known = options.some((option) => option.value === value);
  return (
    <div>
      <span className="name">{label}</span>
      <Select
        fullWidth
        displayEmpty
        value={value}
        onChange={(event) => onChange(event.target.value)}
        inputProps={{ 'aria-label': label }}
      >
        {!known && <MenuItem value={value}>{value}</MenuItem>}
        {options.map((option) => (
          <MenuItem key={option.value} value={option.value}>
            {option.label}
          </MenuItem>
        ))}
      </Select>
    </div>
  );
}

interface OptionsProps {
  table: WizardTable;
}

function useOptions({ table }: OptionsProps) {
  const { options } = table.mapping;
  const edit = (patch: Partial<ImportOptions>) => setMapping(table.key, editOptions(table.mapping, patch));
  return { options, edit };
}

/** How the file itself is written. */
function FileOptions({ table }: OptionsProps) {
  const { t } = useTranslation('import');
  const { options, edit } = useOptions({ table });
  return (
    <>
      {table.proposal.format === 'csv' && (
        <div className="pair">
          <Choice
            label={t('options.encoding')}
            value={options.encoding ?? 'utf-8'}
            options={ENCODINGS.map((value) => ({ value, label: t(`encoding.${value}`) }))}
            onChange={(encoding) => edit({ encoding })}
          />
          <Choice
            label={t('options.delimiter')}
            value={options.delimiter ?? ','}
            options={DELIMITERS.map((value) => ({ value, label: t(`delimiter.${DELIMITER_NAMES[value]}`) }))}
            onChange={(delimiter) => edit({ delimiter })}
          />
        </div>
      )}
      <div>
        <span className="name">{t('options.headerRow')}</span>
        <OutlinedInput
          fullWidth
          size="small"
          type="number"
          value={options.headerRow ?? 1}
          inputProps={{ min: 0, max: 100, 'aria-label': t('options.headerRow') }}
          onChange={(event) =>
            edit({ headerRow: Math.min(100, Math.max(0, Math.trunc(Number(event.target.value)))) })
          }
        />
      </div>
    </>
  );
}

/** What figures, dates and amounts mean where they do not say. */
function ValueOptions({ table }: OptionsProps) {
  const { t } = useTranslation('import');
  const { options, edit } = useOptions({ table });
  const zones = useMemo(timeZones, []);
  const codes = useMemo(currencies, []);
  return (
    <>
      <div className="pair">
        <Choice
          label={t('options.dateOrder')}
          value={options.dateOrder ?? ''}
          options={[
            { value: '', label: t('options.byItself') },
            ...DATE_ORDERS.map((value) => ({ value, label: t(`dateOrder.${value}`) })),
          ]}
          onChange={(value) => edit({ dateOrder: (value || undefined) as ImportOptions['dateOrder'] })}
        />
        <Choice
          label={t('options.decimal')}
          value={options.decimal ?? ''}
          options={[
            { value: '', label: t('options.byItself') },
            ...DECIMALS.map((value) => ({ value, label: t(`decimal.${value === '.' ? 'point' : 'comma'}`) })),
          ]}
          onChange={(value) => edit({ decimal: (value || undefined) as ImportOptions['decimal'] })}
        />
      </div>
      <div>
        <span className="name">{t('options.timeZone')}</span>
        <Autocomplete
          disableClearable
          options={zones}
          value={options.timeZone}
          onChange={(_event, timeZone) => edit({ timeZone })}
          renderInput={(params) => <TextField {...params} aria-label={t('options.timeZone')} />}
        />
      </div>
      <div>
        <span className="name">{t('options.currency')}</span>
        <Autocomplete
          disableClearable
          options={codes}
          value={options.currency}
          onChange={(_event, currency) => edit({ currency })}
          renderInput={(params) => <TextField {...params} aria-label={t('options.currency')} />}
        />
      </div>
    </>
  );
}

export function OptionsForm({ table }: OptionsProps) {
  const { t } = useTranslation('import');
  return (
    <Panel aria-labelledby="import-options">
      <header>
        <h2 id="import-options">{t('options.title')}</h2>
      </header>
      <OptionGrid>
        <FileOptions table={table} />
        <ValueOptions table={table} />
      </OptionGrid>
    </Panel>
  );
}
