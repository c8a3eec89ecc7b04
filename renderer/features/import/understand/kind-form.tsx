import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import { Info } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { IMPORT_KINDS, type ImportKind } from '../../../../core/contract/import.ts';
import { describeError } from '../../../lib/errors.ts';
import { rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useImportWords } from '../import-words.ts';
import { COMPANIONS, toggleKind } from '../mapping-edits.ts';
import { setMapping, updateTable, type WizardTable } from '../wizard-store.ts';

const Root = styled('div')({
  display: 'grid',
  gap: 10,
  padding: '12px 14px',
  '& .line': { display: 'flex', alignItems: 'center', gap: 14, flexWrap: 'wrap' },
  '& label.name': { fontWeight: 520 },
  '& .companions': {
    display: 'flex',
    alignItems: 'center',
    gap: 10,
    margin: 0,
    padding: 0,
    border: 0,
    minWidth: 0,
  },
  '& .companions legend': { float: 'left', color: tokens.textMuted },
  '& ul': { display: 'grid', gap: 4, margin: 0, padding: 0, listStyle: 'none', color: tokens.textMuted },
  '& li': { display: 'grid', gridTemplateColumns: '16px 1fr', gap: 8, lineHeight: 1.5 },
  '& li svg': { marginTop: 3, color: tokens.textQuiet },
});

/** Takes the table for another kind: the core proposes anew how its columns fit. */
function useChangeKind(table: WizardTable) {
  const { t } = useTranslation('import');
  return async (kind: ImportKind) => {
    try {
      const { proposals } = await rpc.import.propose({ paths: [table.path], kind });
      const found = proposals.find((proposal) => proposal.sheet === table.sheet);
      if (found) updateTable(table.key, { proposal: found, mapping: found.mapping });
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    }
  };
}

/** What each row of the table tells of, and what that was seen by. */
export function KindForm({ table }: { table: WizardTable }) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const changeKind = useChangeKind(table);
  const id = useId();
  const { mapping, proposal } = table;
  const own = mapping.kinds[0] as ImportKind;
  const companions = COMPANIONS[own] ?? [];
  return (
    <Root>
      <div className="line">
        <label className="name" htmlFor={id}>
          {t('kindForm.label')}
        </label>
        <Select
          value={own}
          inputProps={{ id }}
          sx={{ minWidth: 200 }}
          onChange={(event) => void changeKind(event.target.value as ImportKind)}
        >
          {IMPORT_KINDS.map((kind) => (
            <MenuItem key={kind} value={kind}>
              {words.kind(kind)}
            </MenuItem>
          ))}
        </Select>
        {companions.length > 0 && (
          <fieldset className="companions">
            <legend>{t('kindForm.companions')}</legend>
            {companions.map((kind) => (
              <FormControlLabel
                key={kind}
                label={words.kind(kind)}
                control={
                  <Checkbox
                    checked={mapping.kinds.includes(kind)}
                    onChange={() => setMapping(table.key, toggleKind(mapping, kind))}
                  />
                }
              />
            ))}
          </fieldset>
        )}
      </div>
      {proposal.remarks.length > 0 && (
        <ul aria-label={t('kindForm.remarks')}>
          {proposal.remarks.map((remark) => (
            <li key={remark.text}>
              <Info size={14} aria-hidden />
              <span>{words.remark(remark)}</span>
            </li>
          ))}
        </ul>
      )}
    </Root>
  );
}
