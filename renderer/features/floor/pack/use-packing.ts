import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackingView, ParcelDraft } from '../../../../core/contract/packing.ts';
import { describeError } from '../../../lib/errors.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { floorErrorWords } from '../floor-errors.ts';
import type { ScanVerdict } from '../scan-field.tsx';

/** The shipment on the bench, found by whatever was scanned, and its packing. */
export function usePacking() {
  const { t } = useTranslation(['floor', 'common']);
  const queries = useQueryClient();
  const [shipment, setShipment] = useState<string | null>(null);
  const [told, setTold] = useState<ScanVerdict | null>(null);
  const { data: packing } = useQuery({
    ...orpc.packing.suggest.queryOptions({ input: { shipment: shipment ?? '' } }),
    enabled: shipment !== null,
  });
  const bench = packing && shipment !== null ? packing : null;
  const tell = (error: unknown) =>
    setTold({ tone: 'wrong', message: floorErrorWords(error, t) ?? describeError(error, t).title });
  const change = useMutation({
    mutationFn: (work: () => Promise<PackingView>) => work(),
    onError: tell,
    onSuccess: (view) => {
      queries.setQueryData(orpc.packing.suggest.queryKey({ input: { shipment: view.shipment } }), view);
      setShipment(view.shipment);
    },
  });
  const scan = async (text: string): Promise<ScanVerdict> => {
    const view = await rpc.packing.suggest({ shipment: text });
    queries.setQueryData(orpc.packing.suggest.queryKey({ input: { shipment: view.shipment } }), view);
    setShipment(view.shipment);
    return { tone: 'ok', message: t('pack.onBench', { shipment: view.shipment, count: view.units }) };
  };
  return {
    bench,
    told,
    busy: change.isPending,
    scan,
    /** The same by touch. */
    open: (number: string) => scan(number).then(setTold, tell),
    pack: (parcels?: ParcelDraft[]) =>
      change.mutate(() => rpc.packing.pack({ shipment: shipment ?? '', ...(parcels ? { parcels } : {}) }), {
        onSuccess: ({ shipment: packed, parcels: made }) =>
          setTold({ tone: 'ok', message: t('pack.packed', { shipment: packed, count: made.length }) }),
      }),
    unpack: () =>
      change.mutate(() => rpc.packing.unpack({ shipment: shipment ?? '' }), {
        onSuccess: ({ shipment: unpacked }) =>
          setTold({ tone: 'ok', message: t('pack.unpacked', { shipment: unpacked }) }),
      }),
  };
}

export type Packing = ReturnType<typeof usePacking>;
