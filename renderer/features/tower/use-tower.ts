import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { MapSelection } from '../../components/map/types.ts';
import { orpc } from '../../lib/rpc.ts';

/** Shipments move along their lanes even when nothing is told of them. */
const POSITIONS_FRESH_MS = 5 * 60_000;

/** What the map shows. The columns of shipments are handed on as they came: comparing them would cost more than drawing. */
export function useTowerMap() {
  const facilities = useQuery(orpc.tower.facilities.queryOptions());
  const shipments = useQuery({
    ...orpc.tower.shipments.queryOptions(),
    structuralSharing: false,
    refetchInterval: POSITIONS_FRESH_MS,
  });
  return { facilities, shipments };
}

/** The core tells when its lists are whole; asking again meanwhile makes sure that the strip never waits for ever. */
const LOADING_RECHECK_MS = 1000;

export function useKpis() {
  return useQuery({
    ...orpc.tower.kpis.queryOptions(),
    refetchInterval: (query) => (query.state.data?.loading ? LOADING_RECHECK_MS : false),
  });
}

function asSelection(params: URLSearchParams): MapSelection | null {
  const code = params.get('facility');
  if (code) return { kind: 'facility', code };
  const id = Number(params.get('shipment') ?? Number.NaN);
  return Number.isSafeInteger(id) ? { kind: 'shipment', id } : null;
}

/** What is selected lives in the address: a link shows it again, back and forward step through it. */
export function useTowerSelection(): [MapSelection | null, (selection: MapSelection | null) => void] {
  const [params, setParams] = useSearchParams();
  const selection = useMemo(() => asSelection(params), [params]);
  const select = useCallback(
    (next: MapSelection | null) =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        after.delete('facility');
        after.delete('shipment');
        if (next?.kind === 'facility') after.set('facility', next.code);
        if (next?.kind === 'shipment') after.set('shipment', String(next.id));
        return after;
      }),
    [setParams],
  );
  return [selection, select];
}
