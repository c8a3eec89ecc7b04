import type { CarrierTerms } from '../../contract/carriers.ts';
import type { Database } from '../../db/database.ts';
import type { AppContext } from '../context.ts';
import { type PromiseFacility, type PromiseNetwork, promiseNetwork, toLocal } from '../promise/index.ts';
import { CarrierLoad, dayKey, type MixCount } from './carrier-load.ts';
import {
  countDepartures,
  countGiven,
  findCarriers,
  findContents,
  findParcels,
  findShipments,
  findTerms,
  type ParcelRow,
  type ShipmentRow,
} from './carriers.queries.ts';
import type { ChoiceFacts, ParcelToSend, ShipmentToSend } from './choose-service.ts';
import type { CarrierName } from './offer-words.ts';

type Read = Database['read'];
const DAY_MS = 86_400_000;

/** A shipment that a service can be chosen for, and its row. */
export interface Candidate {
  row: ShipmentRow;
  send: ShipmentToSend;
}

export interface Gathered {
  network: PromiseNetwork;
  carriers: ReadonlyMap<number, CarrierName>;
  facts: ChoiceFacts;
  rows: ShipmentRow[];
  /** In the order in which they choose: the most urgent first. */
  candidates: Candidate[];
}

/** All that a choice for these shipments depends on; what they themselves were given before does not count. */
export async function gatherChoice(
  ctx: AppContext,
  read: Read,
  numbers: readonly string[],
): Promise<Gathered> {
  const network = await promiseNetwork(ctx);
  const rows = await findShipments(read, numbers);
  const ids = rows.map(({ id }) => id);
  const [contents, parcels, carriers, terms] = await Promise.all([
    findContents(read, ids),
    findParcels(read, ids),
    findCarriers(read),
    findTerms(read),
  ]);
  const now = ctx.clock();
  const candidates = rows.flatMap((row) => {
    const facility = row.facilityId === null ? undefined : network.facilities.get(row.facilityId);
    if (!facility) return [];
    const packed = parcels.get(row.id) ?? [];
    return [{ row, send: toSend(row, facility, contents.get(row.id), packed, now, network.currency) }];
  });
  const load = await loadOf(read, terms, new Set(ids), now);
  return {
    network,
    carriers: new Map(carriers.map(({ id, code, name }) => [id, { code, name }])),
    facts: { network, terms, load },
    rows,
    candidates: candidates.sort(byUrgency),
  };
}

function byUrgency({ row: a }: Candidate, { row: b }: Candidate): number {
  const promised = (row: ShipmentRow) => row.promisedAt ?? Number.MAX_SAFE_INTEGER;
  return (a.priority ?? 9) - (b.priority ?? 9) || promised(a) - promised(b) || a.id - b.id;
}

type Contents = { volumeMillilitres: number; weightGrams: number; valueMinor: number };

function toSend(
  row: ShipmentRow,
  facility: PromiseFacility,
  contents: Contents | undefined,
  packed: readonly ParcelRow[],
  now: number,
  currency: string,
): ShipmentToSend {
  const weightGrams = row.weightGrams > 0 ? row.weightGrams : (contents?.weightGrams ?? 0);
  const volumeMillilitres = contents?.volumeMillilitres ?? 0;
  return {
    facility,
    parcels:
      packed.length > 0
        ? packed.map((parcel) => parcelOf(parcel, volumeMillilitres / packed.length))
        : [{ weightGrams, volumeMillilitres, longestMillimetres: null }],
    country: row.country,
    postalCode: row.postalCode,
    levelAskedFor: row.serviceLevel,
    residential: row.channel !== 'edi' && row.fulfilment !== 'collect',
    valueMinor: row.orderCurrency === currency ? (contents?.valueMinor ?? 0) : 0,
    promisedDay: row.promisedAt === null ? null : toLocal(row.promisedAt, facility.timeZone).day,
    ready: toLocal(now, facility.timeZone),
  };
}

function parcelOf(
  { weightGrams, length, width, height }: ParcelRow,
  volumeMillilitres: number,
): ParcelToSend {
  if (length === null || width === null || height === null) {
    return { weightGrams, volumeMillilitres, longestMillimetres: null };
  }
  return {
    weightGrams,
    volumeMillilitres: (length * width * height) / 1000,
    longestMillimetres: Math.max(length, width, height),
  };
}

async function loadOf(
  read: Read,
  terms: ReadonlyMap<number, CarrierTerms>,
  without: ReadonlySet<number>,
  now: number,
): Promise<CarrierLoad> {
  const taken = new Map<string, number>();
  const limited = [...terms.values()].some(
    ({ shipmentsPerDay, facilityShipmentsPerDay }) =>
      shipmentsPerDay !== null || Object.keys(facilityShipmentsPerDay).length > 0,
  );
  const departures = limited ? await countDepartures(read, Math.floor(now / DAY_MS) - 1, without) : [];
  for (const { carrierId, facilityId, day } of departures) {
    const key = dayKey(carrierId, facilityId, day);
    taken.set(key, (taken.get(key) ?? 0) + 1);
  }
  return new CarrierLoad(terms, taken, await mixCounts(read, terms, now, without));
}

/** What carriers with an agreed share had in their periods, and of how many. */
export async function mixCounts(
  read: Read,
  terms: ReadonlyMap<number, CarrierTerms>,
  now: number,
  without: ReadonlySet<number> = new Set(),
): Promise<Map<number, MixCount>> {
  const counts = new Map<number, MixCount>();
  const periods = new Map<number, Map<number, number>>();
  for (const [carrierId, { mix }] of terms) {
    if (!mix) continue;
    const given = periods.get(mix.days) ?? (await countGiven(read, now - mix.days * DAY_MS, without));
    periods.set(mix.days, given);
    const of = [...given.values()].reduce((sum, count) => sum + count, 0);
    counts.set(carrierId, { had: given.get(carrierId) ?? 0, of });
  }
  return counts;
}
