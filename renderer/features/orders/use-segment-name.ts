import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Names of customer segments: the usual ones in the user's language, others as they came in. */
export function useSegmentName(): (segment: string | null) => string | null {
  const { t } = useTranslation('orders');
  return useCallback((segment) => segment && t(`segment.${segment}`, { defaultValue: segment }), [t]);
}
