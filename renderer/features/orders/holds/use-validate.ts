import { useTranslation } from 'react-i18next';
import type { Validated } from '../../../../core/contract/validation.ts';
import { describeError } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import { rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';

const AT_ONCE = 10_000;

/** How many orders a look found to hold and let go. */
export function useValidatedWords(): (result: Pick<Validated, 'held' | 'freed'>) => string {
  const { t } = useTranslation('validation');
  const format = useFormat();
  return ({ held, freed }) =>
    t('told.result', { held: format.integer(held.length), freed: format.integer(freed.length) });
}

/** Looks at orders again by the rules of reception, and tells what came of it. */
export function useValidate(): (numbers: readonly string[]) => Promise<boolean> {
  const { t } = useTranslation(['validation', 'common']);
  const format = useFormat();
  const words = useValidatedWords();
  return async (numbers) => {
    const all = { validated: 0, held: [] as string[], freed: [] as string[] };
    try {
      for (let from = 0; from < numbers.length; from += AT_ONCE) {
        const result = await rpc.validation.validate({ numbers: numbers.slice(from, from + AT_ONCE) });
        all.validated += result.validated;
        all.held.push(...result.held);
        all.freed.push(...result.freed);
      }
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
      return false;
    }
    if (all.validated === 0) {
      showToast({ severity: 'warning', message: t('told.nothing'), detail: t('told.nothingDetail') });
      return false;
    }
    const count = { count: all.validated, formatted: format.integer(all.validated) };
    showToast({ severity: 'ok', message: t('told.validated', count), detail: words(all) });
    return true;
  };
}
