import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { orpc } from '../../lib/rpc.ts';
import { useCountryName } from '../lists/use-country-name.ts';
import { useSegmentName } from '../orders/use-segment-name.ts';
import type { Words } from './rule-words.ts';

/** Values that conditions can name; undefined while they load. */
export function useChoices() {
  return useQuery(orpc.rules.choices.queryOptions({ input: {} })).data;
}

/** Everything needed to say rules in the user's language. */
export function useWords(): Words {
  const { t } = useTranslation(['rules', 'orders', 'stock']);
  const format = useFormat();
  const { currency } = usePreferences();
  const country = useCountryName();
  const segmentName = useSegmentName();
  const choices = useChoices();
  return useMemo(() => {
    const names = new Map(choices?.facilities.map(({ code, name }) => [code, name]));
    return {
      t,
      format,
      currency,
      country,
      segment: (code) => segmentName(code) ?? code,
      facility: (code) => names.get(code) ?? code,
    };
  }, [t, format, currency, country, segmentName, choices]);
}
