import type { TFunction } from 'i18next';
import { reasonOf } from '../../lib/errors.ts';

/** The core's refusal in the words of the floor; undefined for other failures. */
export function floorErrorWords(error: unknown, t: TFunction): string | undefined {
  const reason = reasonOf(error);
  if (reason === undefined) return undefined;
  return t(`floor:refused.${reason}`, { defaultValue: error instanceof Error ? error.message : '' });
}
