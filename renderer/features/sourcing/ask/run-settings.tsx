import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useRuleSetTitle } from '../../../lib/use-rule-set-title.ts';
import { type EditedParameters, ParametersForm } from '../parameters-form.tsx';
import { GoalSliders } from './goal-sliders.tsx';

const METHODS = ['optimise', 'greedy'] as const;
const IN_FORCE = 'inForce';
const NONE = 'none';

const Root = styled('div')({ display: 'grid', gap: 16 });

const Block = styled('div')({
  '& h3': { fontSize: 'var(--v-font)', fontWeight: 560, marginBottom: 6 },
  '& .hint': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)', marginTop: 5, minHeight: 18 },
});

const Fold = styled(Accordion)({
  border: `1px solid ${tokens.line}`,
  borderRadius: '8px !important',
  backgroundColor: 'transparent',
  '&::before': { display: 'none' },
  '& .MuiAccordionSummary-root, & .MuiAccordionSummary-root.Mui-expanded': {
    minHeight: 38,
    padding: '0 12px',
  },
  '& .MuiAccordionSummary-content, & .MuiAccordionSummary-content.Mui-expanded': { margin: 0 },
  '& .MuiAccordionSummary-root': { font: 'inherit', fontWeight: 520 },
  '& .MuiAccordionDetails-root': { padding: '6px 12px 14px' },
});

/** Which rules are kept: those in force, another version, or none. */
function RuleChoice({ value, onChange }: Pick<RunSettingsProps, 'value' | 'onChange'>) {
  const { t } = useTranslation(['workbench', 'rules']);
  const titleOf = useRuleSetTitle();
  const { data } = useQuery(orpc.rules.versions.queryOptions({ input: {} }));
  const versions = (data ?? []).filter(({ status, inForce }) => status !== 'retired' && !inForce);
  const inForce = data?.find((version) => version.inForce);
  const { ruleVersionId, ...rest } = value;
  const shown =
    ruleVersionId === undefined ? IN_FORCE : ruleVersionId === null ? NONE : String(ruleVersionId);
  const known = shown === IN_FORCE || shown === NONE || versions.some(({ id }) => String(id) === shown);
  return (
    <TextField
      select
      fullWidth
      label={t('rules.label')}
      value={known ? shown : IN_FORCE}
      onChange={({ target }) => {
        if (target.value === IN_FORCE) onChange(rest);
        else onChange({ ...rest, ruleVersionId: target.value === NONE ? null : Number(target.value) });
      }}
    >
      <MenuItem value={IN_FORCE}>
        {inForce
          ? t('rules.inForce', { name: titleOf(inForce.setName), version: inForce.version })
          : t('rules.inForceNone')}
      </MenuItem>
      {versions.map(({ id, setName, version, status }) => (
        <MenuItem key={id} value={String(id)}>
          {t('rules.version', { name: titleOf(setName), version })}
          <span style={{ color: tokens.textMuted, marginLeft: 8 }}>{t(`rules:sets.status.${status}`)}</span>
        </MenuItem>
      ))}
      <MenuItem value={NONE}>{t('rules.none')}</MenuItem>
    </TextField>
  );
}

interface RunSettingsProps {
  value: EditedParameters;
  currency: string;
  onChange: (value: EditedParameters) => void;
}

/** How to source: by which rules and method, what counts how much, and folded away what seldom changes. */
export function RunSettings({ value, currency, onChange }: RunSettingsProps) {
  const { t } = useTranslation('workbench');
  return (
    <Root>
      <RuleChoice value={value} onChange={onChange} />
      <Block>
        <h3>{t('method.label')}</h3>
        <ToggleButtonGroup
          exclusive
          value={value.method}
          aria-label={t('method.label')}
          onChange={(_, method: EditedParameters['method'] | null) =>
            method && onChange({ ...value, method })
          }
        >
          {METHODS.map((method) => (
            <ToggleButton key={method} value={method}>
              {t(`method.${method}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <p className="hint">{t(`method.hint.${value.method}`)}</p>
      </Block>
      <Block>
        <h3>{t('weight.title')}</h3>
        <GoalSliders value={value.weights} onChange={(weights) => onChange({ ...value, weights })} />
      </Block>
      <Fold elevation={0} disableGutters>
        <AccordionSummary expandIcon={<ChevronDown size={15} />}>{t('settings.more')}</AccordionSummary>
        <AccordionDetails>
          <ParametersForm value={value} currency={currency} onChange={onChange} />
        </AccordionDetails>
      </Fold>
    </Root>
  );
}
