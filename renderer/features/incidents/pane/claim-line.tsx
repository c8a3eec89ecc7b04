import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentAction } from '../../../../core/contract/incidents.ts';
import { currencyDigits, useFormat } from '../../../lib/format.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useTold } from '../../lists/use-told.ts';

/** What was claimed by an action, and what the carrier paid: noted once it has answered. */
export function ClaimLine({ action }: { action: IncidentAction }) {
  const { t } = useTranslation(['incidents', 'common']);
  const format = useFormat();
  const { busy, perform } = useTold();
  const [asking, setAsking] = useState(false);
  const { claim, currency } = action;
  if (!claim) return null;
  const money = (minor: number) => format.moneyMinor(minor, currency);
  const settle = (paidMinor: number | null) =>
    perform(async () => {
      await rpc.incidents.settleClaim({ actionId: action.id, paidMinor });
      await queryClient.invalidateQueries({ queryKey: orpc.incidents.key() });
      setAsking(false);
    });
  const { paidMinor, claimedMinor } = claim;
  return (
    <div style={{ padding: '2px 0 6px', color: tokens.textMuted }}>
      <div style={{ display: 'flex', alignItems: 'center', gap: 8, flexWrap: 'wrap' }}>
        <span style={{ flex: 1 }}>
          {paidMinor === null
            ? t('claim.waits', { claimed: money(claimedMinor) })
            : t('claim.paid', { paid: money(paidMinor), claimed: money(claimedMinor) })}
        </span>
        {paidMinor === null ? (
          !asking && (
            <Button size="small" disabled={busy} onClick={() => setAsking(true)}>
              {t('claim.settle')}
            </Button>
          )
        ) : (
          <Button size="small" disabled={busy} onClick={() => void settle(null)}>
            {t('claim.unsettle')}
          </Button>
        )}
      </div>
      {asking && (
        <PaidForm
          claimedMinor={claimedMinor}
          currency={currency}
          busy={busy}
          onSettle={(minor) => void settle(minor)}
          onCancel={() => setAsking(false)}
        />
      )}
    </div>
  );
}

interface PaidFormProps {
  claimedMinor: number;
  currency: string;
  busy: boolean;
  onSettle: (paidMinor: number) => void;
  onCancel: () => void;
}

function PaidForm({ claimedMinor, currency, busy, onSettle, onCancel }: PaidFormProps) {
  const { t } = useTranslation(['incidents', 'common']);
  const format = useFormat();
  const unit = 10 ** currencyDigits(currency);
  const [text, setText] = useState(String(claimedMinor / unit));
  const minor = Math.round(Number(text.replace(',', '.')) * unit);
  const wrong = text.trim() === '' || Number.isNaN(minor) || minor < 0 || minor > claimedMinor;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong) onSettle(minor);
  };
  return (
    <form onSubmit={submit} style={{ display: 'flex', alignItems: 'flex-start', gap: 8, marginTop: 6 }}>
      <TextField
        value={text}
        error={wrong}
        helperText={
          wrong
            ? t('claim.wrong', { most: format.moneyMinor(claimedMinor, currency) })
            : t('claim.hint', { currency })
        }
        slotProps={{ htmlInput: { 'aria-label': t('claim.amount'), inputMode: 'decimal' } }}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={busy || wrong}>
        {t('common:action.save')}
      </Button>
      <Button variant="text" onClick={onCancel}>
        {t('common:action.cancel')}
      </Button>
    </form>
  );
}
