import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { orpc } from '../../lib/rpc.ts';

/** Names of facilities by code; a code that is not known stands for itself. */
export function useFacilityNames(): (code: string) => string {
  const { data } = useQuery(orpc.tower.facilities.queryOptions());
  return useMemo(() => {
    const names = new Map(data?.facilities.map(({ code, name }) => [code, name]));
    return (code) => names.get(code) ?? code;
  }, [data]);
}
