import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectSettings } from '../../../../core/contract/store-tasks.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';

const MOST_DAYS = 90;
const ENDS = ['cancel', 'hold'] as const;

interface CollectSettingsDialogProps {
  settings: CollectSettings;
  onSave: (settings: CollectSettings) => void;
  onClose: () => void;
}

/** How long a store keeps orders for their customers, and what becomes of them then. */
export function CollectSettingsDialog({ settings, onSave, onClose }: CollectSettingsDialogProps) {
  const { t } = useTranslation(['floor-dock', 'common']);
  const [days, setDays] = useState(String(settings.days));
  const [whenExpired, setWhenExpired] = useState(settings.whenExpired);
  const number = Number(days);
  const wrong = days.trim() === '' || !Number.isInteger(number) || number < 1 || number > MOST_DAYS;
  return (
    <ConfirmDialog
      open
      large
      title={t('counter.settings.title')}
      consequences={[t('counter.settings.from')]}
      confirmLabel={t('common:action.save')}
      blocked={wrong}
      focusContent
      onConfirm={() => onSave({ days: number, whenExpired })}
      onClose={onClose}
    >
      <TextField
        autoFocus
        label={t('counter.settings.days')}
        value={days}
        error={wrong}
        helperText={wrong ? t('counter.settings.bounds', { most: MOST_DAYS }) : ' '}
        onChange={({ target }) => setDays(target.value)}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        sx={{ marginTop: '6px' }}
      />
      <RadioGroup
        aria-label={t('counter.settings.then')}
        value={whenExpired}
        onChange={(_, value) => setWhenExpired(value as CollectSettings['whenExpired'])}
      >
        {ENDS.map((one) => (
          <FormControlLabel
            key={one}
            value={one}
            control={<Radio />}
            label={t(`counter.settings.${one}`)}
            sx={{ minHeight: 48 }}
          />
        ))}
      </RadioGroup>
    </ConfirmDialog>
  );
}
