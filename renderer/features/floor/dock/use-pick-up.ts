import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../../lib/i18n.ts';
import { saveFileOf } from '../../../lib/made-file.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import type { ScanVerdict } from '../scan-field.tsx';
import { dockRefusal } from './dock-refusals.ts';

/** A carrier's pick-up being loaded, and what can be done about it; each answer is a verdict. */
export function usePickUp(id: number) {
  const { t } = useTranslation(['floor-dock', 'common']);
  const {
    data: manifest,
    error,
    refetch,
  } = useQuery(orpc.manifests.manifest.queryOptions({ input: { id } }));
  const [told, setTold] = useState<ScanVerdict | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async (scanned: string, work: () => Promise<string>): Promise<ScanVerdict> => {
    setBusy(true);
    try {
      const message = await work();
      await queryClient.invalidateQueries({ queryKey: orpc.manifests.key() });
      return { tone: 'ok', message };
    } catch (failure) {
      const names = { scanned, number: manifest?.number ?? '', carrier: manifest?.carrierName ?? '' };
      return { tone: 'wrong', message: await dockRefusal(failure, t, names) };
    } finally {
      setBusy(false);
    }
  };
  const tell = async (work: () => Promise<string>) => setTold(await attempt('', work));
  const load = (scanned: string) =>
    attempt(scanned, async () => {
      const { parcel, left } = await rpc.manifests.load({ id, scanned });
      const { shipment, city } = parcel;
      return left > 0
        ? t('dock.told.loadedPart', { shipment, count: left })
        : t(city ? 'dock.told.loadedTo' : 'dock.told.loaded', { shipment, city });
    });
  const unload = (scanned: string) =>
    attempt(scanned, async () => {
      await rpc.manifests.unload({ id, scanned });
      return t('dock.told.unloaded', { scanned });
    });
  return {
    manifest,
    error,
    refetch,
    told,
    busy,
    load,
    unload,
    takeOff: async (scanned: string) => setTold(await unload(scanned)),
    close: () =>
      tell(async () => {
        const { shipped, stayed } = await rpc.manifests.close({ id });
        const left = t('dock.told.left', { count: shipped });
        return stayed.length === 0 ? left : `${left} ${t('dock.told.stayed', { count: stayed.length })}`;
      }),
    reopen: () =>
      tell(async () => {
        const { parcels } = await rpc.manifests.reopen({ id });
        return t('dock.told.reopened', { count: parcels });
      }),
    file: (format: 'pdf' | 'csv') =>
      tell(async () => {
        const { jobId } = await rpc.manifests.file({ id, format, language: currentLanguage() });
        const name = await saveFileOf(jobId);
        return name === null ? t('dock.told.fileCancelled') : t('dock.told.file', { name });
      }),
  };
}
export type PickUpWork = ReturnType<typeof usePickUp>;
