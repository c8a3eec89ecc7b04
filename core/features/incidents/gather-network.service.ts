import type { DetectionSettings } from '../../contract/incident-detection.ts';
import type { AppContext } from '../context.ts';
import { readPreferences } from '../workspace/index.ts';
import { highestThreshold } from './detection-rules.ts';
import { HOUR_MS } from './detectors/shipment-facts.ts';
import {
  findLoads,
  findOpenWaves,
  findOverdrawn,
  findPromisedOrders,
  findShortPicks,
  findWaitingProducts,
  findWorkingFeeds,
} from './network-facts.queries.ts';
import type { NetworkFacts } from './network-findings.ts';

/** Orders, picks, waves, stock, facilities and feeds as detectors see them; orders as far ahead as the farthest-looking settings ask. */
export async function gatherNetwork(
  { db: { read } }: AppContext,
  settings: readonly DetectionSettings[],
  now: number,
): Promise<NetworkFacts> {
  const hoursAhead = Math.max(...settings.map((own) => highestThreshold('promiseAtRisk', own)));
  const [{ currency }, orders, shortPicks, waves, products, positions, facilities, feeds] = await Promise.all(
    [
      readPreferences(read),
      findPromisedOrders(read, now + hoursAhead * HOUR_MS),
      findShortPicks(read),
      findOpenWaves(read),
      findWaitingProducts(read),
      findOverdrawn(read),
      findLoads(read),
      findWorkingFeeds(read),
    ],
  );
  return { currency, orders, shortPicks, waves, products, positions, facilities, feeds };
}
