import type { TFunction } from 'i18next';
import { describeError, type ErrorWords, reasonOf } from '../../lib/errors.ts';

/** An error of routing in words: those of its code where there are some. */
export function routeErrorWords(error: unknown, t: TFunction): ErrorWords {
  const words = describeError(error, t);
  const reason = reasonOf(error);
  if (reason === undefined) return words;
  const title = t(`routes:error.${reason}`, { defaultValue: '' });
  return title === ''
    ? words
    : { title, action: t(`routes:errorAction.${reason}`, { defaultValue: words.action }) };
}
