import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../../../core/contract/orders.ts';
import type { RejectionReason } from '../../../../core/contract/rejections.ts';
import { REJECTION_REASONS } from '../../../../core/contract/rules.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { describeError } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import { followJob, outcomeOf } from '../../../lib/jobs.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';

/** Rejects for a facility and tells, when the order has been sourced again, how that went. */
function useReject() {
  const { t } = useTranslation(['rules', 'common']);
  return async (input: Parameters<typeof rpc.rejections.reject>[0]): Promise<void> => {
    try {
      const { jobId } = await rpc.rejections.reject(input);
      showToast({ message: t(jobId ? 'reject.done' : 'reject.doneHeld') });
      if (!jobId) return;
      const outcome = outcomeOf<{ applied: number }>(await followJob(jobId));
      if (outcome?.applied === 0) showToast({ severity: 'warning', message: t('reject.notFound') });
      else showToast({ message: t('reject.found') });
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    }
  };
}

const Reason = styled('strong')({
  display: 'inline-block',
  fontWeight: 560,
  '&::first-letter': { textTransform: 'uppercase' },
});

interface RejectDialogProps {
  allocation: OrderDetail['allocations'][number];
  onClose: () => void;
}

/** Asks why a facility will not ship, and says beforehand what each answer does to its stock. */
export function RejectDialog({ allocation, onClose }: RejectDialogProps) {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const reject = useReject();
  const [reason, setReason] = useState<RejectionReason | null>(null);
  const [note, setNote] = useState('');
  const input = { allocationId: allocation.id };
  const { data } = useQuery(orpc.rejections.consequences.queryOptions({ input, staleTime: 0 }));
  const effect = (one: RejectionReason) => {
    const [before, after] = [data?.before, data?.after[one]];
    if (!before || !after) return '\u00a0';
    const values = {
      before: format.integer(before.onHand),
      after: format.integer(after.onHand),
      blocked: format.integer(after.blocked),
    };
    const available = t('reject.available', { available: format.integer(after.available) });
    return `${t(`reject.effect.${one}`, values)}; ${available}`;
  };
  const confirm = () => {
    if (!reason) return;
    onClose();
    void reject({ ...input, reason, ...(note.trim() ? { note: note.trim() } : {}) });
  };
  const { facility, quantity, sku } = allocation;
  return (
    <ConfirmDialog
      open
      title={t('reject.title', { facility: facility.name, quantity: format.integer(quantity), sku })}
      confirmLabel={t('reject.confirm')}
      danger
      blocked={reason === null}
      focusContent
      onConfirm={confirm}
      onClose={onClose}
    >
      <p style={{ color: tokens.textMuted, marginBottom: 8 }}>{t('reject.text')}</p>
      <RadioGroup
        aria-label={t('reject.reason')}
        value={reason ?? ''}
        onChange={(_, value) => setReason(value as RejectionReason)}
      >
        {REJECTION_REASONS.map((one) => (
          <FormControlLabel
            key={one}
            value={one}
            control={<Radio size="small" />}
            sx={{ alignItems: 'flex-start', marginBottom: '4px' }}
            label={
              <span>
                <Reason>{t(`reason.${one}`)}</Reason>
                <small style={{ display: 'block', color: tokens.textMuted }}>{effect(one)}</small>
              </span>
            }
          />
        ))}
      </RadioGroup>
      <TextField
        label={t('reject.note')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        fullWidth
        sx={{ marginTop: '8px' }}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ConfirmDialog>
  );
}
