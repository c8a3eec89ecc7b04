import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { orpc } from '../../../lib/rpc.ts';
import { useFacilityNames } from '../../sourcing/use-facility-names.ts';
import type { ChangeWords } from './change-lines.ts';

/** What is needed to say what a scenario does otherwise. */
export function useChangeWords(): ChangeWords {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const facilityName = useFacilityNames();
  const { currency } = usePreferences();
  const { data } = useQuery(orpc.fleets.vehicleTypes.queryOptions());
  return useMemo(() => {
    const names = new Map(data?.map(({ code, name }) => [code, name]));
    const usualCount = (vehicleType: string, depot: string) =>
      data?.find(({ code }) => code === vehicleType)?.vehicles.find(({ facility }) => facility === depot)
        ?.count ?? 0;
    return { usualCount, t, format, facilityName, vehicleName: (code) => names.get(code) ?? code, currency };
  }, [t, format, facilityName, currency, data]);
}
