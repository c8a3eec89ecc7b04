import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../../../core/contract/orders.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useOrderCommands } from '../use-order-commands.ts';

interface ReleaseHoldDialogProps {
  detail: OrderDetail;
  hold: OrderDetail['holds'][number];
  onClose: () => void;
}

/** Asks before one hold of an order is lifted, and for the reason. */
export function ReleaseHoldDialog({ detail, hold, onClose }: ReleaseHoldDialogProps) {
  const { t } = useTranslation('validation');
  const format = useFormat();
  const commands = useOrderCommands();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const { number } = detail.order;
  const warning = hold.mode === 'warn';
  const others = detail.holds.filter(
    ({ active, mode, code }) => active && mode === 'hold' && code !== hold.code,
  ).length;
  const words = { number, hold: t(`code.${hold.code}`) };
  const confirm = async () => {
    setBusy(true);
    const released = await commands.releaseHold(number, hold.code, reason.trim());
    setBusy(false);
    if (released) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={t(warning ? 'release.titleWarning' : 'release.title', words)}
      confirmLabel={t(warning ? 'release.confirmWarning' : 'release.confirm')}
      busy={busy}
      blocked={!reason.trim()}
      focusContent
      consequences={[
        ...(warning
          ? []
          : [
              others > 0
                ? t('release.others', { count: others, formatted: format.integer(others) })
                : t('release.last'),
            ]),
        ...(hold.code === 'manual' ? [] : [t('release.returns')]),
      ]}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <TextField
        label={t('release.reason')}
        placeholder={t('release.placeholder')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        autoFocus
        fullWidth
        required
        sx={{ marginTop: 2 }}
        slotProps={{ htmlInput: { maxLength: 500 }, inputLabel: { shrink: true } }}
      />
    </ConfirmDialog>
  );
}
