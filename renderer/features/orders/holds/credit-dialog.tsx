import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerCredit } from '../../../../core/contract/validation.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { currencyDigits, useFormat } from '../../../lib/format.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useTold } from '../../lists/use-told.ts';
import { NumberField } from '../../sourcing/number-field.tsx';
import { useValidatedWords } from './use-validate.ts';

const MOST = 1_000_000_000;

const Form = styled('div')({
  display: 'grid',
  gridTemplateColumns: '1fr 1fr',
  gap: 12,
  marginTop: 10,
  '& > .wide': { gridColumn: '1 / -1' },
});

type Credit = CustomerCredit & { openMinor: number; currency: string };

interface CreditFormProps {
  credit: Credit;
  onClose: () => void;
}

function CreditForm({ credit, onClose }: CreditFormProps) {
  const { t } = useTranslation('validation');
  const format = useFormat();
  const words = useValidatedWords();
  const { busy, perform } = useTold();
  const [draft, setDraft] = useState({ ...credit, reason: '' });
  const { code, currency } = credit;
  const per = 10 ** currencyDigits(currency);
  const minor = (amount: number | null) => (amount === null ? null : Math.round(amount * per));
  const confirm = async () => {
    const { limitMinor, stop, overdueMinor, reason } = draft;
    const saved = await perform(async () => {
      const result = await rpc.validation.setCredit({ code, limitMinor, stop, overdueMinor, reason });
      showToast({
        severity: 'ok',
        message: t('told.creditChanged', { name: credit.name }),
        detail: words(result),
      });
    });
    if (saved) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={t('credit.title', { name: credit.name })}
      confirmLabel={t('credit.confirm')}
      busy={busy}
      blocked={!draft.reason.trim()}
      focusContent
      consequences={[
        t('credit.open', { amount: format.moneyMinor(credit.openMinor, currency) }),
        t('credit.again'),
      ]}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Form>
        <NumberField
          label={t('credit.limit')}
          hint={t('credit.limitHint')}
          value={draft.limitMinor === null ? null : draft.limitMinor / per}
          unit={currency}
          low={0}
          high={MOST}
          nullable
          onChange={(amount) => setDraft({ ...draft, limitMinor: minor(amount) })}
        />
        <NumberField
          label={t('credit.overdue')}
          value={draft.overdueMinor / per}
          unit={currency}
          low={0}
          high={MOST}
          onChange={(amount) => setDraft({ ...draft, overdueMinor: minor(amount) ?? 0 })}
        />
        <FormControlLabel
          className="wide"
          label={t('credit.stop')}
          control={
            <Checkbox
              checked={draft.stop}
              onChange={({ target }) => setDraft({ ...draft, stop: target.checked })}
            />
          }
        />
        <TextField
          className="wide"
          label={t('credit.reason')}
          placeholder={t('credit.placeholder')}
          value={draft.reason}
          required
          onChange={({ target }) => setDraft({ ...draft, reason: target.value })}
          slotProps={{ htmlInput: { maxLength: 500 }, inputLabel: { shrink: true } }}
        />
      </Form>
    </ConfirmDialog>
  );
}

/** Changes what a customer may owe; their open orders are looked at again at once. */
export function CreditDialog({ customer, onClose }: { customer: string; onClose: () => void }) {
  const { data } = useQuery({
    ...orpc.validation.credit.queryOptions({ input: { customer } }),
    gcTime: 0,
  });
  return data ? <CreditForm credit={data} onClose={onClose} /> : null;
}
