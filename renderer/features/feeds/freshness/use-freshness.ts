import { useQuery } from '@tanstack/react-query';
import type { Freshness } from '../../../../core/contract/feeds.ts';
import { orpc } from '../../../lib/rpc.ts';

/** Facts grow old by themselves: what no event tells is asked for. */
const RECHECK_MS = 15_000;
const NONE: Freshness[] = [];

/** How old the facts of each kind are. */
export function useFreshness(): readonly Freshness[] {
  const { data } = useQuery({ ...orpc.feeds.freshness.queryOptions(), refetchInterval: RECHECK_MS });
  return data ?? NONE;
}
