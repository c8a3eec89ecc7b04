import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../lib/errors.ts';
import { showToast } from '../../lib/toasts.ts';

/** Runs commands one at a time; what fails is told in words with the way out. `perform` says whether it went well. */
export function useTold() {
  const { t } = useTranslation('common');
  const [busy, setBusy] = useState(false);
  const perform = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    try {
      await work();
      return true;
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, perform };
}
