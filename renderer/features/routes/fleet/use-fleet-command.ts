import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '../../../lib/toasts.ts';
import { routeErrorWords } from '../route-errors.ts';

/** Runs one command on the fleet at a time and tells how it went; resolves with whether it went well. */
export function useFleetCommand() {
  const { t } = useTranslation(['routes', 'common']);
  const [busy, setBusy] = useState(false);
  const perform = async (work: () => Promise<unknown>, done: string): Promise<boolean> => {
    setBusy(true);
    try {
      await work();
      showToast({ severity: 'ok', message: done });
      return true;
    } catch (error) {
      const { title, action } = routeErrorWords(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, perform };
}
