import { useTranslation } from 'react-i18next';
import type { OrderCommandResult } from '../../../core/contract/orders.ts';
import type { HoldCode } from '../../../core/contract/validation.ts';
import { describeError } from '../../lib/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { offerUndo } from '../lists/undo.ts';
import type { OrderCommand } from './order-actions.ts';

const AT_ONCE = 10_000;

function send(command: OrderCommand, numbers: string[], reason: string): Promise<OrderCommandResult> {
  if (command === 'hold') return rpc.orders.hold({ numbers, reason });
  if (command === 'cancel') return rpc.orders.cancel({ numbers, reason });
  if (command === 'release') return rpc.orders.release({ numbers, ...(reason ? { reason } : {}) });
  if (command === 'close') return rpc.orders.close({ numbers });
  if (command === 'reopen') return rpc.orders.reopen({ numbers });
  return rpc.orders.unsource({ numbers });
}

/** Commands on orders: each tells what it did, what was refused and why, and can be taken back. */
export function useOrderCommands() {
  const { t } = useTranslation(['orders', 'common']);
  const format = useFormat();
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  const fail = (error: unknown) => {
    const { title, action } = describeError(error, t);
    showToast({ severity: 'critical', message: title, detail: action });
  };

  const undo = async (commandIds: readonly string[]): Promise<void> => {
    try {
      let changed = 0;
      const refused: OrderCommandResult['refused'] = [];
      for (const commandId of commandIds) {
        const result = await rpc.orders.undo({ commandId });
        changed += result.changed.length;
        refused.push(...result.refused);
      }
      showToast({
        severity: refused.length > 0 ? 'warning' : 'ok',
        message: t('done.undo', number(changed)),
        detail: refusals(refused),
      });
    } catch (error) {
      fail(error);
    }
  };

  const refusals = (refused: OrderCommandResult['refused']): string | undefined => {
    const [first] = refused;
    if (!first) return undefined;
    const reason = t(`refusal.${first.code}`, { defaultValue: first.reason, number: first.number });
    return refused.length === 1 ? reason : t('refusal.several', { ...number(refused.length), reason });
  };

  const tell = (what: string, results: readonly OrderCommandResult[]): boolean => {
    const changed = results.reduce((sum, result) => sum + result.changed.length, 0);
    const refused = results.flatMap((result) => result.refused);
    if (changed === 0) {
      showToast({ severity: 'warning', message: t('done.nothing'), detail: refusals(refused) });
      return false;
    }
    offerUndo({
      severity: refused.length > 0 ? 'warning' : 'ok',
      message: t(`done.${what}`, number(changed)),
      detail: refusals(refused),
      label: t('common:action.undo'),
      undo: () =>
        undo(results.filter((result) => result.changed.length > 0).map((result) => result.commandId)),
    });
    return true;
  };

  const attempt = async (what: string, work: () => Promise<OrderCommandResult>): Promise<boolean> => {
    try {
      return tell(what, [await work()]);
    } catch (error) {
      fail(error);
      return false;
    }
  };

  return {
    /** True when something was changed. */
    run: async (command: OrderCommand, numbers: readonly string[], reason = ''): Promise<boolean> => {
      try {
        const results: OrderCommandResult[] = [];
        for (let start = 0; start < numbers.length; start += AT_ONCE) {
          results.push(await send(command, numbers.slice(start, start + AT_ONCE), reason));
        }
        return tell(command, results);
      } catch (error) {
        fail(error);
        return false;
      }
    },
    /** Lifts one hold of an order. */
    releaseHold: (number: string, code: HoldCode, reason: string): Promise<boolean> =>
      attempt('releaseHold', () => rpc.orders.release({ numbers: [number], codes: [code], reason })),
    editAddress: (input: Parameters<typeof rpc.orders.editAddress>[0]): Promise<boolean> =>
      attempt('editAddress', () => rpc.orders.editAddress(input)),
  };
}
