import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import type { OwnerFilter } from '../../../core/contract/owner-filter.ts';

const OWNERS: readonly OwnerFilter[] = ['all', 'me', 'team', 'nobody'];

/** Whose incidents are shown. */
export function OwnerChoice({
  value,
  onChange,
}: {
  value: OwnerFilter;
  onChange: (owner: OwnerFilter) => void;
}) {
  const { t } = useTranslation('incidents');
  return (
    <ToggleButtonGroup
      exclusive
      value={value}
      aria-label={t('owner.label')}
      onChange={(_event, owner: OwnerFilter | null) => owner && onChange(owner)}
    >
      {OWNERS.map((owner) => (
        <ToggleButton key={owner} value={owner} title={owner === 'team' ? t('owner.teamHint') : undefined}>
          {t(`owner.${owner}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
