import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PickTaskView, SHORT_REASONS, type ShortReason } from '../../../../core/contract/picking.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { tokens } from '../../../lib/tokens.ts';

interface ShortDialogProps {
  task: PickTaskView;
  onShort: (found: number, reason: ShortReason) => void;
  onClose: () => void;
}

/** Fewer units are there than the list says: how many in all, and why; what happens then is said first. */
export function ShortDialog({ task, onShort, onClose }: ShortDialogProps) {
  const { t } = useTranslation('floor');
  const [found, setFound] = useState(String(task.picked));
  const [reason, setReason] = useState<ShortReason>('notFound');
  const number = Number(found);
  const wrong =
    found.trim() === '' || !Number.isInteger(number) || number < task.picked || number >= task.quantity;
  return (
    <ConfirmDialog
      open
      large
      title={t('short.title', { name: task.name })}
      consequences={[t('short.consequence')]}
      confirmLabel={t('short.tell')}
      blocked={wrong}
      focusContent
      onConfirm={() => onShort(number, reason)}
      onClose={onClose}
    >
      <TextField
        label={t('short.found', { of: task.quantity })}
        value={found}
        autoFocus
        error={wrong}
        helperText={wrong ? t('short.bounds', { low: task.picked, high: task.quantity - 1 }) : ' '}
        onChange={(event) => setFound(event.target.value)}
        onFocus={(event) => event.target.select()}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        sx={{ marginTop: '6px' }}
      />
      <RadioGroup
        aria-label={t('short.reason')}
        value={reason}
        onChange={(_, value) => setReason(value as ShortReason)}
      >
        {SHORT_REASONS.map((one) => (
          <FormControlLabel
            key={one}
            value={one}
            control={<Radio />}
            label={
              <span>
                {t(`short.reasons.${one}`)}{' '}
                <span style={{ color: tokens.textMuted }}>{t(`short.effects.${one}`)}</span>
              </span>
            }
            sx={{ minHeight: 48 }}
          />
        ))}
      </RadioGroup>
    </ConfirmDialog>
  );
}
