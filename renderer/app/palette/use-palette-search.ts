import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { orpc, type rpc } from '../../lib/rpc.ts';

const SHORTEST = 2;
const PER_KIND = 6;

export type PaletteFound = Awaited<ReturnType<typeof rpc.tower.search>>;

/** Products, orders and facilities that fit the words. */
export function usePaletteSearch(text: string, open: boolean) {
  const words = useDeferredValue(text.trim());
  const enabled = open && words.length >= SHORTEST;
  const { data, isFetching } = useQuery({
    ...orpc.tower.search.queryOptions({ input: { text: words, limit: PER_KIND } }),
    enabled,
    placeholderData: keepPreviousData,
  });
  return { found: enabled ? data : undefined, searching: enabled && isFetching };
}
