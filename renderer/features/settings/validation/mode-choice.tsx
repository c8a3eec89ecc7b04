import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { RULE_MODES, type RuleMode } from '../../../../core/contract/validation.ts';

interface ModeChoiceProps {
  label: string;
  value: RuleMode;
  onChange: (mode: RuleMode) => void;
}

/** Off, warn or hold. */
export function ModeChoice({ label, value, onChange }: ModeChoiceProps) {
  const { t } = useTranslation('validation');
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={value}
      aria-label={label}
      onChange={(_, mode: RuleMode | null) => mode && onChange(mode)}
    >
      {RULE_MODES.map((mode) => (
        <ToggleButton key={mode} value={mode}>
          {t(`settings.modes.${mode}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
