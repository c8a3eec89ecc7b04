import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';

const OWNERS = ['all', 'me', 'others', 'nobody'] as const;
type Owner = (typeof OWNERS)[number];

/** Whose incidents are shown. */
export function OwnerChoice({ value, onChange }: { value: Owner; onChange: (owner: Owner) => void }) {
  const { t } = useTranslation('incidents');
  return (
    <ToggleButtonGroup
      exclusive
      value={value}
      aria-label={t('owner.label')}
      onChange={(_event, owner: Owner | null) => owner && onChange(owner)}
    >
      {OWNERS.map((owner) => (
        <ToggleButton key={owner} value={owner}>
          {t(`owner.${owner}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
