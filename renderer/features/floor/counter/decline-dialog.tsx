import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RejectionReason } from '../../../../core/contract/rejections.ts';
import { REJECTION_REASONS } from '../../../../core/contract/rules.ts';
import type { StoreTaskView } from '../../../../core/contract/store-tasks.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { tokens } from '../../../lib/tokens.ts';

const Reason = styled('strong')({
  display: 'inline-block',
  fontSize: 16,
  fontWeight: 560,
  '&::first-letter': { textTransform: 'uppercase' },
});

interface DeclineDialogProps {
  task: StoreTaskView;
  onDecline: (reason: RejectionReason, note: string) => void;
  onClose: () => void;
}

/** Asks why a store cannot do it; what follows, for its stock too, is said first. */
export function DeclineDialog({ task, onDecline, onClose }: DeclineDialogProps) {
  const { t } = useTranslation(['floor-dock', 'rules']);
  const [reason, setReason] = useState<RejectionReason | null>(null);
  const [note, setNote] = useState('');
  return (
    <ConfirmDialog
      open
      large
      title={t('counter.decline.title', { order: task.order })}
      consequences={[
        t('counter.decline.units', { count: task.units }),
        t('counter.decline.again'),
        ...(task.kind === 'collect' ? [t('counter.decline.customer')] : []),
      ]}
      confirmLabel={t('counter.decline.confirm')}
      danger
      focusContent
      blocked={reason === null}
      onConfirm={() => reason && onDecline(reason, note)}
      onClose={onClose}
    >
      <RadioGroup
        aria-label={t('rules:reject.reason')}
        value={reason ?? ''}
        onChange={(_, value) => setReason(value as RejectionReason)}
      >
        {REJECTION_REASONS.map((one, index) => (
          <FormControlLabel
            key={one}
            value={one}
            control={<Radio autoFocus={index === 0} />}
            sx={{ minHeight: 56 }}
            label={
              <span>
                <Reason>{t(`rules:reason.${one}`)}</Reason>
                <span style={{ display: 'block', color: tokens.textMuted }}>
                  {t(`counter.decline.effect.${one}`)}
                </span>
              </span>
            }
          />
        ))}
      </RadioGroup>
      <TextField
        label={t('rules:reject.note')}
        value={note}
        onChange={({ target }) => setNote(target.value)}
        fullWidth
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ConfirmDialog>
  );
}
