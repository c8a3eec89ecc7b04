import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PromiseLevelQuote, PromiseRequestInput } from '../../../core/contract/promise.ts';
import { describeError, reasonOf } from '../../lib/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';

/** Takes and gives back holds; says what came of it. */
export function useHolds() {
  const { t } = useTranslation('promise');
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      const { title, action } = describeError(error, t);
      const reason = reasonOf(error);
      const message = reason ? t(`refused.${reason}`, { defaultValue: title }) : title;
      showToast({ severity: 'critical', message, detail: action });
    } finally {
      setBusy(false);
    }
  };
  const release = (reference: string) =>
    attempt(async () => {
      await rpc.promise.release({ reference });
      showToast({ message: t('hold.released', { reference }) });
    });
  const hold = (request: PromiseRequestInput, quote: PromiseLevelQuote, minutes: number) =>
    attempt(async () => {
      const level = quote.level ? { serviceLevel: quote.level } : {};
      const shown = quote.option ? { noLaterThanDay: quote.option.arriveByDay } : {};
      const key = crypto.randomUUID();
      const held = await rpc.promise.hold({ ...request, ...level, ...shown, minutes, key });
      showToast({
        message: t('hold.taken', { reference: held.reference }),
        detail: t('hold.until', { time: format.dateTime(held.expiresAt) }),
        action: { label: t('hold.release'), run: () => release(held.reference) },
      });
    });
  return { busy, hold, release };
}
