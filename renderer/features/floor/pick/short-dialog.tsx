import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PickTaskView, SHORT_REASONS, type ShortReason } from '../../../../core/contract/picking.ts';
import { tokens } from '../../../lib/tokens.ts';
import { BigButton } from '../station-parts.tsx';

interface ShortDialogProps {
  task: PickTaskView;
  onShort: (found: number, reason: ShortReason) => void;
  onClose: () => void;
}

/** Fewer units are there than the list says: how many in all, and why; what happens then is said first. */
export function ShortDialog({ task, onShort, onClose }: ShortDialogProps) {
  const { t } = useTranslation(['floor', 'common']);
  const titleId = useId();
  const [found, setFound] = useState(String(task.picked));
  const [reason, setReason] = useState<ShortReason>('notFound');
  const number = Number(found);
  const wrong =
    found.trim() === '' || !Number.isInteger(number) || number < task.picked || number >= task.quantity;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong) onShort(number, reason);
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <form onSubmit={submit}>
        <DialogTitle id={titleId}>{t('short.title', { name: task.name })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: '14px' }}>
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
          <p style={{ color: tokens.textMuted }}>{t('short.consequence')}</p>
        </DialogContent>
        <DialogActions>
          <BigButton variant="text" onClick={onClose}>
            {t('common:action.cancel')}
          </BigButton>
          <BigButton type="submit" variant="contained" color="primary" disabled={wrong}>
            {t('short.tell')}
          </BigButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}
