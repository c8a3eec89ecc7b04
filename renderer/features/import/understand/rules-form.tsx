import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRules } from '../../../../core/contract/import.ts';
import { Panel } from '../import-styles.ts';
import { editRules } from '../mapping-edits.ts';
import { setMapping, type WizardTable } from '../wizard-store.ts';
import { Choice, OptionGrid } from './options-form.tsx';

const CHOICES = [
  { rule: 'exactDuplicates', values: ['skip', 'keep'] },
  { rule: 'negativeQuantity', values: ['return', 'quarantine'] },
  { rule: 'stockCorrections', values: ['quarantine', 'import'] },
  { rule: 'repeatedKeys', values: ['quarantine', 'last'] },
] as const;
const LISTS = ['returnPrefixes', 'serviceCodes', 'productCodes'] as const;

interface ListInputProps {
  label: string;
  placeholder: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Codes separated by commas; taken when the input is left. */
function ListInput({ label, placeholder, value, onChange }: ListInputProps) {
  const written = value.join(', ');
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== written) {
      onChange(
        draft
          .split(',')
          .map((code) => code.trim())
          .filter(Boolean),
      );
    }
    setDraft(null);
  };
  return (
    <div>
      <span className="name">{label}</span>
      <OutlinedInput
        fullWidth
        size="small"
        value={draft ?? written}
        placeholder={placeholder}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
        inputProps={{ 'aria-label': label }}
      />
    </div>
  );
}

/** How a file of order lines is understood: returns, duplicates, corrections, charges. */
export function RulesForm({ table }: { table: WizardTable }) {
  const { t } = useTranslation('import');
  const { rules } = table.mapping.options;
  const flat = table.mapping.kinds[0] === 'orderLines';
  const edit = (patch: Partial<ImportRules>) => setMapping(table.key, editRules(table.mapping, patch));
  return (
    <Panel aria-labelledby="import-rules">
      <header>
        <h2 id="import-rules">{t('rules.title')}</h2>
      </header>
      <OptionGrid>
        {flat &&
          LISTS.map((list) => (
            <ListInput
              key={list}
              label={t(`rules.${list}`)}
              placeholder={t('rules.none')}
              value={rules[list]}
              onChange={(codes) => edit({ [list]: codes })}
            />
          ))}
        {CHOICES.filter(({ rule }) => flat || rule === 'exactDuplicates' || rule === 'repeatedKeys').map(
          ({ rule, values }) => (
            <Choice
              key={rule}
              label={t(`rules.${rule}.label`)}
              value={rules[rule]}
              options={values.map((value) => ({ value, label: t(`rules.${rule}.${value}`) }))}
              onChange={(value) => edit({ [rule]: value })}
            />
          ),
        )}
        {flat && (
          <FormControlLabel
            label={t('rules.mergeSkuCase')}
            control={
              <Checkbox
                checked={rules.mergeSkuCase}
                onChange={(_event, mergeSkuCase) => edit({ mergeSkuCase })}
              />
            }
          />
        )}
      </OptionGrid>
    </Panel>
  );
}
