import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderRow } from '../../../core/contract/orders.ts';
import { ConfirmDialog } from '../../components/display/confirm-dialog.tsx';
import { describeError } from '../../lib/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';
import { type Forecast, forecast, type OrderCommand } from './order-actions.ts';
import { useOrderCommands } from './use-order-commands.ts';

export interface OrderCommandDialogProps {
  command: OrderCommand;
  /** Finds the orders meant; may take a moment. */
  find: (signal: AbortSignal) => Promise<OrderRow[]>;
  onDone: () => void;
  onClose: () => void;
}

const WANTS_REASON: readonly OrderCommand[] = ['hold', 'cancel'];
const TAKES_REASON: readonly OrderCommand[] = [...WANTS_REASON, 'release'];

function useForecast({ command, find }: Pick<OrderCommandDialogProps, 'command' | 'find'>) {
  const [result, setResult] = useState<{ forecast: Forecast } | { error: unknown } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, for the orders meant when it was opened
  useEffect(() => {
    const controller = new AbortController();
    find(controller.signal).then(
      (orders) => setResult({ forecast: forecast(orders, command) }),
      (error: unknown) => !controller.signal.aborted && setResult({ error }),
    );
    return () => controller.abort();
  }, []);
  return result;
}

function useConsequences(command: OrderCommand, seen: Forecast | null): string[] {
  const { t } = useTranslation('orders');
  const format = useFormat();
  if (!seen) return [];
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  const orders = { count: seen.numbers.length };
  const lines: (string | false)[] = [];
  if (command === 'hold') {
    lines.push(
      t('consequence.held', orders),
      seen.unitsReserved > 0 && t('consequence.keeps', number(seen.unitsReserved)),
    );
  }
  if (command === 'release') {
    lines.push(t('consequence.released', orders), seen.late > 0 && t('consequence.late', number(seen.late)));
  }
  if (command === 'cancel') {
    lines.push(
      t('consequence.value', { ...orders, total: format.moneyMinor(seen.totalMinor, seen.currency) }),
      seen.unitsReserved > 0 && t('consequence.frees', number(seen.unitsReserved)),
      seen.inWork > 0 && t('consequence.inWork', number(seen.inWork)),
    );
  }
  if (command === 'close') lines.push(t('consequence.closed', orders));
  if (command === 'reopen') lines.push(t('consequence.reopened', orders));
  if (command === 'unsource')
    lines.push(t('consequence.frees', number(seen.unitsReserved)), t('consequence.reopens', orders));
  lines.push(
    seen.refused > 0 && t('consequence.refused', number(seen.refused)),
    t('consequence.undoable', orders),
  );
  return lines.filter((line) => line !== false);
}

/** Asks before orders are held, released, cancelled or given back, with what follows from it. */
export function OrderCommandDialog({ command, find, onDone, onClose }: OrderCommandDialogProps) {
  const { t } = useTranslation(['orders', 'common']);
  const format = useFormat();
  const commands = useOrderCommands();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const result = useForecast({ command, find });
  const seen = result && 'forecast' in result ? result.forecast : null;
  const consequences = useConsequences(command, seen);
  const wantsReason = WANTS_REASON.includes(command);
  const takesReason = TAKES_REASON.includes(command);
  const count = seen?.numbers.length ?? 0;
  const words = { count, formatted: format.integer(count) };
  const confirm = async () => {
    if (!seen) return;
    setBusy(true);
    const changed = await commands.run(command, seen.numbers, reason.trim());
    setBusy(false);
    onClose();
    if (changed) onDone();
  };
  return (
    <ConfirmDialog
      open
      title={seen ? t(`question.${command}`, words) : t('question.counting')}
      confirmLabel={t(`confirm.${command}`, words)}
      dismissLabel={t('question.dismiss')}
      danger={command === 'cancel'}
      busy={busy}
      blocked={count === 0 || (wantsReason && !reason.trim())}
      consequences={count > 0 ? consequences : undefined}
      focusContent={wantsReason}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {result && 'error' in result && <p role="alert">{describeError(result.error, t).title}</p>}
      {seen && count === 0 && <p style={{ color: tokens.textMuted }}>{t(`none.${command}`)}</p>}
      {takesReason && (
        <TextField
          label={t('reason.label')}
          placeholder={t(`reason.${command}`)}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          autoFocus={wantsReason}
          fullWidth
          required={wantsReason}
          sx={{ marginTop: 2 }}
          slotProps={{ htmlInput: { maxLength: 500 }, inputLabel: { shrink: true } }}
        />
      )}
    </ConfirmDialog>
  );
}
