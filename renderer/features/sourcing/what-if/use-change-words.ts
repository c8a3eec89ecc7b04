import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { orpc } from '../../../lib/rpc.ts';
import { useCountryName } from '../../lists/use-country-name.ts';
import { useFacilityNames } from '../use-facility-names.ts';
import type { ChangeWords } from './change-words.ts';

/** Everything that changes are said with, in the user's language. */
export function useChangeWords(): ChangeWords {
  const { t } = useTranslation(['workbench', 'rules']);
  const format = useFormat();
  const { currency } = usePreferences();
  const facility = useFacilityNames();
  const country = useCountryName();
  const { data } = useQuery(orpc.rules.versions.queryOptions({ input: {} }));
  return useMemo(
    () => ({ t, format, currency, facility, country, versions: data ?? [] }),
    [t, format, currency, facility, country, data],
  );
}
