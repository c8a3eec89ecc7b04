import type { ManifestDetail, ManifestParcelView } from '../../contract/manifests.ts';
import type { Cell } from '../exports/index.ts';
import type { ManifestWords } from './manifest-words.ts';

/** A manifest as a table: its head, what is on the vehicle, then what stayed behind. */
export function manifestRows(manifest: ManifestDetail, words: ManifestWords): Cell[][] {
  const head = [
    words.title,
    words.parcel,
    words.shipment,
    words.order,
    words.tracking,
    words.service,
    words.city,
    words.postalCode,
    words.country,
    words.weightGrams,
    words.promised,
    words.onVehicle,
    words.loaded,
    words.by,
  ];
  const row = (parcel: ManifestParcelView): Cell[] => [
    manifest.number,
    parcel.code,
    parcel.shipment,
    parcel.order,
    parcel.trackingNumber,
    parcel.service,
    parcel.city,
    parcel.postalCode,
    parcel.country,
    parcel.weightGrams,
    parcel.promisedAt === null ? null : { instant: parcel.promisedAt },
    parcel.loadedAt === null ? words.no : words.yes,
    parcel.loadedAt === null ? null : { instant: parcel.loadedAt },
    parcel.actor,
  ];
  return [head, ...[...manifest.parcelRows, ...manifest.missingRows].map(row)];
}
