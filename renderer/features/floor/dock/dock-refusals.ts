import type { TFunction } from 'i18next';
import { describeError, reasonOf } from '../../../lib/errors.ts';
import { rpc } from '../../../lib/rpc.ts';

/** What a refusal is said with. */
interface Names {
  scanned: string;
  /** Of the pick-up. */
  number: string;
  carrier: string;
}

/** What a scanned shipment is, as packing knows it; nothing when it does not. */
async function scannedShipment(scanned: string) {
  try {
    return await rpc.packing.suggest({ shipment: scanned });
  } catch {
    return null;
  }
}

/** The refusal of a dock in words: what is wrong with what was scanned, and where it belongs instead. */
export async function dockRefusal(error: unknown, t: TFunction, names: Names): Promise<string> {
  const reason = reasonOf(error);
  const words = describeError(error, t);
  if (reason === undefined) return `${words.title} ${words.action}`;
  const fallback = { ...names, defaultValue: words.title };
  if (reason !== 'wrongCarrier' && reason !== 'wrongFacility') {
    return t(`floor-dock:dock.refused.${reason}`, fallback);
  }
  const found = await scannedShipment(names.scanned);
  const other = reason === 'wrongCarrier' ? found?.carrier : found?.facilityName;
  return other
    ? t(`floor-dock:dock.refused.${reason}Named`, { ...fallback, shipment: found?.shipment, other })
    : t(`floor-dock:dock.refused.${reason}`, fallback);
}
